using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace LoopsMapping;

/// <summary>A webhook about a contact: every one but <see cref="LoopsTestingTestEvent"/>.</summary>
public abstract record LoopsContactWebhook : LoopsWebhook
{
    private protected LoopsContactWebhook(string eventName)
        : base(eventName)
    {
    }

    /// <summary>Whom it is about. Never null in what Loops sends.</summary>
    /// <exception cref="InvalidOperationException">The record was made by hand, without one.</exception>
    [JsonIgnore]
    [NotNull]
    public override LoopsContactIdentity? ContactIdentity
    {
        get => base.ContactIdentity ?? throw new InvalidOperationException($"{GetType().Name} is about a contact: set its ContactIdentity.");
        init => base.ContactIdentity = value;
    }
}

/// <summary>A contact was created, and confirmed where double opt-in is on (Loops: <c>contact.created</c>).</summary>
public sealed record LoopsContactCreated() : LoopsContactWebhook(Name)
{
    internal const string Name = "contact.created";

    /// <summary>The whole contact, with its custom properties.</summary>
    public required LoopsContactInfo Contact { get; init; }
}

/// <summary>A contact left the audience, or was deleted from it (Loops: <c>contact.unsubscribed</c>); for a single list, see <see cref="LoopsContactMailingListUnsubscribed"/>.</summary>
public sealed record LoopsContactUnsubscribed() : LoopsContactWebhook(Name)
{
    internal const string Name = "contact.unsubscribed";
}

/// <summary>A contact was deleted (Loops: <c>contact.deleted</c>); Loops sends <see cref="LoopsContactUnsubscribed"/> as well.</summary>
public sealed record LoopsContactDeleted() : LoopsContactWebhook(Name)
{
    internal const string Name = "contact.deleted";
}

/// <summary>A contact joined a mailing list, and confirmed where double opt-in is on (Loops: <c>contact.mailingList.subscribed</c>).</summary>
public sealed record LoopsContactMailingListSubscribed() : LoopsContactWebhook(Name)
{
    internal const string Name = "contact.mailingList.subscribed";

    /// <summary>The list.</summary>
    public required LoopsMailingListInfo MailingList { get; init; }
}

/// <summary>A contact left a mailing list and stays in the audience (Loops: <c>contact.mailingList.unsubscribed</c>).</summary>
public sealed record LoopsContactMailingListUnsubscribed() : LoopsContactWebhook(Name)
{
    internal const string Name = "contact.mailingList.unsubscribed";

    /// <summary>The list.</summary>
    public required LoopsMailingListInfo MailingList { get; init; }
}
