namespace LoopsMapping.Tests.Harness;

/// <summary>
/// A clock for tasks that run side by side: time stands still while any of them works, and when all of them wait it jumps to the first
/// that is due. So they meet in the order in which they would, and network traffic takes no time.
/// </summary>
/// <param name="tasks">How many tasks there are; one that is done says so with <see cref="Leave"/>.</param>
internal sealed class EventTime(int tasks) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<Delay, long> _waiting = new();
    private long _now;
    private int _tasks = tasks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Elapsed => TimeSpan.FromTicks(GetTimestamp());

    public override long GetTimestamp()
    {
        lock (_gate)
            return _now;
    }

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var delay = new Delay(callback, state);
        // A time-out is no wait, and nothing here takes long enough for one.
        if (state is CancellationTokenSource)
            return delay;
        lock (_gate)
            _waiting.Enqueue(delay, _now + dueTime.Ticks);
        Jump();
        return delay;
    }

    /// <summary>Says that a task will not wait any more.</summary>
    public void Leave()
    {
        lock (_gate)
            _tasks--;
        Jump();
    }

    private void Jump()
    {
        Delay? due = null;
        lock (_gate)
        {
            if (_waiting.Count >= _tasks && _waiting.TryDequeue(out due, out var at))
                _now = Math.Max(_now, at);
        }
        if (due is not null)
            ThreadPool.QueueUserWorkItem(_ => due.Fire());
    }

    private sealed class Delay(TimerCallback callback, object? state) : ITimer
    {
        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
