using LoopsMapping.Generator.Model;

namespace LoopsMapping.Generator.Emitting;

/// <summary>The one statement that writes a member.</summary>
internal static class MemberStatement
{
    public static string For(MemberModel member)
    {
        var access = "value." + Literals.Identifier(member.Name);
        var name = Literals.String(member.Name);
        return member.Role switch
        {
            MemberRole.Email => $"writer.WriteEmail({access}, {name});",
            MemberRole.UserId => $"writer.WriteUserId({UserId(member.Value, access)}, {name});",
            MemberRole.MailingLists => $"writer.WriteMailingLists(mailingLists, {access}, {name});",
            _ => Property(member, access, name),
        };
    }

    private static string Property(MemberModel member, string access, string name)
    {
        // Name and, for what is a JSON string, its opening quote: one segment, escaped here and copied as it is.
        var field = $",\"{Literals.Json(member.WireName)}\":";
        var bare = Literals.Utf8(field);
        var quoted = Literals.Utf8(field + "\"");
        return member.Value.Kind switch
        {
            ValueKind.String => $"writer.WriteString({quoted}, {access}, {name});",
            ValueKind.Uri => $"writer.WriteString({quoted}, {access}?.OriginalString, {name});",
            ValueKind.Enum => $"writer.WriteString({quoted}, Text({access}), {name});",
            ValueKind.Char or ValueKind.Guid => $"writer.WriteString({quoted}, {access});",
            ValueKind.Number => $"writer.WriteNumber({bare}, {access}, {name});",
            ValueKind.Boolean => $"writer.WriteBoolean({bare}, {access});",
            _ => $"writer.WriteDate({quoted}, {access});",
        };
    }

    private static string UserId(ValueModel value, string access) => value.Kind switch
    {
        ValueKind.Uri => $"{access}?.OriginalString",
        ValueKind.Enum => $"Text({access})",
        ValueKind.Char => value.CanBeNull ? $"{access}?.ToString()" : $"{access}.ToString()",
        _ => access,
    };
}
