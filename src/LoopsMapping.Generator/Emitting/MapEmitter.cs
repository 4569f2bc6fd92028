using System.Globalization;
using LoopsMapping.Generator.Model;

namespace LoopsMapping.Generator.Emitting;

/// <summary>Writes the map of one annotated class: the request body, member by member.</summary>
internal static class MapEmitter
{
    public static string Emit(MappingModel mapping, EquatableArray<string> collisions)
    {
        var name = GeneratedNames.MapClass(mapping, collisions);
        var source = new SourceWriter();
        FileHeader.Write(source, mapping.UsageWarnings);
        source.Open($"namespace {GeneratedNames.MapNamespace(mapping)}");
        source.Line($"/// <summary>What is sent of a {MappingDocs.Link(mapping)}: <c>{MappingDocs.Endpoint(mapping)}</c>.</summary>");
        source.Line(FileHeader.GeneratedCode);
        if (mapping.UsesForbidden)
            source.Line("[global::System.Obsolete] // Only so may it use what is obsolete as an error.");
        source.Open($"internal sealed class {name} : global::LoopsMapping.Loops{mapping.Kind}Map<{mapping.TypeName}>");
        source.Line($"public static readonly {name} Instance = new {name}();");
        source.Line();
        source.Line($"private {name}()");
        source.Line($"    : base({Literals.String(mapping.EventName ?? mapping.DisplayName)}{(mapping.TransactionalId is { } id ? ", " + Literals.String(id) : "")})");
        source.Open();
        source.Close();
        source.Line();
        if (mapping.ExpiresAfterMinutes > 0)
        {
            source.Line($"public override global::System.TimeSpan? ExpiresAfter => global::System.TimeSpan.FromMinutes({mapping.ExpiresAfterMinutes.ToString(CultureInfo.InvariantCulture)});");
            source.Line();
        }
        source.Open($"protected override void WriteBody(ref global::LoopsMapping.Json.LoopsJsonWriter writer, {mapping.TypeName} value)");
        WriteBody(source, mapping);
        source.Close();
        WriteIdempotencyKey(source, mapping);
        if (mapping.Reading is { } reading)
            ReaderEmitter.Emit(source, mapping, reading);
        WriteEnums(source, mapping);
        source.Close();
        source.Close();
        return source.ToString();
    }

    private static void WriteBody(SourceWriter source, MappingModel mapping)
    {
        var statements = new MemberStatement(mapping.Kind);
        var sections = new List<string[]>();
        if (mapping.EventName is { } eventName)
            sections.Add([Raw(Field("eventName", eventName))]);
        if (mapping.TransactionalId is { } transactionalId)
            sections.Add([Raw($"{Field("transactionalId", transactionalId)}{(mapping.AddToAudience ? ",\"addToAudience\":true" : "")}")]);
        AddSection(mapping.Kind == MappingKind.Transactional ? "// Who gets it." : "// Whose it is: one of these must have a value.", [.. Members(MemberRole.Email), .. Members(MemberRole.UserId)]);
        AddSection(
            mapping.Members.Any(static member => member.ClearsOnNull)
                ? "// Properties of the contact. Null is not sent, and changes nothing, except where it is written here: there it resets."
                : "// Properties of the contact. Null is not sent, and changes nothing.",
            [.. Constants(mapping), .. Members(MemberRole.ContactProperty), .. mapping.EventName is null ? Members(MemberRole.CustomAttributes) : []]);
        AddObject("// Properties of the event. Null is not sent.", "eventProperties", [.. Members(MemberRole.EventProperty), .. mapping.EventName is null ? [] : Members(MemberRole.CustomAttributes)]);
        AddObject("// Mailing lists: true adds the contact, false removes it, null changes nothing.", "mailingLists",
            [.. Members(MemberRole.MailingList), .. Members(MemberRole.MailingLists)]);
        AddObject("// What the email is filled in with. Null is not sent.", "dataVariables", [.. Members(MemberRole.DataVariable)]);
        AddSection("// The files that go with it, in base64.", [.. Members(MemberRole.Attachments)]);

        for (var i = 0; i < sections.Count; i++)
        {
            if (i > 0)
                source.Line();
            foreach (var line in sections[i])
                source.Line(line);
        }

        IEnumerable<string> Members(MemberRole role) => mapping.Members.Where(member => member.Role == role).SelectMany(statements.For);

        void AddSection(string comment, string[] lines)
        {
            if (lines.Length > 0)
                sections.Add([comment, .. lines]);
        }

        void AddObject(string comment, string name, string[] lines)
        {
            var segment = Literals.Utf8($",\"{name}\":");
            if (lines.Length > 0)
                sections.Add([comment, $"int {name} = writer.BeginObject({segment});", .. lines, $"writer.EndObject({name}, {segment});"]);
        }
    }

    /// <summary>What is the same for every value, as one segment.</summary>
    public static IEnumerable<string> Constants(MappingModel mapping)
    {
        var segment = (mapping.Source is { } source ? Field("source", source) : "") + (mapping.UserGroup is { } group ? Field("userGroup", group) : "");
        return segment.Length == 0 ? [] : [Raw(segment)];
    }

    private static string Field(string name, string value) => $",\"{name}\":\"{Literals.Json(value)}\"";

    private static string Raw(string segment) => $"writer.WriteRaw({Literals.Utf8(segment)});";

    private static void WriteIdempotencyKey(SourceWriter source, MappingModel mapping)
    {
        if (mapping.Members.FirstOrDefault(static member => member.Role == MemberRole.IdempotencyKey) is not { } member)
            return;
        source.Line();
        source.Line($"protected override string IdempotencyKeyMember => {Literals.String(member.Name)};");
        source.Line();
        source.Line($"protected override string? GetIdempotencyKey({mapping.TypeName} value) => IdentifierText({MemberStatement.Identifier(member)});");
    }

    private static void WriteEnums(SourceWriter source, MappingModel mapping)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in mapping.Members.SelectMany(static member => member.Value.List is { } list ? list.Members.AsEnumerable() : [member]))
        {
            if (member.Value.Enum is not { } @enum)
                continue;
            if (written.Add(@enum.TypeName))
            {
                source.Line();
                source.Open($"private static string Text({@enum.TypeName} value) => value switch");
                foreach (var field in @enum.Fields)
                    source.Line($"{@enum.TypeName}.{Identifiers.Escape(field.Name)} => {Literals.String(field.Text)},");
                source.Line("_ => value.ToString(),");
                source.Close(";");
            }
            // Where null is written as such, it is told apart before.
            if (member is { Value.CanBeNull: true, ClearsOnNull: false } && written.Add(@enum.TypeName + "?"))
            {
                source.Line();
                source.Line($"private static string? Text({@enum.TypeName}? value) => value is {{ }} present ? Text(present) : null;");
            }
        }
    }
}
