namespace LoopsMapping.Outbox;

/// <summary>How an outbox keeps and sends; bound from the section <c>Outbox</c> of the destination's section, <c>Loops:Outbox</c>.</summary>
public sealed class LoopsOutboxOptions
{
    /// <summary>
    /// The SQLite file (<c>Loops:Outbox:Path</c>). It and its directory are created when they are missing, for their owner alone, since they hold e-mail
    /// addresses. It belongs on a local disk that outlives the process, never on NFS or SMB.
    /// </summary>
    public string? Path { get; set; }

    /// <summary>How many requests of a team may be under way at a time (<c>Loops:Outbox:MaxConcurrency</c>), each of a lane of its own.</summary>
    /// <value>1 to 1,000; 100 by default, what 10 per second come to when Loops takes 10 seconds to answer.</value>
    public int MaxConcurrency { get; set; } = 100;

    /// <summary>
    /// How long a request that Loops surely did not accept is tried (<c>Loops:Outbox:RetryFor</c>), from its first attempt; then it is a dead letter. An
    /// event or email that Loops may have accepted is tried for 23 hours at most, whatever this says.
    /// </summary>
    /// <value>More than zero; 7 days by default.</value>
    public TimeSpan RetryFor { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long dead letters are kept (<c>Loops:Outbox:DeadLetterRetention</c>).</summary>
    /// <value>More than zero; 30 days by default.</value>
    public TimeSpan DeadLetterRetention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long the idempotency keys of delivered records are kept (<c>Loops:Outbox:ReceiptRetention</c>): a record with such a key is not stored again. Loops
    /// itself remembers keys for 24 hours.
    /// </summary>
    /// <value>At least 24 hours; 48 hours by default.</value>
    public TimeSpan ReceiptRetention { get; set; } = TimeSpan.FromHours(48);

    /// <summary>How long the runs of backfills can be resumed (<c>Loops:Outbox:RunRetention</c>), from their last record.</summary>
    /// <value>More than zero; 7 days by default.</value>
    public TimeSpan RunRetention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Longer than a wait for a slot, an attempt and the commits around it take together. Crash tests have no time for that.</summary>
    internal TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);
}
