namespace LoopsMapping;

/// <summary>What became of a request that did not fail.</summary>
public enum LoopsOutcome
{
    /// <summary>Loops has accepted it.</summary>
    Accepted,

    /// <summary>Loops had accepted it before, under the same idempotency key (409): it took effect once.</summary>
    Deduplicated,

    /// <summary>
    /// Nothing was sent, because <see cref="LoopsOptions.Mode"/> is <see cref="LoopsMode.Log"/> or <see cref="LoopsOptions.AllowedRecipients"/> does
    /// not name the recipient.
    /// </summary>
    Suppressed,
}
