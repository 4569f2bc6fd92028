using LoopsMapping.Generator.Model;

namespace LoopsMapping.Generator.Emitting;

/// <summary>The statement that reads a member of a message and writes it.</summary>
internal static class SegmentStatement
{
    public static IEnumerable<string> For(SegmentMemberModel model, SegmentEnums enums)
    {
        var member = model.Member;
        var name = member.Role == MemberRole.MailingList ? $"mailing list {member.WireName}" : member.WireName;
        if (model.Paths.Count == 0)
            return [$"// {Literals.Comment(name)}: nowhere, because its path does not parse."];
        // Without a value a contact cannot be told from another; any other null is one.
        var isIdentifier = member.Role is MemberRole.Email or MemberRole.UserId;
        var conditions = model.Paths.Select(path => isIdentifier ? $"!(value = {MessageCode.Access(path)}).IsNull" : $"(value = {MessageCode.Access(path)}).Exists");
        return
        [
            $"// {Literals.Comment($"{name}: {string.Join(", else ", model.Paths)}")}",
            $"if ({string.Join(" || ", conditions)})",
            $"    writer.{Write(model, enums)};",
        ];
    }

    private static string Write(SegmentMemberModel model, SegmentEnums enums)
    {
        var member = model.Member;
        var segment = Literals.Utf8($",\"{Literals.Json(member.WireName)}\":");
        var clears = member.ClearsOnNull ? ", clears: true" : "";
        return (member.Role, member.Value.Kind) switch
        {
            (MemberRole.Email, _) => "WriteEmail(value)",
            (MemberRole.UserId, _) => "WriteUserId(value)",
            (MemberRole.MailingList, _) => $"WriteMailingList({segment}, value)",
            (_, ValueKind.Number) => $"WriteNumber<{model.TypeName}>({segment}, value{clears})",
            (_, ValueKind.Formatted) => $"WriteFormatted<{model.TypeName}>({segment}, value, {Literals.String(member.Format!)}{clears})",
            (_, ValueKind.Enum) => $"WriteEnum({segment}, value, {enums.Method(member.Value.Enum!)}{clears})",
            (_, ValueKind.Date) => $"Write{(model.TypeName == "DateOnly" ? "Date" : "DateTime")}({segment}, value{clears})",
            (_, var kind) => $"Write{kind}({segment}, value{clears})",
        };
    }
}
