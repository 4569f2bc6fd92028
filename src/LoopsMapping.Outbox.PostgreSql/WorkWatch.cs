namespace LoopsMapping.Outbox.PostgreSql;

/// <summary>
/// Lets the dispatchers of teams sleep until there may be something to do. What happens in this process wakes them at once; what others do, one question
/// to the database finds out, for all teams that sleep.
/// </summary>
/// <param name="look">Tells which of these teams have something to do.</param>
/// <param name="time">Times the naps.</param>
internal sealed class WorkWatch(Func<string[], Task<IReadOnlyList<string>>> look, TimeProvider time)
{
    /// <summary>How soon what another process does is noticed.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    private readonly object _gate = new();
    private readonly Dictionary<string, long> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Sleepers> _sleeping = new(StringComparer.Ordinal);
    private readonly Pulse _signal = new();
    private long _signals;
    private bool _isLooking;

    /// <summary>Something may have become due.</summary>
    public void Signal()
    {
        lock (_gate)
            _signals++;
        _signal.Beat();
    }

    /// <summary>A team is about to look for work: from now on, what happens wakes it.</summary>
    public void Look(string team)
    {
        lock (_gate)
            _seen[team] = _signals;
    }

    /// <summary>Waits until something may have become due since the team last looked.</summary>
    public async Task WaitAsync(string team, TimeSpan longest, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Sleepers sleepers;
        Task signal;
        lock (_gate)
        {
            if (longest <= TimeSpan.Zero || _signals != _seen.GetValueOrDefault(team))
                return;
            signal = _signal.Next;
            if (!_sleeping.TryGetValue(team, out sleepers!))
                _sleeping.Add(team, sleepers = new());
            sleepers.Count++;
            if (!_isLooking)
            {
                _isLooking = true;
                _ = LookAsync();
            }
        }
        try
        {
            // Timers have whole milliseconds, and a nap of less would be none.
            var nap = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Min(longest.TotalMilliseconds, int.MaxValue)));
            await Task.WhenAny(signal, sleepers.Woken.Task).WaitAsync(nap, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The nap is over.
        }
        finally
        {
            lock (_gate)
            {
                if (--sleepers.Count == 0 && _sleeping.TryGetValue(team, out var current) && current == sleepers)
                    _sleeping.Remove(team);
            }
        }
    }

    /// <summary>Looks for as long as anybody sleeps.</summary>
    private async Task LookAsync()
    {
        while (true)
        {
            await Task.Delay(LookEvery, time).ConfigureAwait(false);
            string[] teams;
            lock (_gate)
            {
                if (_sleeping.Count == 0)
                {
                    _isLooking = false;
                    return;
                }
                teams = [.. _sleeping.Keys];
            }
            IReadOnlyList<string> found;
            try
            {
                found = await look(teams).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is LoopsOutboxException or ObjectDisposedException)
            {
                // Whoever is woken finds out what is wrong.
                found = teams;
            }
            lock (_gate)
            {
                foreach (var team in found)
                {
                    if (_sleeping.Remove(team, out var sleepers))
                        sleepers.Woken.TrySetResult();
                }
            }
        }
    }

    private sealed class Sleepers
    {
        public int Count { get; set; }

        public TaskCompletionSource Woken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
