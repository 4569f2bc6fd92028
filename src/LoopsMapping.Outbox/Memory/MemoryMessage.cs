namespace LoopsMapping.Outbox.Memory;

/// <summary>A message with all that happened to it: pending, or a dead letter.</summary>
internal sealed class MemoryMessage(long id, LoopsOutboxMessage content, DateTimeOffset enqueuedAt)
{
    private string? _leaseToken;
    private DateTimeOffset _leaseEndsAt;
    private bool _attemptIsOpen;
    private DateTimeOffset? _firstAttemptBefore;
    private bool _mayHaveArrived;
    private bool _hadServerError;
    private int _attempts;
    private DateTimeOffset? _firstAttemptAt;
    private string? _lastReason;

    public long Id { get; } = id;

    public LoopsOutboxMessage Content { get; } = content;

    public ContactMatch Contact { get; } = ContactMatch.Of(content);

    public DateTimeOffset EnqueuedAt { get; } = enqueuedAt;

    public DateTimeOffset? ExpiresAt { get; private init; } = enqueuedAt + content.ExpiresAfter;

    public LoopsOutboxFailure? Failure { get; private set; }

    public DateTimeOffset FailedAt { get; private set; }

    public bool IsUnderWay(DateTimeOffset now) => _leaseToken is not null && _leaseEndsAt > now;

    public bool IsHeldBy(string leaseToken, DateTimeOffset now) => IsUnderWay(now) && _leaseToken == leaseToken;

    public LoopsOutboxClaim Claim(string leaseToken, DateTimeOffset now, TimeSpan lease)
    {
        CloseAttempt();
        _leaseToken = leaseToken;
        _leaseEndsAt = now + lease;
        return new LoopsOutboxClaim
        {
            Id = Id,
            LeaseToken = leaseToken,
            Team = Content.Team,
            Lane = Content.Lane,
            Method = Content.Method,
            Path = Content.Path,
            Name = Content.Name,
            Body = Content.Body,
            IdempotencyKey = Content.IdempotencyKey,
            HasCallerIdempotencyKey = Content.HasCallerIdempotencyKey,
            Priority = Content.Priority,
            Email = Content.Email,
            TraceParent = Content.TraceParent,
            DeletesContact = Content.DeletesContact,
            Age = now - EnqueuedAt,
            ExpiresIn = ExpiresAt - now,
            Attempts = _attempts,
            SinceFirstAttempt = now - _firstAttemptAt,
            MayHaveArrived = _mayHaveArrived,
            HadServerError = _hadServerError,
        };
    }

    public void MarkAttempt(DateTimeOffset now)
    {
        CloseAttempt();
        _attemptIsOpen = true;
        _firstAttemptBefore = _firstAttemptAt;
        _firstAttemptAt ??= now;
        _attempts++;
    }

    public void Reschedule(LoopsOutboxRetry retry)
    {
        if (_attemptIsOpen && !retry.CountsAsAttempt)
        {
            _attempts--;
            _firstAttemptAt = _firstAttemptBefore;
        }
        _attemptIsOpen = false;
        _mayHaveArrived |= retry.MayHaveArrived;
        _hadServerError |= retry.WasServerError;
        _lastReason = retry.Reason;
        Release();
    }

    public void Release() => _leaseToken = null;

    public void Fail(LoopsOutboxFailure failure, DateTimeOffset now)
    {
        // What was known before the attempt stays known; the attempt itself was refused, or never made.
        _attemptIsOpen = false;
        Release();
        Failure = failure;
        FailedAt = now;
    }

    /// <summary>The message that a dead letter becomes when it is tried again.</summary>
    public MemoryMessage Renew(long id, DateTimeOffset now) => new(id, Content, now)
    {
        ExpiresAt = null,
        _attempts = _attempts,
        _mayHaveArrived = _mayHaveArrived,
        _hadServerError = _hadServerError,
        _lastReason = _lastReason,
    };

    public LoopsOutboxRecord ToRecord(DateTimeOffset? dueAt) => new()
    {
        Id = Id,
        Team = Content.Team,
        Lane = Content.Lane,
        Method = Content.Method,
        Path = Content.Path,
        Name = Content.Name,
        Body = Content.Body,
        IdempotencyKey = Content.IdempotencyKey,
        Priority = Content.Priority,
        Email = Content.Email,
        UserId = Content.UserId,
        EnqueuedAt = EnqueuedAt,
        ExpiresAt = ExpiresAt,
        Attempts = _attempts,
        FirstAttemptAt = _firstAttemptAt,
        MayHaveArrived = _mayHaveArrived || _attemptIsOpen,
        DueAt = dueAt,
        LastReason = _lastReason,
        Failure = Failure,
        FailedAt = Failure is null ? null : FailedAt,
    };

    /// <summary>Nobody said how the attempt ended, so it may have ended well.</summary>
    private void CloseAttempt()
    {
        _mayHaveArrived |= _attemptIsOpen;
        _attemptIsOpen = false;
    }
}
