namespace LoopsMapping.Delivery;

/// <summary>
/// How fast one team is sent to. A little less than the limit is used, because at exactly the limit a few milliseconds of jitter turn into 429s,
/// and each of those costs a whole second.
/// </summary>
internal sealed class Pace(TimeProvider time)
{
    /// <summary>Loops' limit per team, until an answer names another.</summary>
    public const double DefaultLimit = 10;

    private const double UsedShare = 0.95;

    private double _limit = DefaultLimit;
    private long _pausedUntil = time.GetTimestamp();

    /// <summary>Where the slots are kept; in the memory of this process, until an outbox takes them over.</summary>
    public ISlots Slots { get; set; } = new SlotClock(time);

    /// <summary>The limit that Loops last told, in requests per second.</summary>
    public double Limit => Volatile.Read(ref _limit);

    /// <summary>Whether a slot that was taken before Loops answered 429 must not be used: another has to be taken, after the pause.</summary>
    // Timers have whole milliseconds, so a wait for its end can end a little before.
    public bool IsPaused => time.GetElapsedTime(time.GetTimestamp(), Volatile.Read(ref _pausedUntil)) >= TimeSpan.FromMilliseconds(1);

    /// <summary>How far apart requests are.</summary>
    /// <param name="ceiling">
    /// What the application allows itself, in requests per second; <see langword="null"/> for all that Loops does, 0 for no pace at all.
    /// </param>
    public TimeSpan Spacing(double? ceiling) => ceiling is 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(1 / (Math.Min(ceiling ?? Limit, Limit) * UsedShare));

    /// <summary>Takes the next free slot, unless it is further away than the caller can wait.</summary>
    /// <param name="ceiling">As for <see cref="Spacing"/>.</param>
    /// <param name="longestWait">How long the caller can wait.</param>
    /// <param name="cancellationToken">Gives up, and takes no slot.</param>
    /// <returns>How long until the slot; <see langword="null"/> when it is too far away, and no slot was taken.</returns>
    public ValueTask<TimeSpan?> ReserveAsync(double? ceiling, TimeSpan longestWait, CancellationToken cancellationToken)
        => Slots.ReserveAsync(Spacing(ceiling), longestWait, cancellationToken);

    /// <summary>Takes over what an answer says of the limit.</summary>
    public void Learn(double limit)
    {
        if (limit is > 0 and <= 1_000_000)
            Volatile.Write(ref _limit, limit);
    }

    /// <summary>Nobody sends before this time has passed: Loops has answered 429.</summary>
    public ValueTask PauseAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var end = time.GetTimestamp() + (long)(duration.TotalSeconds * time.TimestampFrequency);
        for (var seen = Volatile.Read(ref _pausedUntil); seen < end;)
        {
            var actual = Interlocked.CompareExchange(ref _pausedUntil, end, seen);
            if (actual == seen)
                break;
            seen = actual;
        }
        return Slots.DelayAsync(duration, cancellationToken);
    }
}
