namespace LoopsMapping;

/// <summary>What a check of a webhook's signature found.</summary>
public enum LoopsWebhookVerdict
{
    /// <summary>A header is missing or blank, or the timestamp is no number: this is no webhook of Loops.</summary>
    Malformed,

    /// <summary>No signature fits: id, timestamp or body were changed, or the secret is another one.</summary>
    WrongSignature,

    /// <summary>The signature fits, and the timestamp is further from now than <see cref="LoopsWebhookSignature.Tolerance"/>.</summary>
    Stale,

    /// <summary>Loops sent it, as it is, and lately.</summary>
    Valid,
}
