using LoopsMapping.Outbox.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LoopsMapping.Outbox.Tests.Sqlite;

/// <summary>Several processes of a machine share a file: all enqueue, one dispatches, and another takes over when that one ends.</summary>
public sealed class SharedFileTests : OutboxTest
{
    private AppSetup Setup => new() { Path = World.Path };

    [Fact]
    public async Task One_process_dispatches_what_both_enqueue()
    {
        var first = await World.StartAsync(Setup);
        await World.UntilAsync(() => first.Watched.IsDispatched);
        var second = await World.StartAsync(Setup);
        for (var i = 0; i < 10; i++)
            await (i % 2 == 0 ? first : second).Loops.TrackAsync(new Stepped("u1", "u1@loops.so", i), cancellationToken: Cancel);
        await World.UntilEmptyAsync(second);

        Assert.Equal(Enumerable.Range(0, 10), World.Server.Events.Select(static sent => sent.Properties["step"].GetInt32()));
        Assert.Equal(10, World.Server.Requests.Count);
        Assert.Equal((true, false), (first.Watched.IsDispatched, second.Watched.IsDispatched));
        Assert.Single(World.LogMessages, static message => message.StartsWith("Another process dispatches the outbox", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_another_process_enqueues_is_noticed_within_a_quarter_of_a_second()
    {
        var dispatcher = await World.StartAsync(Setup);
        await World.UntilAsync(() => dispatcher.Watched.IsDispatched);
        var other = await World.CreateAsync(Setup);
        await World.PassAsync(TimeSpan.FromSeconds(30));
        await other.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        await World.UntilAsync(() => World.Server.Events.Count == 1, TimeSpan.FromSeconds(0.25));
    }

    [Fact]
    public async Task Another_process_takes_over_within_seconds_when_the_first_ends()
    {
        var first = await World.StartAsync(Setup);
        await World.UntilAsync(() => first.Watched.IsDispatched);
        var second = await World.StartAsync(Setup);
        await World.PassAsync(TimeSpan.FromSeconds(3));
        await first.DisposeAsync();
        await second.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        await World.UntilAsync(() => World.Server.Events.Count == 1, TimeSpan.FromSeconds(2));

        // And the other way round, as rolling deploys do.
        var third = await World.StartAsync(Setup);
        await second.DisposeAsync();
        await third.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        await World.UntilAsync(() => World.Server.Events.Count == 2, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Two_teams_of_one_file_have_lanes_of_their_own()
    {
        var app = await World.CreateAsync(Setup with { Services = World.AddShop });
        var shop = app.Services.GetRequiredKeyedService<AppLoops>("shop");
        await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so", 1), cancellationToken: Cancel);
        await shop.TrackAsync(new Stepped("u1", "u1@loops.so", 2), cancellationToken: Cancel);
        Assert.Equal(["default", "shop"], (await app.ListAsync()).Select(static record => record.Team).Order(StringComparer.Ordinal));
        await app.StartAsync();
        await World.FinishAsync(app);
        Assert.Equal(2, World.Server.Events.Count);

        // A deletion is of one team, too.
        await shop.TrackAsync(new Stepped("u1", "u1@loops.so", 3), cancellationToken: Cancel);
        await app.Loops.DeleteByUserIdAsync("u1", Cancel);
        Assert.Equal(2, (await app.PendingAsync()).Count);
    }

    [Fact]
    public async Task Records_of_a_team_that_nobody_has_stay_and_the_log_says_so()
    {
        var both = await World.CreateAsync(Setup with { Services = World.AddShop });
        await both.Services.GetRequiredKeyedService<AppLoops>("shop").TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        await both.DisposeAsync();

        var one = await World.StartAsync(Setup);
        await World.PassAsync(TimeSpan.FromSeconds(30));
        Assert.Single(await one.PendingAsync());
        Assert.Empty(World.Server.Requests);
        Assert.Single(World.LogMessages, static message => message.Contains("holds 1 records of team shop", StringComparison.Ordinal));
    }
}
