using System.Globalization;
using LoopsMapping.Generator.Model;
using LoopsMapping.Generator.Triggers;

namespace LoopsMapping.Generator.Emitting;

/// <summary>The mappings of a destination as JSON: a line for each mapping, and one for each field.</summary>
internal static class ManifestJson
{
    /// <summary>Readers refuse a larger number; what is added without changing what is there does not change it.</summary>
    private const int Version = 1;

    public static IEnumerable<string> Lines(ClientModel client)
    {
        var destination = client.Destination;
        yield return "{";
        yield return $"  \"version\": {Version.ToString(CultureInfo.InvariantCulture)},";
        yield return $"  \"destination\": {Literals.JsonString(FullName(destination))},";
        yield return $"  \"name\": {Literals.JsonString(destination.Title)},";
        yield return $"  \"maxMappings\": {destination.MaxMappings.ToString(CultureInfo.InvariantCulture)},";
        yield return "  \"mappings\": [";
        var mappings = client.Mappings.Where(static mapping => mapping.Unreadable is null)
            .OrderBy(static mapping => mapping.Kind).ThenBy(static mapping => mapping.EventName ?? mapping.TransactionalId ?? "", StringComparer.Ordinal)
            .ThenBy(static mapping => mapping.TypeName, StringComparer.Ordinal)
            .ToList();
        for (var i = 0; i < mappings.Count; i++)
        {
            yield return $"    {{ {string.Join(", ", Heads(mappings[i], client.TakesIdentify))}, \"fields\": [";
            var fields = Fields(mappings[i]).ToList();
            for (var j = 0; j < fields.Count; j++)
                yield return $"      {fields[j]}{(j + 1 < fields.Count ? "," : "")}";
            yield return $"    ] }}{(i + 1 < mappings.Count ? "," : "")}";
        }
        yield return "  ]";
        yield return "}";
    }

    /// <summary>The destination as people and metadata write it.</summary>
    public static string FullName(DestinationModel destination)
        => (destination.Namespace.Length == 0 ? destination.Name : $"{destination.Namespace}.{destination.Name}").Replace("@", "");

    private static IEnumerable<string> Heads(MappingModel mapping, bool takesIdentify)
    {
        yield return Text("type", mapping.TypeName.Replace("global::", "").Replace("@", ""));
        yield return Text("action", mapping.Kind switch { MappingKind.Contact => "contact", MappingKind.Event => "event", _ => "transactional" });
        if ((mapping.EventName ?? mapping.TransactionalId) is { } name)
            yield return Text("name", name);
        if (Trigger(mapping, takesIdentify) is { } trigger)
            yield return Text("trigger", trigger);
        if (mapping.Only && mapping.Kind != MappingKind.Transactional)
            yield return "\"only\": true";
        if (mapping.AddToAudience && mapping.Kind == MappingKind.Transactional)
            yield return "\"addToAudience\": true";
    }

    /// <summary>When a message of a Segment SDK fires it; <see langword="null"/> where none does.</summary>
    private static string? Trigger(MappingModel mapping, bool takesIdentify) => mapping switch
    {
        { Kind: MappingKind.Transactional } => null,
        { Trigger: { } trigger } => TriggerParser.Parse(trigger).Condition is null ? null : trigger,
        { EventName: { } name } => $"type = \"track\" and event = \"{name.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"",
        _ => takesIdentify ? "type = \"identify\"" : null,
    };

    private static IEnumerable<string> Fields(MappingModel mapping)
    {
        foreach (var (name, constant) in new[] { ("source", mapping.Source), ("userGroup", mapping.UserGroup) })
        {
            if (constant is not null)
                yield return $"{{ {Text("name", name)}, {Text("place", "contact")}, {Text("type", "text")}, {Text("constant", constant)}, \"required\": true }}";
        }
        foreach (var member in mapping.Members.OrderBy(static member => member.Role))
            yield return Field(member);
    }

    private static string Field(MemberModel member)
    {
        var parts = new List<string>
        {
            Text("name", member.WireName),
            Text("place", Place(member.Role)),
            Text("type", Type(member)),
            Text("member", member.Name),
        };
        if (member.Format is { } format)
            parts.Add(Text("format", format));
        if (member.IsRequired)
            parts.Add("\"required\": true");
        if (member.ClearsOnNull)
            parts.Add("\"clears\": true");
        if (member.IsComputed || member.Converter is not null || member.Value.Kind == ValueKind.Formatted)
            parts.Add("\"computed\": true");
        if (member.Value.Enum is { } values)
            parts.Add($"\"values\": [{string.Join(", ", values.Fields.Select(static field => Literals.JsonString(field.Text)).Distinct())}]");
        if (member.Value.List is { } list)
            parts.Add($"\"items\": [{string.Join(", ", list.Members.Select(Field))}]");
        return $"{{ {string.Join(", ", parts)} }}";
    }

    private static string Text(string name, string value) => $"\"{name}\": {Literals.JsonString(value)}";

    private static string Place(MemberRole role) => role switch
    {
        MemberRole.Email or MemberRole.UserId => "identity",
        MemberRole.ContactProperty => "contact",
        MemberRole.EventProperty => "event",
        MemberRole.CustomAttributes => "customAttributes",
        MemberRole.MailingList => "mailingList",
        MemberRole.MailingLists => "mailingLists",
        MemberRole.DataVariable => "dataVariable",
        MemberRole.Attachments => "attachments",
        _ => "idempotencyKey",
    };

    private static string Type(MemberModel member) => member.Role switch
    {
        // A user id goes out as text, whatever its type.
        MemberRole.UserId or MemberRole.Email or MemberRole.IdempotencyKey => "text",
        _ => member.Value.Kind switch
        {
            ValueKind.Number => "number",
            ValueKind.Boolean => "boolean",
            ValueKind.Date => "date",
            ValueKind.Objects => "list",
            ValueKind.MailingLists or ValueKind.CustomAttributes or ValueKind.Attachments => "other",
            _ => "text",
        },
    };
}
