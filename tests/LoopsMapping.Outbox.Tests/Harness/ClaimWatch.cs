namespace LoopsMapping.Outbox.Tests.Harness;

/// <summary>
/// Where the claims of a store are between two calls: what has its slot and is on its way to Loops is going on, what waits for a slot is not. Used
/// under one lock.
/// </summary>
internal sealed class ClaimWatch(VirtualTime time)
{
    /// <summary>How long before its slot an attempt is recorded.</summary>
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<(string Lease, long Id), Stage> _stages = [];
    private readonly Dictionary<(string Lease, long Id), object> _senders = [];
    private readonly Dictionary<string, Batch> _batches = [];
    private int _requests;

    private enum Stage
    {
        Claimed,
        Marked,

        /// <summary>The store failed, and is asked again later.</summary>
        Failing,
    }

    public void Claimed(string team, IReadOnlyList<LoopsOutboxClaim> claims)
    {
        _batches[team] = new(claims);
        foreach (var claim in claims)
            _stages[Key(claim)] = Stage.Claimed;
    }

    /// <summary>Somebody of the team asked for a slot.</summary>
    public void Reserved(string team, TimeSpan? wait)
    {
        // Without a slot, it is asked for again after a while.
        if (!_batches.TryGetValue(team, out var batch))
            return;
        batch.Slot = wait is null ? TimeSpan.MaxValue : time.Elapsed + wait.Value;
        if (wait is not null)
            batch.Reserved++;
    }

    /// <param name="claim">The claim.</param>
    /// <param name="sender">Whose timers are its waits for its slot.</param>
    public void Marked(LoopsOutboxClaim claim, object sender)
    {
        Set(claim, Stage.Marked);
        _senders[Key(claim)] = sender;
    }

    public void Failed(LoopsOutboxClaim claim) => Set(claim, Stage.Failing);

    public void Freed(LoopsOutboxClaim claim)
    {
        _stages.Remove(Key(claim));
        _senders.Remove(Key(claim));
    }

    public void Forget()
    {
        _stages.Clear();
        _batches.Clear();
    }

    public void BeginRequest() => _requests++;

    public void EndRequest() => _requests--;

    public bool IsGoingOn(int held)
    {
        var ways = _batches.Values
            .SelectMany(static batch => batch.Claims.Select((claim, i) => (Key: Key(claim), Batch: batch, Place: i)))
            .ToDictionary(static of => of.Key, static of => (of.Batch, of.Place));
        var marked = 0;
        foreach (var (claim, stage) in _stages)
        {
            if (stage == Stage.Claimed && (!ways.TryGetValue(claim, out var way) || time.Elapsed >= way.Batch.GoesOnAt(way.Place)))
                return true;
            if (stage == Stage.Marked && time.CountOf(_senders[claim]) == 0)
                marked++;
        }
        // Each of them has a request; one without is just before or after it.
        return marked > _requests || _requests > held;
    }

    private void Set(LoopsOutboxClaim claim, Stage stage)
    {
        if (_stages.ContainsKey(Key(claim)))
            _stages[Key(claim)] = stage;
    }

    private static (string, long) Key(LoopsOutboxClaim claim) => (claim.LeaseToken, claim.Id);

    private sealed class Batch(IReadOnlyList<LoopsOutboxClaim> claims)
    {
        public IReadOnlyList<LoopsOutboxClaim> Claims => claims;

        public TimeSpan Slot { get; set; }

        /// <summary>How many of the claims have a slot.</summary>
        public int Reserved { get; set; }

        /// <summary>When something happens to a claim that is not marked: it was handed over, it is just before its slot, or those before it have had theirs.</summary>
        public TimeSpan GoesOnAt(int place)
        {
            if (place < Reserved - 1)
                return TimeSpan.Zero;
            return place == Reserved - 1 ? Slot - HeadStart : Slot;
        }
    }
}
