using System.Net;
using LoopsMapping.Testing;
using LoopsMapping.Tests.Harness;

namespace LoopsMapping.Tests.Delivery;

/// <summary>What happens when Loops, or the way to it, fails.</summary>
public sealed class RetryTests
{
    private static readonly User Adam = new("u1", "adam@loops.so");
    private static readonly UserRegistered Registered = new("u1", "adam@loops.so", "Pro");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(LoopsServerFault.DropBefore)]
    [InlineData(LoopsServerFault.InternalServerError)]
    [InlineData(LoopsServerFault.ServiceUnavailable)]
    [InlineData(LoopsServerFault.RequestTimeout)]
    [InlineData(LoopsServerFault.HtmlErrorPage)]
    public async Task A_passing_fault_is_tried_again_with_the_same_body_and_key(LoopsServerFault fault)
    {
        await using var loops = await LoopsFixture.StartAsync();
        loops.Server.FailNext(fault, times: 3);

        var receipt = await loops.Client.TrackAsync(Registered, Cancel);

        Assert.Equal(LoopsOutcome.Accepted, receipt.Outcome);
        Assert.Equal(receipt.IdempotencyKey, Assert.Single(loops.Server.Events).IdempotencyKey);
        Assert.Equal(4, loops.Server.Requests.Count);
        Assert.Single(loops.Server.Requests.Select(static request => (request.Body, request.IdempotencyKey)).Distinct());
        Assert.Equal(TimeSpan.FromSeconds(1 + 2 + 4), loops.Time.Elapsed);
    }

    [Fact]
    public async Task A_lost_answer_does_not_send_the_event_twice()
    {
        await using var loops = await LoopsFixture.StartAsync();
        loops.Server.FailNext(LoopsServerFault.DropAfter);

        var receipt = await loops.Client.TrackAsync(Registered, Cancel);

        Assert.Equal(LoopsOutcome.Deduplicated, receipt.Outcome);
        Assert.Equal(receipt.IdempotencyKey, Assert.Single(loops.Server.Events).IdempotencyKey);
        Assert.Equal([200, 409], loops.Server.Requests.Select(static request => request.StatusCode));
    }

    [Fact]
    public async Task A_lost_answer_to_a_contact_updates_it_once_more()
    {
        await using var loops = await LoopsFixture.StartAsync();
        loops.Server.FailNext(LoopsServerFault.DropAfter);

        Assert.Equal(LoopsOutcome.Accepted, (await loops.Client.IdentifyAsync(Adam, Cancel)).Outcome);
        Assert.Single(loops.Server.Contacts);
    }

    [Fact]
    public async Task A_key_that_the_caller_gives_twice_sends_one_event()
    {
        await using var loops = await LoopsFixture.StartAsync();
        var options = new LoopsSendOptions { IdempotencyKey = "order-1" };

        Assert.Equal(new LoopsReceipt(LoopsOutcome.Accepted, "order-1"), await loops.Client.TrackAsync(Registered, options, Cancel));
        Assert.Equal(new LoopsReceipt(LoopsOutcome.Deduplicated, "order-1"), await loops.Client.TrackAsync(Registered, options, Cancel));
        Assert.Single(loops.Server.Events);
    }

    [Fact]
    public async Task A_conflict_on_the_first_attempt_with_a_key_of_our_own_is_an_error()
    {
        await using var loops = await LoopsFixture.StartAsync();
        loops.Server.FailNext(LoopsServerFault.Conflict);

        var exception = await Assert.ThrowsAsync<LoopsConflictException>(() => loops.Client.TrackAsync(Registered, Cancel));

        Assert.Equal(HttpStatusCode.Conflict, exception.StatusCode);
        Assert.Single(loops.Server.Requests);
    }

    [Fact]
    public async Task A_conflict_on_a_contact_is_an_error_even_after_a_failed_attempt()
    {
        await using var loops = await LoopsFixture.StartAsync();
        loops.Server.FailNext(LoopsServerFault.InternalServerError);
        loops.Server.FailNext(LoopsServerFault.Conflict);

        await Assert.ThrowsAsync<LoopsConflictException>(() => loops.Client.IdentifyAsync(Adam, Cancel));
    }

    [Fact]
    public async Task After_the_last_attempt_the_answer_is_thrown_with_its_raw_body()
    {
        await using var loops = await LoopsFixture.StartAsync(static options => options.MaxAttempts = 2);
        loops.Server.FailNext(LoopsServerFault.HtmlErrorPage, times: 2);

        var exception = await Assert.ThrowsAsync<LoopsApiException>(() => loops.Client.TrackAsync(Registered, Cancel));

        Assert.Equal(HttpStatusCode.BadGateway, exception.StatusCode);
        Assert.Null(exception.LoopsMessage);
        Assert.Contains("<html", exception.RawBody, StringComparison.Ordinal);
        Assert.NotNull(exception.IdempotencyKey);
        Assert.Equal(2, loops.Server.Requests.Count);
    }

    [Fact]
    public async Task Too_many_requests_waits_and_costs_no_attempt()
    {
        await using var loops = await LoopsFixture.StartAsync(static options => options.MaxAttempts = 1);
        loops.Server.FailNext(LoopsServerFault.TooManyRequests, times: 3);

        Assert.Equal(LoopsOutcome.Accepted, (await loops.Client.TrackAsync(Registered, Cancel)).Outcome);
        Assert.Equal(TimeSpan.FromSeconds(3), loops.Time.Elapsed);
    }

    [Fact]
    public async Task Too_many_requests_for_the_whole_time_is_an_error_that_says_what_to_do()
    {
        await using var loops = await LoopsFixture.StartAsync();
        loops.Server.FailNext(LoopsServerFault.TooManyRequests, times: 1000);

        var exception = await Assert.ThrowsAsync<LoopsRateLimitException>(() => loops.Client.TrackAsync(Registered, Cancel));

        Assert.Equal(HttpStatusCode.TooManyRequests, exception.StatusCode);
        Assert.Contains("outbox", exception.Message, StringComparison.Ordinal);
        Assert.InRange(loops.Time.Elapsed, TimeSpan.FromSeconds(29), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Without_a_slot_in_time_nothing_is_sent()
    {
        await using var loops = await LoopsFixture.StartAsync(static options =>
        {
            options.RequestsPerSecond = 0.5;
            options.TotalTimeout = TimeSpan.FromSeconds(1);
        });
        await loops.Client.TrackAsync(Registered, Cancel);

        var exception = await Assert.ThrowsAsync<LoopsRateLimitException>(() => loops.Client.TrackAsync(Registered, Cancel));

        Assert.Contains("0.5 requests per second", exception.Message, StringComparison.Ordinal);
        Assert.Contains("outbox", exception.Message, StringComparison.Ordinal);
        Assert.Single(loops.Server.Requests);
    }

    [Fact]
    public async Task The_default_pace_stays_below_the_limit_of_Loops()
    {
        await using var loops = await LoopsFixture.StartAsync(static options => options.RequestsPerSecond = 10, serverLimit: 10);

        for (var i = 0; i < 60; i++)
            await loops.Client.TrackAsync(Registered, Cancel);

        Assert.All(loops.Server.Requests, static request => Assert.Equal(200, request.StatusCode));
        Assert.Equal(59 / 9.5, loops.Time.Elapsed.TotalSeconds, tolerance: 0.001);
    }

    [Fact]
    public async Task The_total_time_ends_the_retries()
    {
        await using var loops = await LoopsFixture.StartAsync(static options =>
        {
            options.MaxAttempts = 100;
            options.TotalTimeout = TimeSpan.FromSeconds(5);
        });
        loops.Server.FailNext(LoopsServerFault.InternalServerError, times: 100);

        await Assert.ThrowsAsync<LoopsApiException>(() => loops.Client.TrackAsync(Registered, Cancel));

        Assert.Equal(TimeSpan.FromSeconds(3), loops.Time.Elapsed);
        Assert.Equal(3, loops.Server.Requests.Count);
    }
}
