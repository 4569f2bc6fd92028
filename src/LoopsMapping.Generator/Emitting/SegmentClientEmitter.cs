using LoopsMapping.Generator.Model;

namespace LoopsMapping.Generator.Emitting;

/// <summary>Lets a destination take messages of Segment SDKs: it names the mappings that they can fire.</summary>
internal static class SegmentClientEmitter
{
    public static string Emit(SegmentClientModel client, EquatableArray<string> collisions)
    {
        const string Mapping = "global::LoopsMapping.Segment.SegmentMapping";
        var destination = client.Destination;
        var contract = $"global::LoopsMapping.Segment.ISegmentDestination<{destination.Name}>";
        var source = new SourceWriter();
        FileHeader.Write(source, client.Mappings.SelectMany(static mapping => mapping.UsageWarnings).Distinct().OrderBy(static id => id, StringComparer.Ordinal));
        if (destination.Namespace.Length > 0)
            source.Open($"namespace {destination.Namespace}");
        source.Open($"partial class {destination.Name} : {contract}");
        source.Line($"// {(client.Mappings.Count == 0 ? "No mapping; the default one takes every message." : "In the order in which they fire.")}");
        source.Line($"static global::System.Collections.Generic.IReadOnlyList<{Mapping}> {contract}.SegmentMappings {{ get; }} = new {Mapping}[]");
        source.Open();
        foreach (var mapping in client.Mappings)
            source.Line($"new global::{GeneratedNames.MapNamespace(mapping)}.{GeneratedNames.SegmentClass(mapping, collisions)}(),");
        source.Close(";");
        source.Close();
        if (destination.Namespace.Length > 0)
            source.Close();
        return source.ToString();
    }
}
