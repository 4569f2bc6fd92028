using LoopsMapping.Generator.Model;

namespace LoopsMapping.Generator.Emitting;

/// <summary>What IntelliSense shows of a mapping: the request, and each name in it with the member it comes from.</summary>
internal static class MappingDocs
{
    public static string Endpoint(MappingModel mapping) => mapping.Kind switch
    {
        MappingKind.Contact => "PUT contacts/update",
        MappingKind.Event => "POST events/send",
        _ => "POST transactional",
    };

    /// <summary>The name of the method that sends it.</summary>
    public static string Verb(MappingModel mapping) => mapping.Kind switch
    {
        MappingKind.Contact => "IdentifyAsync",
        MappingKind.Event => "TrackAsync",
        _ => "SendAsync",
    };

    /// <summary>A link to the type, where a link can name it: not one with arguments of its own.</summary>
    public static string Link(MappingModel mapping) => IsGeneric(mapping) ? $"<c>{Literals.Xml(mapping.DisplayName)}</c>" : $"<see cref=\"{mapping.TypeName}\"/>";

    public static bool IsGeneric(MappingModel mapping) => mapping.TypeName.IndexOf('<') >= 0;

    public static string Summary(MappingModel mapping) => mapping.Kind switch
    {
        MappingKind.Contact => $"Creates or updates the contact of a {Link(mapping)} (Segment: identify).",
        MappingKind.Event => $"Sends the event <c>{Literals.Xml(mapping.EventName!)}</c> (Segment: track).",
        _ => $"Sends the transactional email <c>{Literals.Xml(mapping.TransactionalId!)}</c>.",
    };

    public static IEnumerable<string> Remarks(MappingModel mapping, IReadOnlyList<MappingModel> derived)
    {
        yield return $"<c>{Endpoint(mapping)}</c> with";
        yield return "<list type=\"bullet\">";
        foreach (var (name, constant) in new[] { ("source", mapping.Source), ("userGroup", mapping.UserGroup), ("addToAudience", mapping.AddToAudience ? "true" : null) })
        {
            if (constant is not null)
                yield return $"<item><description><c>{name}</c>, always <c>{Literals.Xml(constant)}</c></description></item>";
        }
        foreach (var member in mapping.Members.OrderBy(static member => member.Role))
            yield return $"<item><description>{Describe(member, mapping.Kind)}{Summarize(member)}</description></item>";
        yield return "</list>";
        foreach (var type in derived)
            yield return $"<para>A {Link(type)} is sent as its own mapping says.</para>";
    }

    /// <summary>What counts of a value whose contact is deleted; a mapping whose mistake took its identifiers has none.</summary>
    public static string Identifiers(MappingModel mapping)
    {
        var names = mapping.Members.Where(static member => member.Role is MemberRole.Email or MemberRole.UserId).OrderByDescending(static member => member.Role)
            .Select(static member => $"<c>{Literals.Xml(member.Name)}</c>").ToList();
        return names.Count == 0 ? "Whose contact." : $"Whose contact. All that counts of it: {string.Join(", ", names)}.";
    }

    /// <summary>What the user says of the member.</summary>
    private static string Summarize(MemberModel member) => member.Summary is { } summary ? $". {Literals.Xml(summary)}" : "";

    private static string Describe(MemberModel member, MappingKind kind)
    {
        var source = $"from <c>{Literals.Xml(member.Name)}</c>";
        var name = $"<c>{Literals.Xml(member.WireName)}</c>";
        return member.Role switch
        {
            MemberRole.Email when kind == MappingKind.Transactional => $"{name} {source}; required",
            MemberRole.DataVariable when member.Value.List is { } list
                => $"<c>dataVariables.{Literals.Xml(member.WireName)}</c> {source}, a list of {string.Join(", ", list.Members.Select(static item => $"<c>{Literals.Xml(item.WireName)}</c>"))}; null is not sent",
            MemberRole.DataVariable => $"<c>dataVariables.{Literals.Xml(member.WireName)}</c> {source}{IfNull(member, "null is not sent")}",
            MemberRole.Attachments => $"{name} {source}",
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
