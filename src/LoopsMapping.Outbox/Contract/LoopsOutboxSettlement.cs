namespace LoopsMapping.Outbox;

/// <summary>When a message that could not be delivered is tried again, and what the attempt left behind.</summary>
/// <param name="Delay">How long its lane waits.</param>
/// <param name="Reason">What the attempt met with, for listings. No personal data.</param>
public sealed record LoopsOutboxRetry(TimeSpan Delay, string Reason)
{
    /// <summary>
    /// Whether the attempt counts. One that Loops surely did not look at, 429 or a refused key, does not: the count goes back, and the time of the
    /// first attempt with it when it was the first.
    /// </summary>
    public bool CountsAsAttempt { get; init; } = true;

    /// <summary>Whether Loops may have accepted the request in this attempt; what earlier ones left is kept.</summary>
    public bool MayHaveArrived { get; init; }

    /// <summary>Whether the answer was a 5xx.</summary>
    public bool WasServerError { get; init; }

    /// <summary>The HTTP status; 0 when there was no answer.</summary>
    public int Status { get; init; }
}

/// <summary>How a message was delivered.</summary>
public enum LoopsOutboxCompletion
{
    /// <summary>Loops accepted it.</summary>
    Accepted,

    /// <summary>Loops had accepted it before, under the same idempotency key.</summary>
    Deduplicated,
}

/// <summary>Why a message is a dead letter.</summary>
public enum LoopsOutboxReason
{
    /// <summary>Loops refused it, and would again: a 4xx.</summary>
    Refused,

    /// <summary>It was of no use any more: <see cref="LoopsOutboxMessage.ExpiresAfter"/> had passed.</summary>
    Expired,

    /// <summary>
    /// Loops may have accepted it, and its memory for idempotency keys (24 hours) runs out: another attempt could mail somebody twice.
    /// </summary>
    Ambiguous,

    /// <summary>It failed for longer than the outbox tries.</summary>
    GaveUp,

    /// <summary><c>Loops:AllowedRecipients</c> does not name the recipient.</summary>
    NotAllowed,

    /// <summary>It never became a request.</summary>
    Invalid,
}

/// <summary>Why a message is not delivered, as its dead letter keeps it.</summary>
/// <param name="Reason">The kind of reason.</param>
/// <param name="Detail">What happened and what to do about it. It may repeat personal data.</param>
public sealed record LoopsOutboxFailure(LoopsOutboxReason Reason, string Detail)
{
    /// <summary>The HTTP status of the last answer; 0 when there was none.</summary>
    public int Status { get; init; }

    /// <summary>The body of the last answer, up to 64 KB; <see langword="null"/> when there was none. It may repeat personal data.</summary>
    public string? Answer { get; init; }
}
