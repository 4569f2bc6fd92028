namespace LoopsMapping.Delivery;

/// <summary>
/// The slots of one team: requests evenly spaced, never in bursts. A little less than the limit is used, because at exactly the
/// limit a few milliseconds of jitter turn into 429s, and each of those costs a whole second.
/// </summary>
internal sealed class Pace(TimeProvider time)
{
    /// <summary>Loops' limit per team, until an answer names another.</summary>
    public const double DefaultLimit = 10;

    private const double UsedShare = 0.95;

    private readonly object _gate = new();
    private long _next = time.GetTimestamp();
    private double _limit = DefaultLimit;

    /// <summary>The limit that Loops last told, in requests per second.</summary>
    public double Limit
    {
        get
        {
            lock (_gate)
                return _limit;
        }
    }

    /// <summary>Takes the next free slot, unless it is further away than the caller can wait.</summary>
    /// <param name="ceiling">
    /// What the application allows itself, in requests per second; <see langword="null"/> for all that Loops does, 0 for no pace at all.
    /// </param>
    /// <param name="longestWait">How long the caller can wait.</param>
    /// <returns>How long until the slot; <see langword="null"/> when it is too far away, and no slot was taken.</returns>
    public TimeSpan? TryReserve(double? ceiling, TimeSpan longestWait)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            var slot = Math.Max(now, _next);
            var wait = time.GetElapsedTime(now, slot);
            if (wait >= longestWait)
                return null;
            _next = slot + (ceiling is 0 ? 0 : (long)(time.TimestampFrequency / (Math.Min(ceiling ?? _limit, _limit) * UsedShare)));
            return wait;
        }
    }

    /// <summary>Takes over what an answer says of the limit.</summary>
    public void Learn(double limit)
    {
        if (limit is not (> 0 and <= 1_000_000))
            return;
        lock (_gate)
            _limit = limit;
    }

    /// <summary>Nobody sends before this time has passed: Loops has answered 429.</summary>
    public void Pause(TimeSpan duration)
    {
        lock (_gate)
            _next = Math.Max(_next, time.GetTimestamp() + (long)(duration.TotalSeconds * time.TimestampFrequency));
    }
}
