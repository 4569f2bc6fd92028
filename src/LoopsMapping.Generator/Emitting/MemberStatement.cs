using LoopsMapping.Generator.Model;

namespace LoopsMapping.Generator.Emitting;

/// <summary>The statement that writes a member; one object serves one method, whose locals must have names of their own.</summary>
internal sealed class MemberStatement(MappingKind kind)
{
    private readonly HashSet<string> _locals = new(StringComparer.Ordinal)
    {
        "value", "writer", "eventProperties", "mailingLists", "dataVariables", "list", "entry", "item", "properties", "Text",
    };

    public IEnumerable<string> For(MemberModel member)
    {
        if (member.Value.List is { } list)
            return ForList(member, list);
        if (!member.ClearsOnNull || member.Role == MemberRole.CustomAttributes)
            return [Write(member, Access(member))];
        var local = Local(member.WireName);
        return
        [
            $"if ({Access(member)} is {{ }} {local})",
            $"    {Write(member, local)}",
            "else",
            $"    writer.WriteRaw({Literals.Utf8(Field(member) + "null")});",
        ];
    }

    /// <summary>A member's value as an identifier, which is text, a number or a Guid.</summary>
    public static string Identifier(MemberModel member) => member.Value.Kind switch
    {
        ValueKind.Uri => $"{Access(member)}?.OriginalString",
        ValueKind.Enum => $"Text({Access(member)})",
        ValueKind.Char => member.Value.CanBeNull ? $"{Access(member)}?.ToString()" : $"{Access(member)}.ToString()",
        ValueKind.Formatted => $"writer.Format({Access(member)}, {Literals.String(member.Format!)}, {Literals.String(member.Name)})",
        _ => Access(member),
    };

    private string Write(MemberModel member, string access)
    {
        var name = Literals.String(member.Name);
        return member.Role switch
        {
            MemberRole.Email => $"writer.WriteEmail({Identifier(member)}, {name});",
            MemberRole.UserId => $"writer.WriteUserId({Identifier(member)}, {name});",
            MemberRole.CustomAttributes when kind == MappingKind.Event => $"writer.WriteEventAttributes(eventProperties, {access}, {name});",
            MemberRole.CustomAttributes => $"writer.WriteContactAttributes({access}, {(member.ClearsOnNull ? "true" : "false")}, {name});",
            MemberRole.DataVariable => WriteVariable(member, access, name),
            MemberRole.Attachments => $"writer.WriteAttachments({Literals.Utf8(Field(member))}, {access}, {name});",
            MemberRole.MailingLists => $"writer.WriteMailingLists(mailingLists, {access}, {name});",
            _ => WriteProperty(member, access, name),
        };
    }

    private static string WriteProperty(MemberModel member, string access, string name)
    {
        // Name and, for what is a JSON string, its opening quote: one segment, escaped here and copied as it is.
        var bare = Literals.Utf8(Field(member));
        var quoted = Literals.Utf8(Field(member) + "\"");
        return member.Value.Kind switch
        {
            ValueKind.String => $"writer.WriteString({quoted}, {access}, {name});",
            ValueKind.Uri => $"writer.WriteString({quoted}, {access}?.OriginalString, {name});",
            ValueKind.Enum => $"writer.WriteString({quoted}, Text({access}), {name});",
            ValueKind.Formatted => $"writer.WriteFormatted({quoted}, {access}, {Literals.String(member.Format!)}, {name});",
            ValueKind.Char or ValueKind.Guid => $"writer.WriteString({quoted}, {access});",
            ValueKind.Number => $"writer.WriteNumber({bare}, {access}, {name});",
            ValueKind.Boolean => $"writer.WriteBoolean({bare}, {access});",
            _ => $"writer.WriteDate({quoted}, {access});",
        };
    }

    /// <summary>Loops limits the text of contacts and events, and not that of data variables.</summary>
    private static string WriteVariable(MemberModel member, string access, string name)
    {
        var quoted = Literals.Utf8(Field(member) + "\"");
        return member.Value.Kind switch
        {
            ValueKind.String => $"writer.WriteVariable({quoted}, {access});",
            ValueKind.Uri => $"writer.WriteVariable({quoted}, {access}?.OriginalString);",
            ValueKind.Enum => $"writer.WriteVariable({quoted}, Text({access}));",
            ValueKind.Formatted => $"writer.WriteVariable({quoted}, writer.Format({access}, {Literals.String(member.Format!)}, {name}));",
            _ => WriteProperty(member, access, name),
        };
    }

    private IEnumerable<string> ForList(MemberModel member, ListModel list)
    {
        var local = Local(member.WireName);
        var items = list.Enumerable is { } enumerable ? $"({enumerable}){local}" : local;
        yield return $"if ({Access(member)} is {{ {(list.IsImmutableArray ? "IsDefault: false " : "")}}} {local})";
        yield return "{";
        yield return $"    int list = writer.BeginList({Literals.Utf8(Field(member))});";
        yield return $"    foreach ({(list.ItemCanBeNull ? $"{list.ItemType}? entry" : $"{list.ItemType} item")} in {items})";
        yield return "    {";
        if (list.ItemCanBeNull)
        {
            yield return "        if (entry is not { } item)";
            yield return "            continue;";
        }
        yield return "        int properties = writer.BeginItem();";
        foreach (var property in list.Members)
            yield return $"        {WriteVariable(property, Access(property, "item"), Literals.String($"{member.Name}[].{property.Name}"))}";
        yield return "        writer.EndItem(properties);";
        yield return "    }";
        yield return "    writer.EndList(list);";
        yield return "}";
    }

    private static string Field(MemberModel member) => $",\"{Literals.Json(member.WireName)}\":";

    private static string Access(MemberModel member, string owner = "value")
    {
        var property = $"{owner}.{Identifiers.Escape(member.Name)}";
        return member.Converter is { } converter ? $"{converter}{property})" : property;
    }

    private string Local(string name)
    {
        if (!Identifiers.IsPlain(name) || !_locals.Add(name))
            _locals.Add(name = $"member{_locals.Count}");
        return name;
    }
}
