using Microsoft.Extensions.Time.Testing;

namespace LoopsMapping.Outbox.Tests.Memory;

/// <summary>Who waits for work of the store in memory, beyond what every store promises.</summary>
public sealed class WaitTests : IAsyncDisposable
{
    private const string Team = "team";

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private readonly FakeTimeProvider _time = new();
    private readonly InMemoryOutboxStore _store;

    public WaitTests() => _store = new(_time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_wait_ends_after_its_longest_time_on_the_time_provider()
    {
        var wait = _store.WaitForWorkAsync(Team, Long, Cancel);

        _time.Advance(Long - TimeSpan.FromTicks(1));
        Assert.False(wait.IsCompleted);

        _time.Advance(TimeSpan.FromTicks(1));
        await wait;
    }

    [Fact]
    public async Task A_wait_ends_when_the_store_s_clock_is_moved()
    {
        var wait = _store.WaitForWorkAsync(Team, Long, Cancel);
        await _store.AdvanceClockAsync(TimeSpan.FromSeconds(1), Cancel);
        await wait;
    }

    [Fact]
    public async Task Every_settlement_ends_a_wait()
    {
        await WithWaitAsync(claim => _store.CompleteAsync(claim, LoopsOutboxCompletion.Accepted, Cancel));
        await WithWaitAsync(claim => _store.RescheduleAsync(claim, new(TimeSpan.FromDays(1), "Busy."), Cancel));
        await WithWaitAsync(claim => _store.DeadLetterAsync(claim, new(LoopsOutboxReason.Refused, "400"), Cancel));
        await WithWaitAsync(claim => _store.ReleaseAsync(claim, Cancel));
    }

    [Fact]
    public async Task Retried_dead_letters_end_a_wait()
    {
        var wait = _store.WaitForWorkAsync(Team, Long, Cancel);
        await _store.RetryAsync(new(), Cancel);
        await wait;
    }

    [Fact]
    public async Task Everybody_who_waits_is_woken()
    {
        var waits = Enumerable.Range(0, 5).Select(_ => _store.WaitForWorkAsync(Team, Long, Cancel)).ToList();
        Assert.All(waits, static wait => Assert.False(wait.IsCompleted));
        await _store.ResumeAsync(Team, Cancel);
        await Task.WhenAll(waits);
    }

    [Fact]
    public async Task A_wait_that_is_given_up_is_cancelled()
    {
        using var giveUp = new CancellationTokenSource();
        var wait = _store.WaitForWorkAsync(Team, Long, giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    [Fact]
    public async Task Nobody_waits_for_a_store_that_is_disposed()
    {
        var wait = _store.WaitForWorkAsync(Team, Long, Cancel);
        await _store.DisposeAsync();
        await wait;
    }

    private async Task WithWaitAsync(Func<LoopsOutboxClaim, Task> settle)
    {
        await _store.EnqueueAsync([new() { Team = Team, Lane = $"{Guid.NewGuid()}", Method = "POST", Path = "events/send", Name = "a" }], Cancel);
        var claim = Assert.Single((await _store.ClaimAsync(Team, 1, Lease, Cancel)).Claims);
        var wait = _store.WaitForWorkAsync(Team, Long, Cancel);
        Assert.False(wait.IsCompleted);

        await settle(claim);

        await wait;
    }
}
