namespace LoopsMapping;

/// <summary>What a property can hold.</summary>
public enum LoopsPropertyType
{
    /// <summary>Text (Loops: <c>string</c>).</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A date.</summary>
    Date,
}

/// <summary>A contact property of the account.</summary>
/// <param name="Key">Its name in requests: <c>favoriteColor</c>.</param>
/// <param name="Label">Its name in Loops' pages: <c>Favorite Color</c>.</param>
/// <param name="Type"><c>string</c>, <c>number</c>, <c>boolean</c> or <c>date</c>.</param>
public sealed record LoopsContactPropertyInfo(string Key, string Label, string Type);

/// <summary>A mailing list of the account.</summary>
/// <param name="Id">The id that <c>[LoopsMailingList("…")]</c> takes.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="IsPublic">Whether contacts see it in the preference center.</param>
public sealed record LoopsMailingListInfo(string Id, string Name, string? Description, bool IsPublic);

/// <summary>An event that the account knows.</summary>
/// <param name="Id">Loops' own id of it.</param>
/// <param name="EventName">Its name, case-sensitive.</param>
/// <param name="EventProperties">Its properties; null in a list, where Loops does not tell them.</param>
/// <param name="IncomingWebhookPlatform">The platform that it comes from, <c>stripe</c> for example; null for an event of your own.</param>
public sealed record LoopsEventPattern(string Id, string EventName, IReadOnlyList<LoopsEventPatternProperty>? EventProperties, string? IncomingWebhookPlatform);

/// <summary>A property of an event that the account knows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>string</c>, <c>number</c>, <c>boolean</c> or <c>date</c>.</param>
public sealed record LoopsEventPatternProperty(string Name, string Type);

/// <summary>A transactional email of the account.</summary>
/// <param name="Id">The id that <c>[LoopsTransactional("…")]</c> takes.</param>
/// <param name="Name">Its name.</param>
/// <param name="DataVariables">The names of its data variables.</param>
/// <param name="PublishedEmailMessageId">Loops' id of the published text; null for a draft, which cannot be sent.</param>
/// <param name="UpdatedAt">When it was last changed.</param>
public sealed record LoopsTransactionalInfo(string Id, string Name, IReadOnlyList<string> DataVariables, string? PublishedEmailMessageId, DateTimeOffset? UpdatedAt);

/// <summary>Whether Loops still sends to a contact.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="IsSuppressed">Whether it gets nothing any more, after a bounce or a complaint.</param>
/// <param name="RemovalQuota">How often that can be undone.</param>
public sealed record LoopsSuppression(LoopsSuppressedContact Contact, bool IsSuppressed, LoopsRemovalQuota RemovalQuota);

/// <summary>The contact of a <see cref="LoopsSuppression"/>.</summary>
/// <param name="Id">Loops' own id.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="UserId">The user id.</param>
public sealed record LoopsSuppressedContact(string Id, string Email, string? UserId);

/// <summary>How often contacts can be taken off the suppression list.</summary>
/// <param name="Limit">In 30 days.</param>
/// <param name="Remaining">Still left.</param>
public sealed record LoopsRemovalQuota(int Limit, int Remaining);
