using LoopsMapping.Outbox.Sqlite;
using LoopsMapping.Outbox.Tests.Harness;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LoopsMapping.Outbox.Tests.Sqlite;

/// <summary>A full disk stops the outbox and costs nothing: what was acknowledged is delivered once there is room, and once only.</summary>
public sealed class FullDiskTests : OutboxTest
{
    private static readonly SqliteException Full = new("database or disk is full", 13);

    [Fact]
    public async Task With_a_full_disk_calls_fail_and_what_was_stored_before_is_delivered_when_there_is_room()
    {
        using var disk = new TinyDisk();
        var app = await World.CreateAsync(new() { Path = disk.Path });
        var stored = new List<int> { 0 };
        await app.Loops.TrackAsync(new Stepped("u0", "u0@loops.so", 0), cancellationToken: Cancel);
        disk.Fill();

        LoopsOutboxException? failure = null;
        for (var i = 1; failure is null; i++)
        {
            Assert.True(i < 10_000, "The disk is not full.");
            try
            {
                await app.Loops.TrackAsync(new Stepped($"u{i}", $"u{i}@loops.so", i), cancellationToken: Cancel);
                stored.Add(i);
            }
            catch (LoopsOutboxException exception)
            {
                failure = exception;
            }
        }
        Assert.Contains("the disk is full. Make room", failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.IdempotencyKey);

        // An attempt that cannot be recorded is not made.
        await app.StartAsync();
        await World.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(HealthStatus.Unhealthy, (await app.CheckHealthAsync()).Status);
        Assert.Empty(World.Server.Events);

        disk.MakeRoom();
        await World.UntilEmptyAsync(app);
        await World.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(stored, World.Server.Events.Select(static sent => sent.Properties["step"].GetInt32()).Order());
        Assert.Equal(HealthStatus.Healthy, (await app.CheckHealthAsync()).Status);
        Assert.Equal(LoopsOutcome.Enqueued, (await app.Loops.TrackAsync(new Stepped("u0", "u0@loops.so"), cancellationToken: Cancel)).Outcome);
        await World.UntilEmptyAsync(app);
        await app.DisposeAsync();
    }

    [Fact]
    public async Task A_disk_that_is_full_from_the_start_is_told_at_start_and_used_once_there_is_room()
    {
        using var disk = new TinyDisk();
        disk.Fill();
        var app = await World.CreateAsync(new() { Path = disk.Path });
        var exception = await Assert.ThrowsAsync<LoopsOutboxException>(() => app.Loops.TrackAsync(new Stepped("u0", "u0@loops.so"), cancellationToken: Cancel));
        Assert.Contains("full", exception.Message, StringComparison.Ordinal);

        disk.MakeRoom();
        await app.Loops.TrackAsync(new Stepped("u0", "u0@loops.so"), cancellationToken: Cancel);
        await app.StartAsync();
        await World.UntilEmptyAsync(app);
        Assert.Single(World.Server.Events);
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData(nameof(ILoopsOutboxStore.MarkAttemptAsync))]
    [InlineData(nameof(ILoopsOutboxStore.CompleteAsync))]
    [InlineData(nameof(ILoopsOutboxStore.RescheduleAsync))]
    [InlineData(nameof(ILoopsOutboxStore.DeadLetterAsync))]
    public async Task Whatever_could_not_be_recorded_for_a_while_nothing_is_lost_or_sent_twice(string call)
    {
        var app = await World.StartAsync(new() { Path = World.Path });
        if (call == nameof(ILoopsOutboxStore.RescheduleAsync))
            World.Server.FailNext(Testing.LoopsServerFault.ServiceUnavailable);
        if (call == nameof(ILoopsOutboxStore.DeadLetterAsync))
            World.Server.FailNext(Testing.LoopsServerFault.NotFound);
        app.Watched.Fail = name => name == call ? SqliteErrors.Explain(Full, World.Path) : null;
        await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so", 1), cancellationToken: Cancel);
        await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so", 2), cancellationToken: Cancel);
        await World.PassAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(HealthStatus.Unhealthy, (await app.CheckHealthAsync()).Status);
        Assert.InRange(World.Server.Requests.Count, 0, 1);
        Assert.Equal(2, (await app.PendingAsync()).Count);

        app.Watched.Fail = null;
        await World.UntilEmptyAsync(app);
        await World.PassAsync(TimeSpan.FromSeconds(1));
        var dead = (await app.DeadLettersAsync()).Count;
        Assert.Equal(call == nameof(ILoopsOutboxStore.DeadLetterAsync) ? 1 : 0, dead);
        Assert.Equal(new[] { 1, 2 }.Skip(dead), World.Server.Events.Select(static sent => sent.Properties["step"].GetInt32()));
        Assert.Equal(dead > 0 ? HealthStatus.Degraded : HealthStatus.Healthy, (await app.CheckHealthAsync()).Status);
    }

    [Fact]
    public async Task What_could_not_be_recorded_as_delivered_for_longer_than_a_claim_lasts_takes_effect_once()
    {
        var app = await World.StartAsync(new() { Path = World.Path });
        app.Watched.Fail = name => name == nameof(ILoopsOutboxStore.CompleteAsync) ? SqliteErrors.Explain(Full, World.Path) : null;
        await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so", 1), cancellationToken: Cancel);
        await World.PassAsync(TimeSpan.FromSeconds(45));

        app.Watched.Fail = null;
        await World.UntilEmptyAsync(app);
        Assert.Single(World.Server.Events);
        Assert.Empty(await app.DeadLettersAsync());
    }

    [Theory]
    [InlineData(nameof(ILoopsOutboxStore.ClaimAsync))]
    [InlineData(nameof(ILoopsOutboxStore.CleanUpAsync))]
    [InlineData(nameof(ILoopsOutboxStore.GetStatsAsync))]
    [InlineData(nameof(ILoopsOutboxStore.TryBecomeDispatcherAsync))]
    public async Task A_dispatcher_whose_store_failed_begins_anew_and_is_healthy_again_without_a_record(string call)
    {
        var isBroken = true;
        var app = await World.CreateAsync(new() { Path = World.Path });
        app.Watched.Fail = name => isBroken && name == call ? SqliteErrors.Explain(Full, World.Path) : null;
        await app.StartAsync();
        await World.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Contains(World.LogMessages, static message => message.Contains("does not work; trying again in 00:00:05", StringComparison.Ordinal));
        Assert.Equal(HealthStatus.Unhealthy, (await app.CheckHealthAsync()).Status);

        isBroken = false;
        await World.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(HealthStatus.Healthy, (await app.CheckHealthAsync()).Status);
        await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        await World.UntilEmptyAsync(app);
        Assert.Single(World.Server.Events);
    }
}
