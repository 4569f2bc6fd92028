using LoopsMapping.Outbox.Tests.Harness;
using LoopsMapping.Testing;

namespace LoopsMapping.Outbox.Tests.Dispatch;

/// <summary>Who comes first when the rate limit makes records wait, and what is of no use any more.</summary>
public sealed class PriorityTests : OutboxTest
{
    private static readonly LoopsSendOptions Bulk = new() { Priority = LoopsPriority.Bulk };

    private static AppSetup Paced => new() { Loops = { ["RequestsPerSecond"] = "10" } };

    [Fact]
    public async Task A_live_record_overtakes_what_was_enqueued_in_bulk_within_two_seconds()
    {
        await World.StartServerAsync(requestsPerSecond: 10);
        var app = await World.StartAsync(Paced);
        for (var i = 0; i < 500; i++)
            await app.Loops.IdentifyAsync(new Person($"u{i}", $"u{i}@loops.so"), Bulk, Cancel);
        await World.UntilAsync(() => World.Server.Requests.Count >= 50);

        var enqueued = World.Time.Elapsed;
        await app.Loops.TrackAsync(new Stepped("live", "live@loops.so"), cancellationToken: Cancel);
        await World.UntilAsync(() => World.Server.Events.Count == 1);

        Assert.InRange(World.Time.Elapsed - enqueued, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.InRange(World.Server.Requests.Count, 50, 80);
        Assert.DoesNotContain(World.Server.Requests, static request => request.StatusCode == 429);
    }

    [Fact]
    public async Task Live_records_go_first_and_the_others_in_turn()
    {
        var app = await World.CreateAsync(Paced);
        for (var i = 0; i < 3; i++)
            await app.Loops.IdentifyAsync(new Person($"bulk{i}", $"bulk{i}@loops.so"), Bulk, Cancel);
        for (var i = 0; i < 3; i++)
            await app.Loops.IdentifyAsync(new Person($"live{i}", $"live{i}@loops.so"), cancellationToken: Cancel);
        await app.StartAsync();
        await World.UntilEmptyAsync(app);

        Assert.Equal(["live0", "live1", "live2", "bulk0", "bulk1", "bulk2"], World.Server.Contacts.Select(static contact => contact.UserId));
    }

    [Fact]
    public async Task A_live_record_lifts_the_bulk_ones_before_it_in_its_lane()
    {
        var app = await World.CreateAsync(Paced);
        for (var i = 0; i < 5; i++)
            await app.Loops.IdentifyAsync(new Person($"u{i}", $"u{i}@loops.so"), Bulk, Cancel);
        await app.Loops.IdentifyAsync(new Person("u4", "u4@loops.so", "Again"), Bulk, Cancel);
        await app.Loops.TrackAsync(new Stepped("u4"), cancellationToken: Cancel);
        await app.StartAsync();
        await World.UntilEmptyAsync(app);

        Assert.Equal(["u4", "u0", "u1", "u2", "u3"], World.Server.Contacts.Select(static contact => contact.UserId));
        // While one request of the lane is under way, the next slot is somebody else's.
        Assert.InRange(World.Server.Requests.TakeWhile(static request => !request.Path.EndsWith("events/send", StringComparison.Ordinal)).Count(), 2, 4);
    }

    [Fact]
    public async Task A_transactional_email_does_not_wait_for_the_failing_update_of_its_contact()
    {
        World.Network.Between = (request, send) =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("contacts/update", StringComparison.Ordinal))
                World.Server.FailNext(LoopsServerFault.InternalServerError);
            return send();
        };
        var app = await World.StartAsync(new() { Outbox = static outbox => outbox.MaxConcurrency = 1 });
        await app.Loops.IdentifyAsync(new Subscriber("ada@loops.so"), cancellationToken: Cancel);
        await World.UntilAsync(() => World.Server.Requests.Count == 1);

