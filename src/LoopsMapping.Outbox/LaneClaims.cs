namespace LoopsMapping.Outbox;

/// <summary>
/// Which messages are under way, in the memory of the one process that dispatches a store: after a crash nothing is under way. Times are seconds on
/// the store's clock, which is never set back.
/// </summary>
internal sealed class LaneClaims(TimeProvider clock)
{
    private readonly object _gate = new();
    private readonly Dictionary<(string Team, string Lane), Entry> _entries = [];
    private long _lastToken;

    private sealed record Entry(LoopsOutboxClaim Claim, string? UserId, TimeSpan Until);

    private TimeSpan Now => clock.GetElapsedTime(0, clock.GetTimestamp());

    /// <summary>How many there are; those whose lease has ended included, until somebody asks for their lane.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _entries.Count;
        }
    }

    public bool IsTaken(string team, string lane)
    {
        lock (_gate)
            return _entries.TryGetValue((team, lane), out var entry) && entry.Until > Now;
    }

    /// <summary>Takes a lane for its head.</summary>
    /// <returns>The claim with its token; <see langword="null"/> when the lane is taken, or the message deletes a contact of which another is under way.</returns>
    public LoopsOutboxClaim? TryTake(LoopsOutboxClaim head, string? userId, TimeSpan lease)
    {
        lock (_gate)
        {
            var now = Now;
            if (_entries.TryGetValue((head.Team, head.Lane), out var entry) && entry.Until > now)
                return null;
            if (head.DeletesContact && _entries.Values.Any(other => other.Until > now && other.Claim.Team == head.Team && IsOf(other, userId, head.Email)))
                return null;
            var claim = head with { LeaseToken = (++_lastToken).ToString(System.Globalization.CultureInfo.InvariantCulture) };
            _entries[(head.Team, head.Lane)] = new(claim, userId, now + lease);
            return claim;
        }
    }

    /// <summary>Whether anything of a team is under way.</summary>
    public bool IsBusy(string team)
    {
        lock (_gate)
            return _entries.Values.Any(entry => entry.Claim.Team == team && entry.Until > Now);
    }

    public bool Holds(LoopsOutboxClaim claim)
    {
        lock (_gate)
            return Find(claim) is { } entry && entry.Until > Now;
    }

    public void Free(LoopsOutboxClaim claim)
    {
        lock (_gate)
        {
            if (Find(claim) is not null)
                _entries.Remove((claim.Team, claim.Lane));
        }
    }

    /// <summary>The numbers of a team's messages that are under way; of all teams with <see langword="null"/>.</summary>
    public IReadOnlySet<long> UnderWay(string? team)
    {
        lock (_gate)
        {
            var now = Now;
            return _entries.Values.Where(entry => entry.Until > now && (team is null || entry.Claim.Team == team)).Select(static entry => entry.Claim.Id).ToHashSet();
        }
    }

    private Entry? Find(LoopsOutboxClaim claim)
        => _entries.TryGetValue((claim.Team, claim.Lane), out var entry) && entry.Claim.LeaseToken == claim.LeaseToken ? entry : null;

    private static bool IsOf(Entry entry, string? userId, string? email)
        => (userId is not null && (entry.UserId == userId || entry.Claim.Lane == userId))
            || (email is not null && (string.Equals(entry.Claim.Email, email, StringComparison.OrdinalIgnoreCase)
                || string.Equals(entry.Claim.Lane, email, StringComparison.OrdinalIgnoreCase)));
}
