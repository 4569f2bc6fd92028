using System.Net;
using LoopsMapping.Outbox.Tests.Harness;
using LoopsMapping.Testing;

namespace LoopsMapping.Outbox.Tests.Dispatch;

/// <summary>What may succeed later is tried again, and what never can becomes a dead letter that says why.</summary>
public sealed class RetryTests : OutboxTest
{
    public static TheoryData<LoopsServerFault, bool> Transient => new()
    {
        { LoopsServerFault.DropBefore, true },
        { LoopsServerFault.DropAfter, true },
        { LoopsServerFault.RequestTimeout, true },
        { LoopsServerFault.InternalServerError, true },
        { LoopsServerFault.ServiceUnavailable, true },
        { LoopsServerFault.HtmlErrorPage, true },
    };

    [Theory]
    [MemberData(nameof(Transient))]
    public async Task What_Loops_did_not_answer_or_could_not_do_is_tried_again_and_takes_effect_once(LoopsServerFault fault, bool mayHaveArrived)
    {
        var app = await World.StartAsync(new() { Jitter = 1 });
        World.Server.FailNext(fault, 3);
        await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        await World.UntilAsync(() => World.Server.Requests.Count == 2);

        var pending = Assert.Single(await app.PendingAsync());
        Assert.Equal((2, mayHaveArrived), (pending.Attempts, pending.MayHaveArrived));
        Assert.NotNull(pending.LastReason);

        await World.UntilEmptyAsync(app);
        Assert.Single(World.Server.Events);
        Assert.Equal(4, World.Server.Requests.Count);
        Assert.Single(World.Server.Requests.Select(static request => request.IdempotencyKey).Distinct());
        Assert.Single(World.Server.Requests.Select(static request => request.Body).Distinct());
        Assert.Empty(await app.DeadLettersAsync());
    }

