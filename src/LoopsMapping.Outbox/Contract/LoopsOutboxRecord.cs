namespace LoopsMapping.Outbox;

/// <summary>A message of an outbox as its operator sees it: pending, or a dead letter.</summary>
public sealed record LoopsOutboxRecord
{
    /// <summary>The message's number.</summary>
    public required long Id { get; init; }

    /// <inheritdoc cref="LoopsOutboxMessage.Team"/>
    public required string Team { get; init; }

    /// <inheritdoc cref="LoopsOutboxMessage.Lane"/>
    public required string Lane { get; init; }

    /// <inheritdoc cref="LoopsOutboxMessage.Method"/>
    public required string Method { get; init; }

    /// <inheritdoc cref="LoopsOutboxMessage.Path"/>
    public required string Path { get; init; }

    /// <inheritdoc cref="LoopsOutboxMessage.Name"/>
    public required string Name { get; init; }

    /// <summary>The JSON body, UTF-8. Personal data.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <inheritdoc cref="LoopsOutboxMessage.IdempotencyKey"/>
    public string? IdempotencyKey { get; init; }

    /// <inheritdoc cref="LoopsOutboxMessage.Priority"/>
    public LoopsPriority Priority { get; init; }

    /// <inheritdoc cref="LoopsOutboxMessage.Email"/>
    public string? Email { get; init; }

    /// <inheritdoc cref="LoopsOutboxMessage.UserId"/>
    public string? UserId { get; init; }

    /// <summary>When it was enqueued.</summary>
    public DateTimeOffset EnqueuedAt { get; init; }

    /// <summary>When it stops being of use; <see langword="null"/> for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How many attempts are recorded.</summary>
    public int Attempts { get; init; }

    /// <summary>When the first was recorded; <see langword="null"/> before it.</summary>
    public DateTimeOffset? FirstAttemptAt { get; init; }

    /// <summary>Whether Loops may have accepted it in one of them.</summary>
    public bool MayHaveArrived { get; init; }

    /// <summary>When its lane is due again; <see langword="null"/> for dead letters.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>What the last attempt met with; <see langword="null"/> when none has failed.</summary>
    public string? LastReason { get; init; }

    /// <summary>Why it is a dead letter; <see langword="null"/> while it is pending.</summary>
    public LoopsOutboxFailure? Failure { get; init; }

    /// <summary>When it became a dead letter; <see langword="null"/> while it is pending.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>Number and name; no personal data.</summary>
    public override string ToString() => $"{Id} {Name}";
}

/// <summary>Which messages an operator means. What is not set does not narrow.</summary>
public sealed record LoopsOutboxQuery
{
    /// <summary>The team.</summary>
    public string? Team { get; init; }

    /// <summary>Whose: a user id, or an e-mail address in any case, as lane or as identifier.</summary>
    public string? Contact { get; init; }

    /// <summary>These numbers only.</summary>
    public IReadOnlyCollection<long>? Ids { get; init; }

    /// <summary>Pending ones, dead letters, or both.</summary>
    public LoopsOutboxState State { get; init; }

    /// <summary>Of dead letters, those with this reason.</summary>
    public LoopsOutboxReason? Reason { get; init; }

    /// <summary>At most this many, from 1; only listings look at it.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Only numbers above this one, for the next page; only listings look at it.</summary>
    public long AfterId { get; init; }
}

/// <summary>What becomes of messages.</summary>
public enum LoopsOutboxState
{
    /// <summary>Either.</summary>
    Any,

    /// <summary>They wait, or are under way.</summary>
    Pending,

    /// <summary>They are not sent any more.</summary>
    DeadLetter,
}

/// <summary>How one team's outbox is.</summary>
/// <param name="Team">The team.</param>
/// <param name="Pending">How many messages wait or are under way.</param>
/// <param name="DeadLetters">How many are not sent any more.</param>
/// <param name="OldestAge">How long ago the oldest pending one was enqueued; <see langword="null"/> when none is.</param>
/// <param name="PauseReason">Why nothing is sent; <see langword="null"/> unless the team is paused.</param>
public sealed record LoopsOutboxStats(string Team, long Pending, long DeadLetters, TimeSpan? OldestAge, string? PauseReason);

/// <summary>For how long a store keeps what is not needed for delivery any more.</summary>
/// <param name="DeadLetters">Dead letters, from when they became one.</param>
/// <param name="Receipts">The keys of delivered messages, within which a repeated one is a duplicate.</param>
/// <param name="Runs">The runs of backfills, from their last message.</param>
public sealed record LoopsOutboxRetention(TimeSpan DeadLetters, TimeSpan Receipts, TimeSpan Runs);
