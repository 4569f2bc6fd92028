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
        // Without a slot, the claims that have none are given back.
        if (wait is { } until && _batches.TryGetValue(team, out var batch))
            batch.Slots.Add(time.Elapsed + until);
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
        // The claims of a batch get their slots one after another; those without wait for the loop, which waits on the clock.
        var slots = _batches.Values.SelectMany(static batch => batch.Claims.Select((claim, i) => (Key: Key(claim), Slot: i < batch.Slots.Count ? batch.Slots[i] : TimeSpan.MaxValue)))
            .ToDictionary(static of => of.Key, static of => of.Slot);
        var marked = 0;
        foreach (var (claim, stage) in _stages)
        {
            var slot = slots.GetValueOrDefault(claim);
            if (stage == Stage.Claimed && time.Elapsed >= slot - HeadStart)
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

        public List<TimeSpan> Slots { get; } = [];
    }
}
