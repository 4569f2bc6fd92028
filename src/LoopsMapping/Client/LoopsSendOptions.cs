using LoopsMapping.Client;
using LoopsMapping.Mapping;

namespace LoopsMapping;

/// <summary>What a caller may ask for one send.</summary>
public sealed record LoopsSendOptions
{
    private readonly string? _idempotencyKey;
    private readonly string? _lane;
    private readonly TimeSpan? _expiresAfter;

    /// <summary>
    /// The <c>Idempotency-Key</c> of an event or a transactional email: Loops takes a request with the same key once within 24 hours. Give one that stays the
    /// same when your own code tries again, an order number for example; otherwise every call gets a new UUID. Contacts have none:
    /// updating twice has the effect of updating once.
    /// </summary>
    /// <value>1–100 printable ASCII characters.</value>
    /// <exception cref="ArgumentException">The key is empty, longer, or cannot be an HTTP header.</exception>
    public string? IdempotencyKey
    {
        get => _idempotencyKey;
        init => _idempotencyKey = value is null || IdempotencyKeys.IsValid(value)
            ? value
            : throw new ArgumentException("An idempotency key has 1–100 printable ASCII characters, and no space at either end.", nameof(value));
    }

    /// <summary>
    /// Whose order this request is kept in, instead of the contact's own: requests of one lane are delivered one after another.
    /// </summary>
    /// <exception cref="ArgumentException">The lane is blank.</exception>
    public string? Lane
    {
        get => _lane;
        init => _lane = value is null || !string.IsNullOrWhiteSpace(value)
            ? value
            : throw new ArgumentException("A lane must not be blank.", nameof(value));
    }

    /// <summary>Whose turn it is in an outbox; without one it makes no difference.</summary>
    /// <value><see cref="LoopsPriority.Live"/> by default.</value>
    public LoopsPriority Priority { get; init; }

    /// <summary>
    /// How long after the call it is still of use: later it is not sent any more, and an outbox keeps it as a dead letter <c>expired</c>. It
    /// takes the place of <c>ExpiresAfterMinutes</c> of a transactional email.
    /// </summary>
    /// <value>More than zero; <see langword="null"/>, the default, for what the mapping says, else for ever.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is zero or negative.</exception>
    public TimeSpan? ExpiresAfter
    {
        get => _expiresAfter;
        init
        {
            if (value is { } time)
                ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
            _expiresAfter = value;
        }
    }

    /// <summary>What a backfill asks for this record.</summary>
    internal BackfillMark? Backfill { get; init; }
}
