namespace LoopsMapping;

/// <summary>A webhook about one e-mail to one contact.</summary>
public abstract record LoopsEmailWebhook : LoopsContactWebhook
{
    private protected LoopsEmailWebhook(string eventName)
        : base(eventName)
    {
    }

    /// <summary>The e-mail.</summary>
    public required LoopsWebhookEmail Email { get; init; }
}

/// <summary>A transactional email was sent (Loops: <c>transactional.email.sent</c>).</summary>
public sealed record LoopsTransactionalEmailSent() : LoopsEmailWebhook(Name)
{
    internal const string Name = "transactional.email.sent";

    /// <summary>The id of the transactional email, which <c>[LoopsTransactional("…")]</c> takes.</summary>
    public required string TransactionalId { get; init; }

    /// <summary>Its name in Loops; empty when Loops told none, as before July 2026.</summary>
    public string TransactionalName { get => field ?? ""; init; }
}

/// <summary>A campaign was sent to a contact (Loops: <c>campaign.email.sent</c>, once for each recipient).</summary>
public sealed record LoopsCampaignEmailSent() : LoopsEmailWebhook(Name)
{
    internal const string Name = "campaign.email.sent";

    /// <summary>The id of the campaign.</summary>
    public required string CampaignId { get; init; }

    /// <summary>Its name in Loops; empty when Loops told none, as before February 2026.</summary>
    public string CampaignName { get => field ?? ""; init; }

    /// <summary>The lists it went to; empty when it went to none in particular.</summary>
    public IReadOnlyList<LoopsMailingListInfo> MailingLists { get => field ?? []; init; }
}

/// <summary>A workflow sent an e-mail to a contact (Loops: <c>loop.email.sent</c>; workflows were called loops, and their webhooks still are).</summary>
public sealed record LoopsLoopEmailSent() : LoopsEmailWebhook(Name)
{
    internal const string Name = "loop.email.sent";

    /// <summary>The id of the workflow.</summary>
    public required string LoopId { get; init; }

    /// <summary>Its name in Loops; empty when Loops told none.</summary>
    public string LoopName { get => field ?? ""; init; }

    /// <summary>The lists it went to; empty when it went to none in particular.</summary>
    public IReadOnlyList<LoopsMailingListInfo> MailingLists { get => field ?? []; init; }
}
