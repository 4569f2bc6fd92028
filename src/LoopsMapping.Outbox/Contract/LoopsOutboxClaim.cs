namespace LoopsMapping.Outbox;

/// <summary>The head of a lane, handed to a dispatcher to be sent. Nobody else gets a message of the lane until it is settled or its lease ends.</summary>
public sealed record LoopsOutboxClaim
{
    /// <summary>The message's number.</summary>
    public required long Id { get; init; }

    /// <summary>Fences off a dispatcher whose lease has ended; empty where there is one dispatcher at most.</summary>
    public string LeaseToken { get; init; } = "";

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

    /// <summary>The JSON body, UTF-8.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <inheritdoc cref="LoopsOutboxMessage.IdempotencyKey"/>
    public string? IdempotencyKey { get; init; }

    /// <summary>The <c>Idempotency-Key</c> that is sent: an update and a deletion of a contact have none, whatever they are known by in the store.</summary>
    internal string? SentIdempotencyKey => Path is "contacts/update" or "contacts/delete" ? null : IdempotencyKey;

    /// <inheritdoc cref="LoopsOutboxMessage.HasCallerIdempotencyKey"/>
    public bool HasCallerIdempotencyKey { get; init; }

    /// <inheritdoc cref="LoopsOutboxMessage.Priority"/>
    public LoopsPriority Priority { get; init; }

    /// <inheritdoc cref="LoopsOutboxMessage.Email"/>
    public string? Email { get; init; }

    /// <inheritdoc cref="LoopsOutboxMessage.TraceParent"/>
    public string? TraceParent { get; init; }

    /// <inheritdoc cref="LoopsOutboxMessage.DeletesContact"/>
    public bool DeletesContact { get; init; }

    /// <summary>How long ago it was enqueued, when it was claimed.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>How long it is still of use, when it was claimed; negative when it has expired, <see langword="null"/> when it never does.</summary>
    public TimeSpan? ExpiresIn { get; init; }

    /// <summary>How many attempts are recorded, without the one this claim is for.</summary>
    public int Attempts { get; init; }

    /// <summary>How long ago the first of them was recorded, when it was claimed; <see langword="null"/> before the first.</summary>
    public TimeSpan? SinceFirstAttempt { get; init; }

    /// <summary>Whether one of them may have been accepted by Loops: its answer was lost, was a 5xx, or never recorded.</summary>
    public bool MayHaveArrived { get; init; }

    /// <summary>Whether one of them was answered with a 5xx.</summary>
    public bool HadServerError { get; init; }

    /// <summary>Method and path; no personal data.</summary>
    public override string ToString() => $"{Method} {Path}";
}

/// <summary>What a dispatcher gets when it asks for work.</summary>
/// <param name="Claims">The heads it may send, those with the highest priority first and then those that have waited longest.</param>
/// <param name="NextDue">
/// How long until the next head of the team becomes due, apart from those that are under way; <see langword="null"/> when none waits.
/// </param>
/// <param name="IsProbe">
/// Whether the team is paused and this is the one request that finds out whether the reason is gone. The dispatcher resumes the team, or pauses it
/// again.
/// </param>
public sealed record LoopsOutboxClaims(IReadOnlyList<LoopsOutboxClaim> Claims, TimeSpan? NextDue, bool IsProbe = false);
