namespace LoopsMapping.Tool.Mappings;

/// <summary>A field as people read it.</summary>
internal static class FieldText
{
    /// <summary>Where in the request it stands: <c>eventProperties.plan</c>.</summary>
    public static string Path(LoopsManifestField sent) => sent.Place switch
    {
        LoopsManifestPlace.Event => $"eventProperties.{sent.Name}",
        LoopsManifestPlace.MailingList => $"mailingLists.{sent.Name}",
        LoopsManifestPlace.DataVariable => $"dataVariables.{sent.Name}",
        LoopsManifestPlace.CustomAttributes => "(each entry)",
        _ => sent.Name,
    };

    public static string Type(LoopsManifestField sent) => sent.Type switch
    {
        LoopsManifestType.Text => "string",
        LoopsManifestType.Other => "",
        LoopsManifestType.List => $"list of {string.Join(", ", sent.Items.Select(static item => item.Name))}",
        _ => sent.Type.ToString().ToLowerInvariant(),
    };

    /// <summary>Where its value comes from: a member, or what is always sent.</summary>
    public static string Source(LoopsManifestField sent) => (sent.Constant, sent.Member) switch
    {
        ({ } constant, _) => $"always \"{constant}\"",
        (_, { } member) => $"{member}{(sent.Computed ? sent.Format is { } format ? $", as {format}" : ", computed" : "")}{(sent.Clears ? ", null clears" : "")}",
        _ => "",
    };

    public static string Action(LoopsManifestMapping mapping) => mapping.Action switch
    {
        LoopsManifestAction.Contact => "Create or update a contact",
        LoopsManifestAction.Event => $"Send the event \"{mapping.Name}\"",
        _ => $"Send the transactional email {mapping.Name}",
    };

    public static string Trigger(LoopsManifestMapping mapping) => mapping.Trigger ?? "none: only code of yours sends it";
}
