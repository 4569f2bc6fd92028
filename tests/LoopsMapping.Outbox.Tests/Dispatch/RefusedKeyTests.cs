using System.Net;
using LoopsMapping.Outbox.Tests.Harness;
using LoopsMapping.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LoopsMapping.Outbox.Tests.Dispatch;

/// <summary>A key that Loops refuses pauses its team: nothing is sent, nothing is lost, and a key that it takes ends that.</summary>
public sealed class RefusedKeyTests : OutboxTest
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_hour_without_a_valid_key_loses_nothing_and_counts_no_attempt(bool onDisk)
    {
        var app = await World.StartAsync(new() { Path = onDisk ? World.Path : null, Loops = { ["RequestsPerSecond"] = "10" } });
        World.Server.FailNext(LoopsServerFault.Unauthorized, 62);
        for (var i = 0; i < 5; i++)
            await app.Loops.TrackAsync(new Stepped($"u{i}", $"u{i}@loops.so"), cancellationToken: Cancel);
        await World.PassAsync(TimeSpan.FromMinutes(55));

        var times = World.Server.Requests.Select(static request => request.ReceivedAt).ToList();
        Assert.InRange(times.Count, 50, 57);
        // One may have had its slot when the first was refused.
        Assert.All(times.Skip(3).Zip(times.Skip(2), static (later, earlier) => later - earlier), static gap => Assert.InRange(gap, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(65)));
        Assert.All(await app.PendingAsync(), static record => Assert.Equal((0, null, false), (record.Attempts, record.FirstAttemptAt, record.MayHaveArrived)));
        var health = await app.CheckHealthAsync();
        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.Contains("401", health.Description, StringComparison.Ordinal);

        await World.UntilEmptyAsync(app);
        await World.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(5, World.Server.Events.Count);
        Assert.Empty(await app.DeadLettersAsync());
        Assert.Equal(HealthStatus.Healthy, (await app.CheckHealthAsync()).Status);
        Assert.Single(World.LogMessages, static message => message.StartsWith("Loops refuses the API key of team default with 401", StringComparison.Ordinal));
        Assert.Single(World.LogMessages, static message => message == "Team default is sent to again.");
    }

    [Fact]
    public async Task A_changed_key_is_used_at_once_and_without_a_restart()
    {
        await World.StartServerAsync(apiKey: $"{World.ApiKey}-new");
        var app = await World.StartAsync(new() { Loops = { ["ApiKey"] = $"{World.ApiKey}-old" } });
        await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        await World.PassAsync(TimeSpan.FromMinutes(10.5));
        Assert.Empty(World.Server.Events);

        app.Reconfigure("ApiKey", $"{World.ApiKey}-new");
        await World.UntilEmptyAsync(app, Soon);
        await World.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Single(World.Server.Events);
        Assert.Equal(HealthStatus.Healthy, (await app.CheckHealthAsync()).Status);
    }

    [Fact]
    public async Task A_pause_survives_a_restart_and_the_new_process_tries_its_key_at_once()
    {
        await World.StartServerAsync(apiKey: $"{World.ApiKey}-new");
        var old = new AppSetup { Path = World.Path, Loops = { ["ApiKey"] = $"{World.ApiKey}-old" } };
        var first = await World.StartAsync(old);
        for (var i = 0; i < 5; i++)
            await first.Loops.TrackAsync(new Stepped($"u{i}", $"u{i}@loops.so"), cancellationToken: Cancel);
        await World.PassAsync(TimeSpan.FromSeconds(10));
        await first.DisposeAsync();

        var before = World.Server.Requests.Count;
        var second = await World.StartAsync(old);
        await World.PassAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(before + 1, World.Server.Requests.Count);
        Assert.Equal(5, (await second.PendingAsync()).Count);
        await second.DisposeAsync();

        var third = await World.StartAsync(new() { Path = World.Path });
        await World.UntilEmptyAsync(third, Soon);
        Assert.Equal(5, World.Server.Events.Count);
    }

    [Fact]
    public async Task A_pause_begins_anew_when_the_probe_is_not_answered()
    {
        var isDown = false;
        World.Network.Between = (request, send) =>
        {
            if (isDown)
                request.RequestUri = new(Network.ClosedPort, request.RequestUri!.PathAndQuery);
            return send();
        };
        var app = await World.StartAsync();
        World.Server.FailNext(LoopsServerFault.Unauthorized);
        await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        await World.UntilAsync(() => World.Server.Requests.Count == 1);
        isDown = true;
        await World.PassAsync(TimeSpan.FromMinutes(10));
        Assert.InRange(Assert.Single(await app.PendingAsync()).Attempts, 8, 10);

        isDown = false;
        await World.UntilEmptyAsync(app, TimeSpan.FromMinutes(6));
        Assert.Single(World.Server.Events);
    }

    [Fact]
    public async Task Other_teams_of_the_same_file_are_sent_to()
    {
        World.Network.Between = (request, send) => request.Headers.Authorization?.Parameter == "refused"
            ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StringContent("{}") })
            : send();
        var app = await World.StartAsync(new()
        {
            Path = World.Path,
            Services = services => services.AddKeyedLoops<AppLoops>("shop", options =>
            {
                options.ApiKey = "refused";
                options.BaseAddress = World.Server.BaseAddress;
                options.RequestsPerSecond = 0;
            }).UseSqliteOutbox(World.Path).HttpClient.AddHttpMessageHandler(World.Network.CreateHandler),
        });
        var shop = app.Services.GetRequiredKeyedService<AppLoops>("shop");
        await shop.TrackAsync(new Stepped("customer", "customer@loops.so"), cancellationToken: Cancel);
        await World.PassAsync(TimeSpan.FromSeconds(5));
        await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        await World.UntilAsync(() => World.Server.Events.Count == 1, Soon);

        var stats = Assert.Single(await app.Store.GetStatsAsync(Cancel));
        Assert.Equal(("shop", 1, "Loops refuses the API key with 403."), (stats.Team, stats.Pending, stats.PauseReason));
    }
}
