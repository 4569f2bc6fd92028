using LoopsMapping.Delivery;
using LoopsMapping.Outbox.Memory;

namespace LoopsMapping.Outbox;

/// <summary>
/// An outbox's store in the memory of this process, for tests only: what it holds is gone with the process. It keeps every other promise of
/// <see cref="ILoopsOutboxStore"/>.
/// </summary>
public sealed class InMemoryOutboxStore : ILoopsOutboxStore
{
    private readonly object _gate = new();
    private readonly StoreClock _clock;
    private readonly WakeUp _work;
    private readonly MemoryOutbox _outbox = new();
    private readonly Dictionary<string, SlotClock> _slots = new(StringComparer.Ordinal);
    private DispatcherRole? _dispatcher;

    /// <summary>Creates an empty store.</summary>
    /// <param name="timeProvider">Its clock; the system's when not given. <see cref="AdvanceClockAsync"/> moves the store ahead of it.</param>
    public InMemoryOutboxStore(TimeProvider? timeProvider = null)
    {
        _clock = new(timeProvider ?? TimeProvider.System);
        _work = new(_clock);
    }

    /// <inheritdoc/>
    public string Name => "memory";

    /// <inheritdoc/>
    public Task OpenAsync(CancellationToken cancellationToken = default) => Change(static _ => { }, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LoopsOutboxTicket>> EnqueueAsync(IReadOnlyList<LoopsOutboxMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        foreach (var message in messages)
            ArgumentNullException.ThrowIfNull(message, nameof(messages));
        return Change<IReadOnlyList<LoopsOutboxTicket>>(now => [.. messages.Select(message => _outbox.Enqueue(message, now))], cancellationToken, mayBringWork: true);
    }

    /// <inheritdoc/>
    public Task<IAsyncDisposable?> TryBecomeDispatcherAsync(CancellationToken cancellationToken = default) =>
        Change<IAsyncDisposable?>(_ => _dispatcher is null ? _dispatcher = new(this) : null, cancellationToken);

    /// <inheritdoc/>
    public Task<LoopsOutboxClaims> ClaimAsync(string team, int maxCount, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(team);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lease, TimeSpan.Zero);
        _work.Look(team, outside: 0);
        return Change(now => _outbox.Claim(team, maxCount, lease, now), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> MarkAttemptAsync(LoopsOutboxClaim claim, CancellationToken cancellationToken = default) =>
        WithHeld(claim, _outbox.MarkAttempt, cancellationToken, mayBringWork: false);

    /// <inheritdoc/>
    public Task<bool> CompleteAsync(LoopsOutboxClaim claim, LoopsOutboxCompletion completion, CancellationToken cancellationToken = default) =>
        WithHeld(claim, _outbox.Complete, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RescheduleAsync(LoopsOutboxClaim claim, LoopsOutboxRetry retry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(retry);
        return WithHeld(claim, (message, now) => _outbox.Reschedule(message, retry, now), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> DeadLetterAsync(LoopsOutboxClaim claim, LoopsOutboxFailure failure, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return WithHeld(claim, (message, now) => _outbox.GiveUp(message, failure, now), cancellationToken);
    }

    /// <inheritdoc/>
    public Task ReleaseAsync(LoopsOutboxClaim claim, CancellationToken cancellationToken = default) =>
        WithHeld(claim, static (message, _) => message.Release(), cancellationToken);

    /// <inheritdoc/>
    public Task<TimeSpan?> ReserveSlotAsync(string team, TimeSpan spacing, TimeSpan longestWait, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(team);
        return Change(_ => Slots(team).TryReserve(spacing, longestWait), cancellationToken);
    }

    /// <inheritdoc/>
    public Task DelaySlotsAsync(string team, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(team);
        return Change(_ => Slots(team).Delay(duration), cancellationToken);
    }

    /// <inheritdoc/>
    public Task PauseAsync(string team, string reason, TimeSpan probeAfter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(team);
        ArgumentNullException.ThrowIfNull(reason);
        return Change(now => _outbox.Pause(team, reason, now + probeAfter), cancellationToken);
    }

    /// <inheritdoc/>
    public Task ResumeAsync(string team, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(team);
        return Change(_ => _outbox.Resume(team), cancellationToken, mayBringWork: true);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> FindPendingAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return Change(_ => _outbox.FindPending(ids), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<LoopsOutboxStats>> GetStatsAsync(CancellationToken cancellationToken = default) => Change(_outbox.GetStats, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LoopsOutboxRecord>> ListAsync(LoopsOutboxQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        return Change(_ => _outbox.List(query), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> RetryAsync(LoopsOutboxQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Change(now => _outbox.Retry(query, now), cancellationToken, mayBringWork: true);
    }

    /// <inheritdoc/>
    public Task<int> PurgeAsync(LoopsOutboxQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Change(now => _outbox.Purge(query, now), cancellationToken, mayBringWork: true);
    }

    /// <inheritdoc/>
    public Task CleanUpAsync(LoopsOutboxRetention retention, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(retention);
        return Change(now => _outbox.CleanUp(retention, now), cancellationToken);
    }

    /// <inheritdoc/>
    public Task WaitForWorkAsync(string team, TimeSpan longest, CancellationToken cancellationToken = default) =>
        _work.WaitAsync(team, longest, getOutside: null, cancellationToken);

    /// <inheritdoc/>
    public Task AdvanceClockAsync(TimeSpan by, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        return Change(_ => _clock.Advance(by), cancellationToken, mayBringWork: true);
    }

    /// <summary>Lets go of whoever waits for work. What the store holds is gone with the object.</summary>
    public ValueTask DisposeAsync()
    {
        _work.Signal();
        return default;
    }

    private SlotClock Slots(string team) => _slots.TryGetValue(team, out var slots) ? slots : _slots[team] = new(_clock);

    private Task<bool> WithHeld(LoopsOutboxClaim claim, Action<MemoryMessage, DateTimeOffset> settle, CancellationToken cancellationToken, bool mayBringWork = true)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return Change(
            now =>
            {
                if (_outbox.FindHeld(claim, now) is not { } message)
                    return false;
                settle(message, now);
                return true;
            },
            cancellationToken,
            mayBringWork);
    }

    private Task<bool> Change(Action<DateTimeOffset> change, CancellationToken cancellationToken, bool mayBringWork = false) =>
        Change(
            now =>
            {
                change(now);
                return true;
            },
            cancellationToken,
            mayBringWork);

    private Task<T> Change<T>(Func<DateTimeOffset, T> change, CancellationToken cancellationToken, bool mayBringWork = false)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellationToken);
        T result;
        lock (_gate)
            result = change(_clock.GetUtcNow());
        if (mayBringWork)
            _work.Signal();
        return Task.FromResult(result);
    }

    private sealed class DispatcherRole(InMemoryOutboxStore store) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            lock (store._gate)
            {
                if (store._dispatcher == this)
                    store._dispatcher = null;
            }
            return default;
        }
    }
}