    [Fact]
    public async Task An_answer_that_takes_longer_than_ten_seconds_is_not_waited_for()
    {
        await World.StartServerAsync();
        using var hold = World.Server.HoldNext();
        var app = await World.StartAsync(new() { Jitter = 1 });
        await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        await hold.Reached.WaitAsync(Cancel);

        World.Time.Advance(TimeSpan.FromSeconds(10));
        await World.UntilAsync(async () => (await app.PendingAsync()).Any(static record => record.LastReason == "no answer in time"));
        await World.UntilEmptyAsync(app);

        Assert.Equal([200, 409], World.Server.Requests.Select(static request => request.StatusCode));
        Assert.Single(World.Server.Events);
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_can_have_arrived()
    {
        var isDown = true;
        World.Network.Between = (request, send) =>
        {
            if (isDown)
                request.RequestUri = new(Network.ClosedPort, request.RequestUri!.PathAndQuery);
            return send();
        };
        var app = await World.StartAsync();
        await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        await World.UntilAsync(async () => (await app.PendingAsync()).Any(static record => record.Attempts == 5));
        Assert.False(Assert.Single(await app.PendingAsync()).MayHaveArrived);

        isDown = false;
        await World.UntilEmptyAsync(app);
        Assert.Single(World.Server.Events);
    }

    [Fact]
    public async Task Waits_double_from_a_second_to_five_minutes()
    {
        var app = await World.StartAsync(new() { Jitter = 1 });
        World.Server.FailNext(LoopsServerFault.ServiceUnavailable, 12);
        await app.Loops.IdentifyAsync(new Person("u1", "u1@loops.so"), cancellationToken: Cancel);
        await World.UntilEmptyAsync(app);

        var times = World.Server.Requests.Select(static request => request.ReceivedAt).ToList();
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300], times.Skip(1).Zip(times, static (later, earlier) => (int)Math.Round((later - earlier).TotalSeconds)));
    }

    [Fact]
    public async Task Waits_fall_anywhere_in_their_range()
    {
        var app = await World.StartAsync();
        World.Server.FailNext(LoopsServerFault.ServiceUnavailable, 200);
        for (var i = 0; i < 20; i++)
            await app.Loops.IdentifyAsync(new Person($"u{i}", $"u{i}@loops.so"), cancellationToken: Cancel);
        await World.UntilEmptyAsync(app, TimeSpan.FromHours(3));

        var waits = World.Server.Requests.GroupBy(static request => request.Body)
            .Select(static of => of.Select(static request => request.ReceivedAt).ToList())
            .SelectMany(static times => times.Skip(1).Zip(times, static (later, earlier) => (later - earlier).TotalSeconds).Select(static (wait, n) => wait / Math.Min(Math.Pow(2, n), 300)))
            .ToList();
        Assert.Equal(200, waits.Count);
        Assert.InRange(waits.Max(), 0.8, 1.5);
        Assert.InRange(waits.Count(static share => share < 0.5), 50, 150);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(HttpStatusCode.MovedPermanently)]
    [InlineData(HttpStatusCode.TemporaryRedirect)]
    public async Task What_Loops_refuses_becomes_a_dead_letter_with_its_answer_and_frees_its_lane(HttpStatusCode status)
    {
        World.Network.Between = async (request, send) => request.RequestUri!.AbsolutePath.EndsWith("events/send", StringComparison.Ordinal)
            ? new HttpResponseMessage(status)
            {
                Content = new StringContent("""{"success":false,"message":"No such thing as u1@loops.so."}"""),
                Headers = { Location = new("https://elsewhere.example/") },
            }
            : await send();
        var app = await World.StartAsync();
        await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        await app.Loops.IdentifyAsync(new Person("u1", "u1@loops.so"), cancellationToken: Cancel);
        await World.FinishAsync(app);

        Assert.Single(World.Server.Contacts);
        var dead = Assert.Single(await app.DeadLettersAsync());
        Assert.Equal((LoopsOutboxReason.Refused, (int)status, 1, "Stepped"), (dead.Failure!.Reason, dead.Failure.Status, dead.Attempts, dead.Name));
        Assert.Equal("""{"success":false,"message":"No such thing as u1@loops.so."}""", dead.Failure.Answer);
        Assert.Contains("u1@loops.so", System.Text.Encoding.UTF8.GetString(dead.Body.Span), StringComparison.Ordinal);
        Assert.NotEmpty(dead.Failure.Detail);
        Assert.Contains(World.LogMessages, static message => message.Contains("is a dead letter, Refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dead_letter_that_is_retried_is_sent_again()
    {
        var app = await World.StartAsync();
        World.Server.FailNext(LoopsServerFault.NotFound);
        await app.Loops.SendAsync(new ResetMail("ada@loops.so", "x"), cancellationToken: Cancel);
        await World.UntilEmptyAsync(app);
        Assert.Single(await app.DeadLettersAsync());

        Assert.Equal(1, await app.Store.RetryAsync(new() { Reason = LoopsOutboxReason.Refused }, Cancel));
        await World.UntilEmptyAsync(app);

        Assert.Single(World.Server.SentEmails);
        Assert.Empty(await app.DeadLettersAsync());
    }

    [Fact]
    public async Task A_409_after_an_attempt_is_a_success()
    {
        var app = await World.StartAsync();
        World.Server.FailNext(LoopsServerFault.DropAfter);
        await app.Loops.SendAsync(new ResetMail("ada@loops.so", "x"), cancellationToken: Cancel);
        await World.FinishAsync(app);

        Assert.Equal([200, 409], World.Server.Requests.Select(static request => request.StatusCode));
        Assert.Single(World.Server.SentEmails);
        Assert.Empty(await app.DeadLettersAsync());
        Assert.Contains(World.LogMessages, static message => message.Contains("had been accepted by Loops before", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_409_of_a_key_of_the_caller_s_is_a_success_at_the_first_attempt()
    {
        var app = await World.StartAsync();
        World.Server.FailNext(LoopsServerFault.Conflict);
        var receipt = await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), new LoopsSendOptions { IdempotencyKey = "order-1" }, Cancel);
        await World.UntilEmptyAsync(app);

        Assert.Equal(new LoopsReceipt(LoopsOutcome.Enqueued, "order-1"), receipt);
        Assert.Empty(await app.DeadLettersAsync());
        Assert.Single(World.Server.Requests);
    }

    [Fact]
    public async Task A_409_at_the_first_attempt_of_a_key_of_ours_is_a_dead_letter()
    {
        var app = await World.StartAsync();
        World.Server.FailNext(LoopsServerFault.Conflict);
        await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        await World.UntilEmptyAsync(app);

        var dead = Assert.Single(await app.DeadLettersAsync());
        Assert.Equal((LoopsOutboxReason.Refused, 409), (dead.Failure!.Reason, dead.Failure.Status));
    }

    [Fact]
    public async Task A_409_after_nothing_but_429_is_a_dead_letter()
    {
        var app = await World.StartAsync();
        World.Server.FailNext(LoopsServerFault.TooManyRequests, 3);
        World.Server.FailNext(LoopsServerFault.Conflict);
        await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        await World.UntilEmptyAsync(app);

        Assert.Equal(409, Assert.Single(await app.DeadLettersAsync()).Failure!.Status);
    }

    [Fact]
    public async Task A_record_with_a_key_that_is_pending_or_delivered_is_not_stored_again()
    {
        var app = await World.CreateAsync();
        var once = new LoopsSendOptions { IdempotencyKey = "order-1" };
        Assert.Equal(LoopsOutcome.Enqueued, (await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), once, Cancel)).Outcome);
        Assert.Equal(new LoopsReceipt(LoopsOutcome.Deduplicated, "order-1"), await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), once, Cancel));
        await app.StartAsync();
        await World.UntilEmptyAsync(app);
        Assert.Equal(LoopsOutcome.Deduplicated, (await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), once, Cancel)).Outcome);

        await World.PassAsync(TimeSpan.FromHours(49), leap: TimeSpan.FromMinutes(1));
        Assert.Equal(LoopsOutcome.Enqueued, (await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), once, Cancel)).Outcome);
        await World.UntilEmptyAsync(app);
        Assert.Equal(2, World.Server.Events.Count);
    }

    [Fact]
    public async Task What_surely_never_arrived_is_given_up_after_the_time_to_retry()
    {
        World.Network.Between = static (_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused.");
        var app = await World.StartAsync(new() { Jitter = 1, Outbox = static outbox => outbox.RetryFor = TimeSpan.FromHours(30) });
        await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        await app.Loops.IdentifyAsync(new Person("u2", "u2@loops.so"), cancellationToken: Cancel);
        await World.PassAsync(TimeSpan.FromHours(29), leap: TimeSpan.FromMinutes(1));
        Assert.Equal(2, (await app.PendingAsync()).Count);
        await World.UntilEmptyAsync(app, TimeSpan.FromHours(2), leap: TimeSpan.FromMinutes(1));

        Assert.All(await app.DeadLettersAsync(), static dead => Assert.Equal((LoopsOutboxReason.GaveUp, true), (dead.Failure!.Reason, dead.Attempts > 300)));
    }
}
