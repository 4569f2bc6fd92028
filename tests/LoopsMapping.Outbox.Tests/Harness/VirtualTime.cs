namespace LoopsMapping.Outbox.Tests.Harness;

/// <summary>
/// A clock that stands still until it is told to go on, and that knows when the next timer is due. Time-outs
/// (<see cref="CancellationTokenSource"/>) fire like other timers, and are no reason to go on: real network traffic takes no time.
/// </summary>
internal sealed class VirtualTime : TimeProvider
{
    private static readonly AsyncLocal<object?> Flow = new();

    private static readonly AsyncLocal<object?> SenderFlow = new();

    private readonly Lock _gate = new();
    private readonly HashSet<Timer> _timers = [];
    private TimeSpan _elapsed;
    private long _lastNumber;

    /// <summary>Whose timers those are that are created from here on, in this flow and all that begin in it.</summary>
    public static object? Owner
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }

    /// <summary>Which sender's timers those are, within an owner's.</summary>
    public static object? Sender
    {
        get => SenderFlow.Value;
        set => SenderFlow.Value = value;
    }

    /// <summary>Called when somebody has begun to wait.</summary>
    public Action? TimerAdded { get; set; }

    public static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

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

    public override DateTimeOffset GetUtcNow() => Start + Elapsed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>How many waits of an owner or a sender there are, time-outs aside; those of its senders are not an owner's.</summary>
    public int CountOf(object owner)
    {
        lock (_gate)
            return _timers.Count(timer => (timer.Sender ?? timer.Owner) == owner && !timer.IsTimeout);
    }

    /// <summary>Goes on to the next timer that is no time-out, but no further than this.</summary>
    /// <param name="end">How far at most, from the beginning.</param>
    /// <param name="leap">How far at least: timers on the way fire late, as after a computer has slept.</param>
    public void GoOn(TimeSpan end, TimeSpan leap = default)
    {
        TimeSpan next;
        lock (_gate)
        {
            var due = _timers.Where(static timer => !timer.IsTimeout).Select(static timer => timer.Due).DefaultIfEmpty(end).Min();
            next = Min(Max(due, _elapsed + leap), end);
        }
        AdvanceTo(next);
    }

    /// <summary>Moves the clock, and fires what is due by then.</summary>
    public void Advance(TimeSpan by) => AdvanceTo(Elapsed + by);

    private void AdvanceTo(TimeSpan time)
    {
        Timer[] due;
        lock (_gate)
        {
            _elapsed = Max(time, _elapsed);
            due = [.. _timers.Where(timer => timer.Due <= _elapsed).OrderBy(static timer => timer.Due).ThenBy(static timer => timer.Number)];
            _timers.ExceptWith(due);
        }
        foreach (var timer in due)
            timer.Fire();
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private sealed class Timer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        public bool IsTimeout => state is CancellationTokenSource;

        public object? Owner { get; } = VirtualTime.Owner;

        public object? Sender { get; } = VirtualTime.Sender;

        public TimeSpan Due { get; private set; }

        public long Number { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                (Due, Number) = (time._elapsed + dueTime, ++time._lastNumber);
                time._timers.Add(this);
            }
            time.TimerAdded?.Invoke();
            return true;
        }

        public void Dispose()
        {
            lock (time._gate)
                time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