        await app.Loops.SendAsync(new ResetMail("ada@loops.so", "https://example.com/reset"), cancellationToken: Cancel);
        await World.UntilAsync(() => World.Server.SentEmails.Count == 1, TimeSpan.FromSeconds(1));

        Assert.Equal("contacts/update", Assert.Single(await app.PendingAsync()).Path);
    }

    [Fact]
    public async Task What_is_of_no_use_any_more_becomes_a_dead_letter_and_is_never_sent()
    {
        var app = await World.CreateAsync();
        await app.Loops.SendAsync(new ResetMail("ada@loops.so", "https://example.com/reset"), cancellationToken: Cancel);
        await World.PassAsync(TimeSpan.FromMinutes(30));
        await app.StartAsync();
        await World.UntilEmptyAsync(app);

        Assert.Empty(World.Server.Requests);
        var dead = Assert.Single(await app.DeadLettersAsync());
        Assert.Equal((LoopsOutboxReason.Expired, 0, 0), (dead.Failure!.Reason, dead.Attempts, dead.Failure.Status));
        Assert.Contains("30 minutes after it was enqueued", dead.Failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_expires_while_a_429_makes_it_wait_is_not_sent()
    {
        var app = await World.StartAsync(Paced);
        // Loops asks everybody to wait, longer than the email is of use, and the wait falls in the middle of a wait for a slot.
        World.Server.FailNext(LoopsServerFault.TooManyRequests, 4);
        await app.Loops.IdentifyAsync(new Subscriber("ada@loops.so"), cancellationToken: Cancel);
        await World.UntilAsync(() => World.Server.Requests.Count == 1);
        await app.Loops.SendAsync(new ResetMail("ada@loops.so", "https://example.com/reset"), new LoopsSendOptions { ExpiresAfter = TimeSpan.FromSeconds(0.5) }, Cancel);
        await World.UntilEmptyAsync(app);

        Assert.Empty(World.Server.SentEmails);
        Assert.Equal(LoopsOutboxReason.Expired, Assert.Single(await app.DeadLettersAsync()).Failure!.Reason);
    }

    [Fact]
    public async Task What_expires_while_it_waits_for_its_slot_is_not_sent()
    {
        var app = await World.StartAsync(Paced);
        await app.Loops.IdentifyAsync(new Subscriber("ada@loops.so"), cancellationToken: Cancel);
        await World.UntilEmptyAsync(app);
        // The next slot is a tenth of a second away.
        await app.Loops.SendAsync(new ResetMail("ada@loops.so", "x"), new LoopsSendOptions { ExpiresAfter = TimeSpan.FromMilliseconds(50) }, Cancel);
        await World.UntilEmptyAsync(app);

        Assert.Empty(World.Server.SentEmails);
        Assert.Equal(LoopsOutboxReason.Expired, Assert.Single(await app.DeadLettersAsync()).Failure!.Reason);
    }

    [Fact]
    public async Task The_call_s_expiry_takes_the_place_of_the_mapping_s()
    {
        var app = await World.CreateAsync();
        await app.Loops.SendAsync(new ResetMail("long@loops.so", "x"), new LoopsSendOptions { ExpiresAfter = TimeSpan.FromHours(2) }, Cancel);
        await app.Loops.SendAsync(new ResetMail("short@loops.so", "x"), new LoopsSendOptions { ExpiresAfter = TimeSpan.FromMinutes(1) }, Cancel);
        await app.Loops.TrackAsync(new Stepped("u1", "event@loops.so"), new LoopsSendOptions { ExpiresAfter = TimeSpan.FromMinutes(1) }, Cancel);
        await World.PassAsync(TimeSpan.FromMinutes(90));
        await app.StartAsync();
        await World.UntilEmptyAsync(app);

        Assert.Equal("long@loops.so", Assert.Single(World.Server.SentEmails).Email);
        Assert.Empty(World.Server.Events);
        Assert.Equal(["reset-mail", "Stepped"], (await app.DeadLettersAsync()).Select(static dead => dead.Name == "ResetMail" ? "reset-mail" : dead.Name));
    }
}
