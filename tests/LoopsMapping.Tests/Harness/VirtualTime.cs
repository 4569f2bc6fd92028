namespace LoopsMapping.Tests.Harness;

/// <summary>
/// A clock that jumps: whoever waits with <c>Task.Delay</c> goes on at once, and the time they waited has passed. Time-outs
/// (<see cref="CancellationTokenSource"/>) fire only when a jump passes them, so that real network traffic takes no time at all.
/// </summary>
internal sealed class VirtualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Timeout> _timeouts = [];
    private TimeSpan _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
                return _elapsed;
        }
    }

    public override long GetTimestamp() => Elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) + Elapsed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (state is CancellationTokenSource)
        {
            lock (_gate)
            {
                var timeout = new Timeout(this, callback, state, _elapsed + dueTime);
                _timeouts.Add(timeout);
                return timeout;
            }
        }

        Advance(dueTime);
        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new Timeout(this, callback, state, TimeSpan.MaxValue);
    }

    public void Advance(TimeSpan time)
    {
        Timeout[] due;
        lock (_gate)
        {
            _elapsed += time;
            due = [.. _timeouts.Where(timeout => timeout.Due <= _elapsed)];
            _timeouts.RemoveAll(timeout => timeout.Due <= _elapsed);
        }
        foreach (var timeout in due)
            timeout.Fire();
    }

    private sealed class Timeout(VirtualTime time, TimerCallback callback, object? state, TimeSpan due) : ITimer
    {
        public TimeSpan Due { get; } = due;

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
            lock (time._gate)
                time._timeouts.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
