namespace LoopsMapping.Outbox;

/// <summary>The clock of a store that lives in this process: what <paramref name="time"/> says, and as far ahead of it as tests have moved it.</summary>
internal sealed class StoreClock(TimeProvider time) : TimeProvider
{
    private long _ahead;

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    // Whole numbers: a double loses slots' precision once the clock is some weeks ahead.
    public override long GetTimestamp() => time.GetTimestamp() + (long)((Int128)Interlocked.Read(ref _ahead) * TimestampFrequency / TimeSpan.TicksPerSecond);

    // Nobody who waits is called back by Advance: a store has to wake them itself.
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);

    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        Interlocked.Add(ref _ahead, by.Ticks);
    }
}
