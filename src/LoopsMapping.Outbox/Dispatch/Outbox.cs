using LoopsMapping.Delivery;
using Microsoft.Extensions.Logging;

namespace LoopsMapping.Outbox.Dispatch;

/// <summary>One store in this process: the teams that it is dispatched for, and what is known of how it works.</summary>
internal sealed class Outbox(ILoopsOutboxStore store, LoopsOutboxOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>A failure that has not come back for so long is over: nobody may have asked for anything since.</summary>
    private static readonly TimeSpan FailureMatters = TimeSpan.FromMinutes(1);

    /// <summary>How often it is looked whether another process has settled something.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private readonly object _gate = new();
    private readonly Dictionary<string, Transport> _teams = new(StringComparer.Ordinal);
    private Task? _opening;
    private readonly Pulse _settled = new();
    private volatile Failing? _failure;

    public ILoopsOutboxStore Store => store;

    public LoopsOutboxOptions Options => options;

    public TimeProvider Time => time;

    public ILogger Logger => logger;

    /// <summary>Why the store did not do what it was last asked; <see langword="null"/> when it did, or when that was long ago.</summary>
    public Exception? Failure => _failure is { } failure && time.GetElapsedTime(failure.At) < FailureMatters ? failure.Exception : null;

    /// <summary>The figures as of a little while ago.</summary>
    public IReadOnlyList<LoopsOutboxStats> LastStats { get; set; } = [];

    /// <summary>One way to Loops for each team; destinations of one team have the same key and address.</summary>
    public IReadOnlyList<Transport> Teams
    {
        get
        {
            lock (_gate)
                return [.. _teams.Values];
        }
    }

    /// <summary>Completes when some record is delivered or a dead letter.</summary>
    public Task Settled => _settled.Next;

    public void Add(Transport transport)
    {
        lock (_gate)
        {
            if (_teams.TryAdd(transport.Team.Name, transport))
                transport.Team.Pace.Slots = new TeamSlots(store, transport.Team.Name);
        }
    }

    /// <summary>Opens the store, once; after a failure it is tried anew.</summary>
    public Task OpenAsync()
    {
        lock (_gate)
        {
            return _opening is { IsCompleted: false } ? OpenAfterAsync(_opening) : BeginOpening();
        }
    }

    private Task BeginOpening()
    {
        lock (_gate)
        {
            if (_opening is null or { IsFaulted: true } or { IsCanceled: true })
                _opening = store.OpenAsync();
            return _opening;
        }
    }

    /// <summary>What failed for somebody who had begun before may be over by now.</summary>
    private async Task OpenAfterAsync(Task begunBefore)
    {
        try
        {
            await begunBefore.ConfigureAwait(false);
        }
        catch (LoopsOutboxException exception) when (exception.IsTransient)
        {
            await BeginOpening().ConfigureAwait(false);
        }
    }

    public async Task<LoopsOutboxTicket> EnqueueAsync(LoopsOutboxMessage message, CancellationToken cancellationToken)
        => (await EnqueueAsync([message], cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Stores messages, all of them or none.</summary>
    public async Task<IReadOnlyList<LoopsOutboxTicket>> EnqueueAsync(IReadOnlyList<LoopsOutboxMessage> messages, CancellationToken cancellationToken)
    {
        var opening = OpenAsync();
        try
        {
            if (!opening.IsCompletedSuccessfully)
                await opening.ConfigureAwait(false);
            var tickets = await store.EnqueueAsync(messages, cancellationToken).ConfigureAwait(false);
            Worked();
            return tickets;
        }
        catch (LoopsOutboxException exception)
        {
            Failed(exception);
            throw;
        }
    }

    public void Worked() => _failure = null;

    public void Failed(Exception exception) => _failure = new(exception, time.GetTimestamp());

    public void Settle() => _settled.Beat();

    /// <summary>Waits until something is settled, or may have been by another process that dispatches.</summary>
    /// <param name="settled">What <see cref="Settled"/> was before the caller looked.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task WaitForSettlementAsync(Task settled, CancellationToken cancellationToken)
    {
        try
        {
            await settled.WaitAsync(LookEvery, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Time to look again.
        }
    }

    private sealed record Failing(Exception Exception, long At);

    private sealed class TeamSlots(ILoopsOutboxStore store, string team) : ISlots
    {
        public async ValueTask<TimeSpan?> ReserveAsync(TimeSpan spacing, TimeSpan longestWait, CancellationToken cancellationToken)
            => await store.ReserveSlotAsync(team, spacing, longestWait, cancellationToken).ConfigureAwait(false);

        public async ValueTask DelayAsync(TimeSpan duration, CancellationToken cancellationToken)
            => await store.DelaySlotsAsync(team, duration, cancellationToken).ConfigureAwait(false);
    }
}
