namespace LoopsMapping;

/// <summary>The e-mail that a webhook is about: one message to one contact.</summary>
/// <param name="Id">Loops' id of the e-mail.</param>
/// <param name="EmailMessageId">Loops' id of the text that was sent, which all its recipients share.</param>
/// <param name="Subject">The subject as sent.</param>
public sealed record LoopsWebhookEmail(string Id, string EmailMessageId, string Subject)
{
    /// <summary>Loops' id, since a subject can name its reader.</summary>
    public override string ToString() => Id;
}
