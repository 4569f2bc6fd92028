namespace LoopsMapping.Outbox;

/// <summary>What a store made of one message.</summary>
/// <param name="Id">
/// The message's number, which grows with every message of the store; of a <see cref="LoopsOutboxEntry.Duplicate"/>, that of the earlier
/// one; 0 for an <see cref="LoopsOutboxEntry.Unchanged"/> one.
/// </param>
/// <param name="Entry">Whether it was stored.</param>
public readonly record struct LoopsOutboxTicket(long Id, LoopsOutboxEntry Entry);

/// <summary>Whether a store took a message.</summary>
public enum LoopsOutboxEntry
{
    /// <summary>It is durable and will be delivered.</summary>
    Enqueued,

    /// <summary>
    /// A message of the team with the same idempotency key is pending or was delivered within the retention of receipts; or this is a dead letter
    /// that came before. It was not stored.
    /// </summary>
    Duplicate,

    /// <summary>Its content has been delivered, or enqueued in the same run, before. It was not stored.</summary>
    Unchanged,

    /// <summary>It is a durable dead letter, as it said itself.</summary>
    DeadLetter,
}
