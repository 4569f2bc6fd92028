namespace LoopsMapping.Delivery;

/// <summary>
/// The slots of one team: requests evenly spaced, never in bursts. A little less than the limit is used, because at exactly the
/// limit a few milliseconds of jitter turn into 429s, and each of those costs a whole second.
/// </summary>
internal sealed class Pace(TimeProvider time)
{
    private const double UsedShare = 0.95;

    private readonly object _gate = new();
    private long _next = time.GetTimestamp();

    /// <summary>Takes the next free slot, unless it is further away than the caller can wait.</summary>
    /// <returns>How long until the slot; <see langword="null"/> when it is too far away, and no slot was taken.</returns>
    public TimeSpan? TryReserve(double requestsPerSecond, TimeSpan longestWait)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            var slot = Math.Max(now, _next);
            var wait = time.GetElapsedTime(now, slot);
            if (wait >= longestWait)
                return null;
            _next = slot + (requestsPerSecond > 0 ? (long)(time.TimestampFrequency / (requestsPerSecond * UsedShare)) : 0);
            return wait;
        }
    }

    /// <summary>Nobody sends before this time has passed: Loops has answered 429.</summary>
    public void Pause(TimeSpan duration)
    {
        lock (_gate)
            _next = Math.Max(_next, time.GetTimestamp() + (long)(duration.TotalSeconds * time.TimestampFrequency));
    }
}
