namespace LoopsMapping;

/// <summary>What became of a request that did not fail.</summary>
public enum LoopsOutcome
{
    /// <summary>Loops has accepted it.</summary>
    Accepted,

    /// <summary>
    /// Loops had accepted it before, under the same idempotency key (409), or the outbox has it already under that key: it takes effect once.
    /// </summary>
    Deduplicated,

    /// <summary>
    /// It is on disk in the outbox and will be delivered, in order; or it becomes a dead letter that says why.
    /// </summary>
    Enqueued,

    /// <summary>
    /// Nothing was sent, because <see cref="LoopsOptions.Mode"/> is <see cref="LoopsMode.Log"/> or <see cref="LoopsOptions.AllowedRecipients"/> does
    /// not name the recipient.
    /// </summary>
    Suppressed,
}
