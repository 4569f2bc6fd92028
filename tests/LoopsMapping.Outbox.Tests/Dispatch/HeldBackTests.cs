using LoopsMapping.Outbox.Tests.Harness;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LoopsMapping.Outbox.Tests.Dispatch;

/// <summary><c>Loops:Mode</c> and <c>Loops:AllowedRecipients</c> keep a staging system from mailing a customer.</summary>
public sealed class HeldBackTests : OutboxTest
{
    [Fact]
    public async Task In_mode_Log_nothing_is_stored_and_nothing_is_sent()
    {
        var app = await World.StartAsync(new() { Loops = { ["Mode"] = "Log", ["ApiKey"] = null } });

        Assert.Equal(LoopsOutcome.Suppressed, (await app.Loops.IdentifyAsync(new Person("u1", "u1@loops.so"), cancellationToken: Cancel)).Outcome);
        Assert.Equal(LoopsOutcome.Suppressed, (await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel)).Outcome);
        Assert.Equal(LoopsOutcome.Suppressed, (await app.Loops.SendAsync(new ResetMail("u1@loops.so", "x"), cancellationToken: Cancel)).Outcome);
        Assert.Equal(LoopsOutcome.Suppressed, (await app.Loops.DeleteByEmailAsync("u1@loops.so", Cancel)).Outcome);
        await World.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Empty(await app.ListAsync());
        Assert.Empty(World.Server.Requests);
    }

    [Fact]
    public async Task Records_that_wait_when_the_mode_becomes_Log_stay_until_it_is_Send()
    {
        var app = await World.CreateAsync(new() { Path = World.Path });
        for (var i = 0; i < 3; i++)
            await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so", i), cancellationToken: Cancel);
        app.Reconfigure("Mode", "Log");
        await app.StartAsync();
        await World.PassAsync(TimeSpan.FromHours(1), leap: TimeSpan.FromSeconds(10));
        Assert.Equal(3, (await app.PendingAsync()).Count);
        Assert.Empty(World.Server.Requests);
        Assert.Single(World.LogMessages, static message => message.StartsWith("Loops:Mode is Log", StringComparison.Ordinal));

        app.Reconfigure("Mode", "Send");
        await World.UntilEmptyAsync(app);
        Assert.Equal([0, 1, 2], World.Server.Events.Select(static sent => sent.Properties["step"].GetInt32()));
    }

    [Fact]
    public async Task Whoever_is_not_among_the_allowed_recipients_is_not_stored()
    {
        var app = await World.StartAsync(new() { Loops = { ["AllowedRecipients:0"] = "@loops.so" } });

        Assert.Equal(LoopsOutcome.Enqueued, (await app.Loops.SendAsync(new ResetMail("ada@loops.so", "x"), cancellationToken: Cancel)).Outcome);
        Assert.Equal(LoopsOutcome.Suppressed, (await app.Loops.SendAsync(new ResetMail("ada@example.com", "x"), cancellationToken: Cancel)).Outcome);
        Assert.Equal(LoopsOutcome.Suppressed, (await app.Loops.TrackAsync(new Stepped("u1"), cancellationToken: Cancel)).Outcome);
        await World.UntilEmptyAsync(app);

        Assert.Equal("ada@loops.so", Assert.Single(World.Server.SentEmails).Email);
        Assert.Empty(await app.DeadLettersAsync());
    }

    [Fact]
    public async Task What_waits_for_somebody_who_is_not_allowed_any_more_becomes_a_dead_letter()
    {
        var app = await World.CreateAsync();
        await app.Loops.SendAsync(new ResetMail("ada@loops.so", "x"), cancellationToken: Cancel);
        await app.Loops.SendAsync(new ResetMail("ada@example.com", "x"), cancellationToken: Cancel);
        await app.Loops.DeleteByUserIdAsync("u1", Cancel);
        app.Reconfigure("AllowedRecipients:0", "ada@loops.so");
        await app.StartAsync();
        await World.UntilEmptyAsync(app);

        Assert.Equal("ada@loops.so", Assert.Single(World.Server.SentEmails).Email);
        var dead = Assert.Single(await app.DeadLettersAsync());
        Assert.Equal((LoopsOutboxReason.NotAllowed, 0, "ada@example.com"), (dead.Failure!.Reason, dead.Attempts, dead.Email));
        // A deletion mails nobody, and somebody has asked for it.
        Assert.Contains(World.Server.Requests, static request => request.Path.EndsWith("contacts/delete", StringComparison.Ordinal));
        Assert.Equal(HealthStatus.Degraded, (await app.CheckHealthAsync()).Status);
    }
}
