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
    private readonly Dictionary<string, TeamWatch> _teams = new(StringComparer.Ordinal);
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
        TeamWatch watch;
        Task woken;
        lock (_gate)
        {
            watch = Of(team);
            if (longest <= TimeSpan.Zero || watch.IsSignalled)
                return;
            woken = watch.Woken;
            watch.Sleepers++;
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
            await woken.WaitAsync(nap, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The nap is over.
        }
        finally
        {
            lock (_gate)
                watch.Sleepers--;
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
                teams = [.. _teams.Where(static team => team.Value.Sleepers > 0).Select(static team => team.Key)];
                if (teams.Length == 0)
                {
                    _isLooking = false;
                    return;
                }
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
                    Of(team).Wake();
            }
        }
    }

    private TeamWatch Of(string team)
    {
        if (!_teams.TryGetValue(team, out var watch))
            _teams.Add(team, watch = new());
        return watch;
    }

    /// <summary>What happened to a team, how much of that it has seen, and who of it sleeps.</summary>
    private sealed class TeamWatch
    {
        private readonly Pulse _pulse = new();
        private long _signals;
        private long _seen;

        public int Sleepers { get; set; }

        public bool IsSignalled => _signals != _seen;

        public Task Woken => _pulse.Next;

        public void Signal()
        {
            _signals++;
            Wake();
        }

        public void Wake() => _pulse.Beat();

        public void Look() => _seen = _signals;
    }
}
