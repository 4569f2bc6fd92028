using System.Collections.Concurrent;

namespace LoopsMapping.Outbox;

/// <summary>Lets the dispatcher of a team sleep until there may be something to do. What happens between its claim and its sleep is not missed.</summary>
internal sealed class WakeUp(TimeProvider clock)
{
    /// <summary>How soon what another process enqueued is noticed.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    private readonly object _gate = new();
    private readonly ConcurrentDictionary<string, (long Signals, long Outside)> _seen = new(StringComparer.Ordinal);
    private readonly Pulse _signal = new();
    private long _signals;

    /// <summary>Something may have become due.</summary>
    public void Signal()
    {
        lock (_gate)
            _signals++;
        _signal.Beat();
    }

    /// <summary>A team is about to look for work: from now on, what happens wakes it.</summary>
    /// <param name="team">The team.</param>
    /// <param name="outside">A number that changes with what other processes do.</param>
    public void Look(string team, long outside)
    {
        lock (_gate)
            _seen[team] = (_signals, outside);
    }

    /// <summary>Waits for a signal since the team last looked.</summary>
    /// <param name="team">The team.</param>
    /// <param name="longest">How long at most.</param>
    /// <param name="getOutside">The number that changes with what other processes do, as it is now; <see langword="null"/> where there are none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WaitAsync(string team, TimeSpan longest, Func<long>? getOutside, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var seen = _seen.GetValueOrDefault(team);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Task signal;
            lock (_gate)
            {
                if (_signals != seen.Signals)
                    return;
                signal = _signal.Next;
            }
            var remaining = longest - clock.GetElapsedTime(start);
            if (remaining <= TimeSpan.Zero || (getOutside is not null && getOutside() != seen.Outside))
                return;
            // Timers have whole milliseconds, and a nap of less would be none.
            var nap = getOutside is null || remaining < LookEvery ? TimeSpan.FromMilliseconds(Math.Ceiling(remaining.TotalMilliseconds)) : LookEvery;
            try
            {
                await signal.WaitAsync(nap, clock, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // The nap is over.
            }
        }
    }
}
