using System.Globalization;
using System.Text;
using LoopsMapping.Generator.Model;

namespace LoopsMapping.Generator.Emitting;

/// <summary>
/// What generated classes and files are called. Names mirror the user's own; where two would differ by nothing or by case alone (file
/// names ignore case), each of them gets a hash of its full name.
/// </summary>
internal static class GeneratedNames
{
    private const string Root = "LoopsMapping.Generated";

    // Apart from the others, so that a user's namespace cannot have the name of a map.
    private const string GlobalRoot = "LoopsMapping.GeneratedGlobal";

    public static string MapNamespace(MappingModel mapping) => NamespaceOf(mapping.Namespace);

    public static string ManifestNamespace(DestinationModel destination) => NamespaceOf(destination.Namespace);

    public static string ManifestClass(DestinationModel destination, EquatableArray<string> collisions)
        => $"{destination.Name.Replace("@", "")}Manifest" + Suffix(PlainManifestHint(destination), $"{destination.Namespace}.{destination.Name}", collisions, "_");

    public static string ManifestHint(DestinationModel destination, EquatableArray<string> collisions)
        => Hint(PlainManifestHint(destination), $"{destination.Namespace}.{destination.Name}", collisions);

    public static string MapClass(MappingModel mapping, EquatableArray<string> collisions)
        => PlainMapClass(mapping) + Suffix(PlainMapHint(mapping), mapping.AnnotatedName + mapping.Kind, collisions, "_");

    public static string SegmentClass(MappingModel mapping, EquatableArray<string> collisions)
        => PlainSegmentClass(mapping) + Suffix(PlainSegmentHint(mapping), mapping.AnnotatedName + mapping.Kind, collisions, "_");

    public static string SegmentHint(MappingModel mapping, EquatableArray<string> collisions)
        => Hint(PlainSegmentHint(mapping), mapping.AnnotatedName + mapping.Kind, collisions);

    public static string SegmentClientHint(DestinationModel destination, EquatableArray<string> collisions)
        => Hint(PlainSegmentClientHint(destination), $"{destination.Namespace}.{destination.Name}", collisions);

    /// <summary>The map's only instance, in code.</summary>
    public static string MapInstance(MappingModel mapping, EquatableArray<string> collisions)
        => $"global::{MapNamespace(mapping)}.{MapClass(mapping, collisions)}.Instance";

    public static string MapHint(MappingModel mapping, EquatableArray<string> collisions)
        => Hint(PlainMapHint(mapping), mapping.AnnotatedName + mapping.Kind, collisions);

    public static string ClientHint(DestinationModel destination, EquatableArray<string> collisions)
        => Hint(PlainClientHint(destination), $"{destination.Namespace}.{destination.Name}", collisions);

    /// <summary>
    /// The methods that find contacts, for each mapping in its order: <c>FindUserAsync</c>, with the namespace where two classes have the name, and
    /// with a hash where that does not tell them apart either.
    /// </summary>
    public static string[] Finders(ClientModel client)
    {
        var names = client.Mappings.Select(static mapping => mapping.Kind == MappingKind.Contact ? mapping.MapName : "").ToArray();
        Distinguish(names, i => client.Mappings[i].Namespace.Length == 0 ? names[i] : $"{client.Mappings[i].Namespace.Replace("@", "").Replace('.', '_')}_{names[i]}");
        Distinguish(names, i => $"{names[i]}_{Hash(client.Mappings[i].AnnotatedName)}");
        return [.. names.Select(static name => $"Find{name}Async")];
    }

    private static void Distinguish(string[] names, Func<int, string> better)
    {
        var twins = new HashSet<string>(names.Where(static name => name.Length > 0).GroupBy(static name => name, StringComparer.Ordinal).Where(static group => group.Skip(1).Any()).Select(static group => group.Key), StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            if (twins.Contains(names[i]))
                names[i] = better(i);
        }
    }

    /// <summary>The plain names that two things would share, or that a namespace of a map has.</summary>
    public static EquatableArray<string> Collisions(ProjectModel project, SegmentProject segment)
    {
        var hints = project.Maps.Select(PlainMapHint).Concat(project.Clients.Select(static client => PlainClientHint(client.Destination)))
            .Concat(project.Clients.Select(static client => PlainManifestHint(client.Destination)))
            .Concat(segment.Mappings.Select(PlainSegmentHint)).Concat(segment.Clients.Select(static client => PlainSegmentClientHint(client.Destination)))
            .ToList();
        var namespaces = new HashSet<string>(project.Maps.Select(static mapping => mapping.Namespace.Replace("@", "")), StringComparer.Ordinal);
        return new(hints
            .GroupBy(static hint => hint, StringComparer.OrdinalIgnoreCase)
            .Where(static group => group.Skip(1).Any())
            .SelectMany(static group => group)
            .Concat(hints.Where(hint => namespaces.Any(name => name == hint || name.StartsWith(hint + ".", StringComparison.Ordinal))))
            .Distinct()
            .OrderBy(static hint => hint, StringComparer.Ordinal));
    }

    private static string PlainMapClass(MappingModel mapping) => $"{mapping.MapName}{mapping.Kind}Map";

    private static string PlainMapHint(MappingModel mapping) => Qualified(mapping.Namespace, PlainMapClass(mapping));

    private static string PlainSegmentClass(MappingModel mapping) => $"{mapping.MapName}{mapping.Kind}SegmentMapping";

    private static string PlainSegmentHint(MappingModel mapping) => Qualified(mapping.Namespace, PlainSegmentClass(mapping));

    private static string PlainSegmentClientHint(DestinationModel destination) => $"{PlainClientHint(destination)}.SegmentMappings";

    private static string PlainManifestHint(DestinationModel destination) => $"{PlainClientHint(destination)}Manifest";

    private static string NamespaceOf(string @namespace) => @namespace.Length == 0 ? GlobalRoot : $"{Root}.{@namespace}";

    private static string PlainClientHint(DestinationModel destination) => Qualified(destination.Namespace, destination.Name);

    private static string Qualified(string @namespace, string name)
        => (@namespace.Length == 0 ? name : $"{@namespace}.{name}").Replace("@", "");

    private static string Hint(string plain, string identity, EquatableArray<string> collisions)
    {
        var hint = new StringBuilder(plain.Length + 16);
        foreach (var c in plain)
        {
            // Identifiers may hold characters that a file name of a generator may not.
            if (c < 128 || char.IsLetterOrDigit(c))
                hint.Append(c);
            else
                hint.Append('-').Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
        }
        return hint.Append(Suffix(plain, identity, collisions, ".")).Append(".g.cs").ToString();
    }

    private static string Suffix(string plain, string identity, EquatableArray<string> collisions, string separator)
        => collisions.Contains(plain, StringComparer.Ordinal) ? separator + Hash(identity) : "";

    /// <summary>FNV-1a: stable over processes, unlike GetHashCode.</summary>
    private static string Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
            hash = unchecked((hash ^ c) * 16777619u);
        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
