namespace LoopsMapping.Outbox;

/// <summary>The clock of a store: another clock, moved forward by tests. Timers run on the other clock.</summary>
internal sealed class StoreClock(TimeProvider time) : TimeProvider
{
    private long _offset;

    private TimeSpan Offset => new(Interlocked.Read(ref _offset));

    public override long TimestampFrequency => time.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Offset;

    public override long GetTimestamp() => time.GetTimestamp() + (long)(Offset.TotalSeconds * time.TimestampFrequency);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        => time.CreateTimer(callback, state, dueTime, period);

    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        Interlocked.Add(ref _offset, by.Ticks);
    }
}
