namespace LoopsMapping;

/// <summary>A webhook about what became of an e-mail of a campaign, a workflow or, where it says so, a transactional email.</summary>
public abstract record LoopsEmailSourceWebhook : LoopsEmailWebhook
{
    private protected LoopsEmailSourceWebhook(string eventName)
        : base(eventName)
    {
    }

    /// <summary><c>campaign</c>, <c>loop</c> (a workflow) or <c>transactional</c>: which of the ids is there.</summary>
    public required string SourceType { get; init; }

    /// <summary>The id of the campaign; null for anything else.</summary>
    public string? CampaignId { get; init; }

    /// <summary>The id of the workflow; null for anything else.</summary>
    public string? LoopId { get; init; }
}

/// <summary>A webhook about the way of an e-mail to its recipient, whatever sent it.</summary>
public abstract record LoopsEmailDeliveryWebhook : LoopsEmailSourceWebhook
{
    private protected LoopsEmailDeliveryWebhook(string eventName)
        : base(eventName)
    {
    }

    /// <summary>The id of the transactional email; null for anything else.</summary>
    public string? TransactionalId { get; init; }
}

/// <summary>An e-mail reached its recipient's mail server (Loops: <c>email.delivered</c>).</summary>
public sealed record LoopsEmailDelivered() : LoopsEmailDeliveryWebhook(Name)
{
    internal const string Name = "email.delivered";
}

/// <summary>An e-mail could not be delivered for now; Loops goes on trying (Loops: <c>email.softBounced</c>).</summary>
public sealed record LoopsEmailSoftBounced() : LoopsEmailDeliveryWebhook(Name)
{
    internal const string Name = "email.softBounced";
}

/// <summary>An e-mail can never be delivered (Loops: <c>email.hardBounced</c>); Loops unsubscribes the contact and sends <see cref="LoopsContactUnsubscribed"/> as well.</summary>
public sealed record LoopsEmailHardBounced() : LoopsEmailDeliveryWebhook(Name)
{
    internal const string Name = "email.hardBounced";
}

/// <summary>The recipient called an e-mail spam (Loops: <c>email.spamReported</c>).</summary>
public sealed record LoopsEmailSpamReported() : LoopsEmailDeliveryWebhook(Name)
{
    internal const string Name = "email.spamReported";
}

/// <summary>An e-mail was opened (Loops: <c>email.opened</c>); transactional emails are not tracked.</summary>
public sealed record LoopsEmailOpened() : LoopsEmailSourceWebhook(Name)
{
    internal const string Name = "email.opened";
}

/// <summary>A link in an e-mail was clicked (Loops: <c>email.clicked</c>); transactional emails are not tracked.</summary>
public sealed record LoopsEmailClicked() : LoopsEmailSourceWebhook(Name)
{
    internal const string Name = "email.clicked";
}

/// <summary>The recipient used the unsubscribe link of an e-mail (Loops: <c>email.unsubscribed</c>); what they left comes as a webhook about the contact.</summary>
public sealed record LoopsEmailUnsubscribed() : LoopsEmailSourceWebhook(Name)
{
    internal const string Name = "email.unsubscribed";
}

/// <summary>The recipient subscribed again in the preference center of an e-mail (Loops: <c>email.resubscribed</c>).</summary>
public sealed record LoopsEmailResubscribed() : LoopsEmailSourceWebhook(Name)
{
    internal const string Name = "email.resubscribed";
}
