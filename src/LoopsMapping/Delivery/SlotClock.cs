namespace LoopsMapping.Delivery;

/// <summary>The slots of one team in the memory of this process: evenly spaced, never in bursts, on a clock that is never set.</summary>
internal sealed class SlotClock(TimeProvider time) : ISlots
{
    private readonly object _gate = new();
    private long _next = time.GetTimestamp();

    /// <summary>Takes the next free slot, unless it is further away than the caller can wait.</summary>
    /// <param name="spacing">How far the slot after it is; zero for no pace at all.</param>
    /// <param name="longestWait">How long the caller can wait.</param>
    /// <returns>How long until the slot; <see langword="null"/> when it is too far away, and no slot was taken.</returns>
    public TimeSpan? TryReserve(TimeSpan spacing, TimeSpan longestWait)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            var slot = Math.Max(now, _next);
            var wait = time.GetElapsedTime(now, slot);
            if (wait >= longestWait)
                return null;
            _next = slot + Ticks(spacing);
            return wait;
        }
    }

    /// <summary>Nobody sends before this time has passed.</summary>
    public void Delay(TimeSpan duration)
    {
        lock (_gate)
            _next = Math.Max(_next, time.GetTimestamp() + Ticks(duration));
    }

    ValueTask<TimeSpan?> ISlots.ReserveAsync(TimeSpan spacing, TimeSpan longestWait, CancellationToken cancellationToken) => new(TryReserve(spacing, longestWait));

    ValueTask ISlots.DelayAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        Delay(duration);
        return default;
    }

    private long Ticks(TimeSpan duration) => (long)(duration.TotalSeconds * time.TimestampFrequency);
}
