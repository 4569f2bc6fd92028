using LoopsMapping.Generator.Model;

namespace LoopsMapping.Generator.Emitting;

/// <summary>Writes what a message of a Segment SDK becomes by one annotated class: when, and member by member.</summary>
internal static class SegmentEmitter
{
    public static string Emit(MappingModel mapping, EquatableArray<string> collisions)
    {
        var segment = mapping.Segment!;
        var name = GeneratedNames.SegmentClass(mapping, collisions);
        var enums = new SegmentEnums(segment);
        var source = new SourceWriter();
        FileHeader.Write(source, mapping.UsageWarnings);
        source.Open($"namespace {GeneratedNames.MapNamespace(mapping)}");
        source.Line($"/// <summary>What a message of a Segment SDK sends as a {MappingDocs.Link(mapping)}: <c>{MappingDocs.Endpoint(mapping)}</c>.</summary>");
        source.Line(FileHeader.GeneratedCode);
        if (mapping.UsesForbidden)
            source.Line("[global::System.Obsolete] // Only so may it use what is obsolete as an error.");
        source.Open($"internal sealed class {name} : global::LoopsMapping.Segment.Segment{mapping.Kind}Mapping");
        source.Line($"public {name}()");
        source.Line($"    : base({string.Join(", ", Arguments(mapping, segment))})");
        source.Open();
        source.Close();
        source.Line();
        WriteTrigger(source, mapping, segment);
        WriteMethod(source, "WriteProperties", segment, enums, static role => role is MemberRole.Email or MemberRole.UserId or MemberRole.ContactProperty, MapEmitter.Constants(mapping));
        WriteMethod(source, "WriteEventProperties", segment, enums, static role => role == MemberRole.EventProperty, []);
        WriteMethod(source, "WriteMailingLists", segment, enums, static role => role == MemberRole.MailingList, []);
        enums.Write(source);
        source.Close();
        source.Close();
        return source.ToString();
    }

    private static IEnumerable<string> Arguments(MappingModel mapping, SegmentModel segment)
    {
        yield return Literals.String(mapping.EventName ?? mapping.DisplayName);
        yield return Literals.String(mapping.AnnotatedName.Replace("global::", ""));
        if (mapping.EventName is { } eventName)
            yield return Literals.String(eventName);
        yield return mapping.Only ? "true" : "false";
        yield return Names(segment.Named);
        if (mapping.Kind == MappingKind.Event)
            yield return Names(segment.NamedProperties);
    }

    private static string Names(EquatableArray<string> names)
        => names.Count == 0 ? "global::System.Array.Empty<string>()" : $"new string[] {{ {string.Join(", ", names.Select(Literals.String))} }}";

    private static void WriteTrigger(SourceWriter source, MappingModel mapping, SegmentModel segment)
    {
        var trigger = segment.Trigger ?? Default(mapping.EventName);
        source.Line($"// {(segment.Trigger is not null ? Literals.Comment(mapping.Trigger!) : mapping.EventName is null ? "By default every identify." : "By default the track with its name.")}");
        source.Line($"protected override bool IsTriggeredBy(in {MessageCode.Message} message)");
        var lines = TriggerCode.Lines(trigger).ToList();
        for (var i = 0; i < lines.Count; i++)
            source.Line($"    {(i == 0 ? "=> " : "")}{lines[i]}{(i == lines.Count - 1 ? ";" : "")}");
    }

    /// <summary>What fires a mapping that does not say so: the event of its name, or for a contact every identify.</summary>
    private static ExpressionModel Default(string? eventName)
    {
        return eventName is null ? Is("type", "identify") : new JunctionModel(IsAny: false, new([Is("type", "track"), Is("event", eventName)]));

        static ExpressionModel Is(string field, string text) => new ComparisonModel(new FieldModel(PathModel.Of(field)), Comparison.Equal, new TextModel(text));
    }

    private static void WriteMethod(SourceWriter source, string method, SegmentModel segment, SegmentEnums enums, Func<MemberRole, bool> isHere, IEnumerable<string> constants)
    {
        var members = segment.Members.Where(member => isHere(member.Member.Role)).OrderBy(static member => member.Member.Role).ToList();
        var fixedLines = constants.ToList();
        if (members.Count == 0 && fixedLines.Count == 0)
            return;
        source.Line();
        source.Open($"protected override void {method}(ref {MessageCode.Writer} writer, scoped in {MessageCode.Message} message)");
        foreach (var line in fixedLines)
            source.Line(line);
        if (members.Exists(static member => member.Paths.Count > 0))
            source.Line($"{MessageCode.Value} value;");
        foreach (var member in members)
        {
            source.Line();
            foreach (var line in SegmentStatement.For(member, enums))
                source.Line(line);
        }
        source.Close();
    }
}
