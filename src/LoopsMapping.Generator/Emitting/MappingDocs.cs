using LoopsMapping.Generator.Model;

namespace LoopsMapping.Generator.Emitting;

/// <summary>What IntelliSense shows of a mapping: the request, and each name in it with the member it comes from.</summary>
internal static class MappingDocs
{
    public static string Endpoint(MappingModel mapping) => mapping.Kind == MappingKind.Contact ? "PUT contacts/update" : "POST events/send";

    /// <summary>The type inside a cref, where generic arguments stand in braces.</summary>
    public static string Cref(MappingModel mapping) => mapping.TypeName.Replace('<', '{').Replace('>', '}');

    public static string Summary(MappingModel mapping) => mapping.EventName is { } name
        ? $"Sends the event <c>{Literals.Xml(name)}</c> (Segment: track)."
        : $"Creates or updates the contact of a <see cref=\"{Cref(mapping)}\"/> (Segment: identify).";

    public static IEnumerable<string> Remarks(MappingModel mapping)
    {
        yield return $"<c>{Endpoint(mapping)}</c> with";
        yield return "<list type=\"bullet\">";
        foreach (var (name, constant) in new[] { ("source", mapping.Source), ("userGroup", mapping.UserGroup) })
        {
            if (constant is not null)
                yield return $"<item><description><c>{name}</c>, always <c>{Literals.Xml(constant)}</c></description></item>";
        }
        foreach (var member in mapping.Members.OrderBy(static member => member.Role))
            yield return $"<item><description>{Describe(member)}</description></item>";
        yield return "</list>";
    }

    private static string Describe(MemberModel member)
    {
        var source = $"from <c>{Literals.Xml(member.Name)}</c>";
        var name = $"<c>{Literals.Xml(member.WireName)}</c>";
        return member.Role switch
        {
            MemberRole.Email or MemberRole.UserId => $"{name} {source}; email or userId is required",
            MemberRole.EventProperty => $"<c>eventProperties.{Literals.Xml(member.WireName)}</c> {source}{IfNull(member, "null is not sent")}",
            MemberRole.MailingList => $"<c>mailingLists.{Literals.Xml(member.WireName)}</c> {source}{IfNull(member, "null changes nothing")}",
            MemberRole.MailingLists => $"{name} {source}: list id to true (add) or false (remove)",
            MemberRole.CustomAttributes => $"every entry of <c>{Literals.Xml(member.Name)}</c>{(member.ClearsOnNull ? "; null resets it" : "")}",
            MemberRole.IdempotencyKey => $"{name} {source}; without a value a new one",
            _ => $"{name} {source}{IfNull(member, member.ClearsOnNull ? "null resets it" : "null is not sent, and changes nothing")}",
        };
    }

    private static string IfNull(MemberModel member, string effect) => member.Value.CanBeNull ? $"; {effect}" : "";
}
