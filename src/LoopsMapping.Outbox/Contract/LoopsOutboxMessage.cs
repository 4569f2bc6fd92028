namespace LoopsMapping.Outbox;

/// <summary>One request that is to be delivered, as it is handed to an <see cref="ILoopsOutboxStore"/>.</summary>
public sealed record LoopsOutboxMessage
{
    /// <summary>The Loops team it goes to. Lanes, slots, pauses and keys are a team's own.</summary>
    public required string Team { get; init; }

    /// <summary>Whose order it is kept in: one request of a lane is under way at a time. Personal data.</summary>
    public required string Lane { get; init; }

    /// <summary>The HTTP method, <c>PUT</c> or <c>POST</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The path below the base address, <c>events/send</c>.</summary>
    public required string Path { get; init; }

    /// <summary>What it is called in logs and listings: the event name, the class name or the path. No personal data.</summary>
    public required string Name { get; init; }

    /// <summary>The JSON body, UTF-8. It must not change before the store has answered.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>
    /// What it is known by, so that it is stored once; <see langword="null"/> when nobody asks that. It is the <c>Idempotency-Key</c> of every attempt,
    /// except of an update of a contact, for which Loops takes none.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Whether the caller gave the key: then 409 at the first attempt says that an earlier send was accepted.</summary>
    public bool HasCallerIdempotencyKey { get; init; }

    /// <summary>Whose turn it is when requests wait for the rate limit.</summary>
    public LoopsPriority Priority { get; init; }

    /// <summary>The e-mail address that it is about, as sent; <see langword="null"/> when it names none. Personal data.</summary>
    public string? Email { get; init; }

    /// <summary>The user id that it is about; <see langword="null"/> when it names none. Personal data.</summary>
    public string? UserId { get; init; }

    /// <summary>After how long it is not sent any more; <see langword="null"/> for ever.</summary>
    public TimeSpan? ExpiresAfter { get; init; }

    /// <summary>The W3C <c>traceparent</c> of whoever enqueued it.</summary>
    public string? TraceParent { get; init; }

    /// <summary>
    /// Whether it deletes its contact: every pending message of the team with this <see cref="UserId"/> or <see cref="Email"/> that is not
    /// under way is removed in the same transaction, whatever lane it waits in, and so is what is remembered of the contact's content.
    /// </summary>
    public bool DeletesContact { get; init; }

    /// <summary>
    /// What <see cref="SkipUnchanged"/> compares within: the full name of the mapped class. <see langword="null"/> for what is no contact.
    /// </summary>
    public string? Mapping { get; init; }

    /// <summary>
    /// Whether it is passed over when <see cref="Body"/> is that of the last delivered message of this lane and <see cref="Mapping"/>, and no
    /// message waits in the lane. Asking for it has the store remember a hash of the body once it is delivered; what is remembered follows
    /// every later delivery of the lane and mapping.
    /// </summary>
    public bool SkipUnchanged { get; init; }

    /// <summary>The run of a backfill: a message with the same lane, mapping and body is enqueued once in a run.</summary>
    public string? Run { get; init; }

    /// <summary>
    /// Why it never became a request: it is stored as a dead letter at once, in the same transaction as the rest of the batch.
    /// <see langword="null"/> for a request.
    /// </summary>
    public LoopsOutboxFailure? Failure { get; init; }

    /// <summary>Method and path; no personal data.</summary>
    public override string ToString() => $"{Method} {Path}";
}
