using LoopsMapping.Testing.Tests.Server.Harness;

namespace LoopsMapping.Testing.Tests.Server;

/// <summary>Answers that come late, or never.</summary>
public sealed class HeldAnswerTests
{
    private const string SignUp = """{"email":"john@example.com","eventName":"signup"}""";

    [Fact]
    public async Task A_held_answer_waits_for_the_test_and_its_request_has_taken_effect()
    {
        await using var loops = await LocalLoops.StartAsync();
        using var hold = loops.Server.HoldNext();

        var held = loops.TrackAsync(SignUp, "k-1");
        var request = await hold.Reached.WaitAsync(LocalLoops.Cancel);
        Assert.Equal(200, request.StatusCode);
        Assert.Single(loops.Server.Events);
        (await loops.TrackAsync(SignUp, "k-1")).ShouldFail(409);
        Assert.False(held.IsCompleted);

        hold.Release();
        (await held).ShouldBe(200);
    }

    [Fact]
    public async Task Answers_are_held_one_by_one_and_one_that_is_released_before_does_not_wait()
    {
        await using var loops = await LocalLoops.StartAsync();
        using var first = loops.Server.HoldNext();
        loops.Server.HoldNext().Dispose();
        using var third = loops.Server.HoldNext();

        var held = loops.TrackAsync(SignUp);
        await first.Reached.WaitAsync(LocalLoops.Cancel);
        (await loops.TrackAsync(SignUp)).ShouldBe(200);

        Assert.False(held.IsCompleted);
        Assert.False(third.Reached.IsCompleted);
        first.Release();
        (await held).ShouldBe(200);
    }

    [Fact]
    public async Task A_delay_runs_on_the_clock_of_the_server()
    {
        var arrived = new SemaphoreSlim(0);
        await using var loops = await LocalLoops.StartAsync(onRequest: _ => arrived.Release());
        loops.Server.DelayNext(TimeSpan.FromMinutes(1), times: 2);

        var first = loops.TrackAsync(SignUp);
        await arrived.WaitAsync(LocalLoops.Cancel);
        loops.Time.Advance(TimeSpan.FromSeconds(59));
        var second = loops.TrackAsync(SignUp);
        await arrived.WaitAsync(LocalLoops.Cancel);
        Assert.False(first.IsCompleted);
        loops.Time.Advance(TimeSpan.FromSeconds(1));
        (await first).ShouldBe(200);
        Assert.False(second.IsCompleted);
        (await loops.TrackAsync(SignUp)).ShouldBe(200);
        loops.Time.Advance(TimeSpan.FromSeconds(59));
        (await second).ShouldBe(200);
    }

    [Fact]
    public async Task A_request_can_meet_a_fault_and_a_delay()
    {
        await using var loops = await LocalLoops.StartAsync();
        loops.Server.FailNext(LoopsServerFault.DropAfter);
        loops.Server.FailNext(LoopsServerFault.ServiceUnavailable);
        using var drop = loops.Server.HoldNext();
        using var fail = loops.Server.HoldNext();

        var dropped = loops.TrackAsync(SignUp);
        await drop.Reached.WaitAsync(LocalLoops.Cancel);
        var failed = loops.TrackAsync(SignUp);
        await fail.Reached.WaitAsync(LocalLoops.Cancel);
        drop.Release();
        fail.Release();

        await Assert.ThrowsAsync<HttpRequestException>(() => dropped);
        (await failed).ShouldFail(503);
        Assert.Single(loops.Server.Events);
    }

    [Fact]
    public async Task A_client_that_gives_up_changes_nothing()
    {
        await using var loops = await LocalLoops.StartAsync();
        using var hold = loops.Server.HoldNext();
        using var giveUp = new CancellationTokenSource();
        using var content = new StringContent(SignUp);

        var held = loops.Http.PostAsync("events/send", content, giveUp.Token);
        await hold.Reached.WaitAsync(LocalLoops.Cancel);
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
        Assert.Equal(200, Assert.Single(loops.Server.Requests).StatusCode);
        Assert.Single(loops.Server.Events);
        (await loops.TrackAsync(SignUp)).ShouldBe(200);
    }

    [Fact]
    public async Task Reset_forgets_holds_that_wait_for_a_request()
    {
        await using var loops = await LocalLoops.StartAsync();
        using var hold = loops.Server.HoldNext();
        loops.Server.DelayNext(TimeSpan.FromDays(1));

        loops.Server.Reset();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hold.Reached);
        (await loops.TrackAsync(SignUp)).ShouldBe(200);
    }

    [Fact]
    public async Task The_end_of_the_server_cuts_what_is_held_or_delayed()
    {
        var loops = await LocalLoops.StartAsync();
        using var first = loops.Server.HoldNext();
        loops.Server.DelayNext(TimeSpan.FromDays(1));
        using var last = loops.Server.HoldNext();

        var held = loops.TrackAsync(SignUp);
        await first.Reached.WaitAsync(LocalLoops.Cancel);
        await loops.Server.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => held);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => last.Reached);
        await loops.DisposeAsync();
    }

    [Fact]
    public async Task A_delay_out_of_range_is_an_argument_error()
    {
        await using var loops = await LocalLoops.StartAsync();

        Assert.Throws<ArgumentOutOfRangeException>(() => loops.Server.DelayNext(TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => loops.Server.DelayNext(TimeSpan.FromDays(50)));
        Assert.Throws<ArgumentOutOfRangeException>(() => loops.Server.DelayNext(TimeSpan.Zero, times: 0));
    }
}
