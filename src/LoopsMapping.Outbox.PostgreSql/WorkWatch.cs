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
    private readonly Dictionary<string, TeamSignals> _teams = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Sleepers> _sleeping = new(StringComparer.Ordinal);
    private bool _isLooking;

    /// <summary>Something of a team may have become due: the others sleep on, of whom there may be very many.</summary>
    public void Signal(string team)
    {
        lock (_gate)
            Of(team).Signal();
    }

    /// <summary>Something of any team may have become due.</summary>
    public void SignalAll()
    {
        lock (_gate)
        {
            foreach (var team in _teams.Values)
                team.Signal();
        }
    }

    /// <summary>A team is about to look for work: from now on, what happens wakes it.</summary>
    public void Look(string team)
    {
        lock (_gate)
            Of(team).Look();
    }

    /// <summary>Waits until something may have become due since the team last looked.</summary>
    public async Task WaitAsync(string team, TimeSpan longest, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Sleepers sleepers;
        Task signal;
        lock (_gate)
        {
            var signals = Of(team);
            if (longest <= TimeSpan.Zero || signals.IsSignalled)
                return;
            signal = signals.Next;
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

    private TeamSignals Of(string team)
    {
        if (!_teams.TryGetValue(team, out var signals))
            _teams.Add(team, signals = new());
        return signals;
    }

    /// <summary>What happened to a team, and how much of that it has seen.</summary>
    private sealed class TeamSignals
    {
        private readonly Pulse _pulse = new();
        private long _signals;
        private long _seen;

        public bool IsSignalled => _signals != _seen;

        public Task Next => _pulse.Next;

        public void Signal()
        {
            _signals++;
            _pulse.Beat();
        }

        public void Look() => _seen = _signals;
    }

    private sealed class Sleepers
    {
        public int Count { get; set; }

        public TaskCompletionSource Woken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
