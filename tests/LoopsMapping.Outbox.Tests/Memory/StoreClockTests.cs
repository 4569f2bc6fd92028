using Microsoft.Extensions.Time.Testing;

namespace LoopsMapping.Outbox.Tests.Memory;

/// <summary>The clock that stores in a process share.</summary>
public sealed class StoreClockTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly StoreClock _clock;

    public StoreClockTests() => _clock = new(_time);

    [Fact]
    public void It_is_as_far_ahead_as_it_was_moved_by_date_and_by_timestamp()
    {
        var (date, timestamp) = (_clock.GetUtcNow(), _clock.GetTimestamp());

        _clock.Advance(TimeSpan.FromDays(1000) + TimeSpan.FromTicks(1));
        _clock.Advance(TimeSpan.FromTicks(2));
        _time.Advance(TimeSpan.FromHours(1));

        var passed = TimeSpan.FromDays(1000) + TimeSpan.FromTicks(3) + TimeSpan.FromHours(1);
        Assert.Equal(passed, _clock.GetUtcNow() - date);
        Assert.Equal(passed, _clock.GetElapsedTime(timestamp));
        Assert.Equal(passed - TimeSpan.FromHours(1), _clock.GetUtcNow() - _time.GetUtcNow());
    }

    [Fact]
    public void It_does_not_go_back() => Assert.Throws<ArgumentOutOfRangeException>(() => _clock.Advance(TimeSpan.FromTicks(-1)));

    [Fact]
    public async Task Timers_run_on_the_clock_below()
    {
        var delay = Task.Delay(TimeSpan.FromHours(1), _clock, TestContext.Current.CancellationToken);

        _clock.Advance(TimeSpan.FromDays(1));
        Assert.False(delay.IsCompleted);

        _time.Advance(TimeSpan.FromHours(1));
        await delay;
    }
}
