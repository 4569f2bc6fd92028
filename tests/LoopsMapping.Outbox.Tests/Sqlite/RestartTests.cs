using LoopsMapping.Outbox.Tests.Harness;
using LoopsMapping.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LoopsMapping.Outbox.Tests.Sqlite;

/// <summary>What was enqueued is delivered by whatever process comes next.</summary>
public sealed class RestartTests : OutboxTest
{
    private AppSetup Setup => new() { Path = World.Path };

    [Fact]
    public async Task What_was_enqueued_where_nobody_dispatches_is_delivered_in_order_by_the_next_process()
    {
        var first = await World.CreateAsync(Setup);
        for (var person = 0; person < 5; person++)
        {
            await first.Loops.IdentifyAsync(new Person($"u{person}", $"u{person}@loops.so"), cancellationToken: Cancel);
            for (var step = 0; step < 10; step++)
                await first.Loops.TrackAsync(new Stepped($"u{person}", Step: step), cancellationToken: Cancel);
        }
        await first.DisposeAsync();
        Assert.Empty(World.Server.Requests);

        var second = await World.StartAsync(Setup);
        await World.UntilEmptyAsync(second);
        Assert.Equal(5, World.Server.Contacts.Count);
        Assert.All(World.Server.Events.GroupBy(static sent => sent.UserId), static of => Assert.Equal(Enumerable.Range(0, 10), of.Select(static sent => sent.Properties["step"].GetInt32())));
    }

    [Fact]
    public async Task What_is_under_way_is_finished_before_the_host_stops()
    {
        await World.StartServerAsync();
        using var hold = World.Server.HoldNext();
        var first = await World.StartAsync(Setup);
        await first.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        await hold.Reached.WaitAsync(Cancel);
        var stopping = first.StopAsync();
        Assert.False(stopping.IsCompleted);
        hold.Release();
        await stopping;
        await first.DisposeAsync();

        var second = await World.StartAsync(Setup);
        Assert.Empty(await second.ListAsync());
        Assert.Single(World.Server.Requests);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public async Task What_does_not_end_in_time_is_left_to_the_next_process_and_takes_effect_once(int milliseconds)
    {
        await World.StartServerAsync();
        using var hold = World.Server.HoldNext();
        var first = await World.StartAsync(Setup with { Services = services => services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(milliseconds)) });
        await first.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        await first.Loops.TrackAsync(new Stepped("u1", "u1@loops.so", 2), cancellationToken: Cancel);
        await hold.Reached.WaitAsync(Cancel);
        // Whether the host calls it a failure that it did not end in time is the host's business.
        await Record.ExceptionAsync(first.StopAsync);
        await first.DisposeAsync();

        var second = await World.StartAsync(Setup);
        await World.UntilEmptyAsync(second);
        Assert.Equal([200, 409, 200], World.Server.Requests.Select(static request => request.StatusCode));
        Assert.Equal(2, World.Server.Events.Count);
        Assert.Empty(await second.DeadLettersAsync());
    }

    [Fact]
    public async Task Restarts_under_load_lose_nothing_and_send_nothing_twice()
    {
        const int Records = 20;
        var restarts = World.IsFullScale ? 100 : 8;
        var random = new Random(11);
        World.Network.Between = (_, send) =>
        {
            lock (random)
            {
                if (random.Next(20) == 0)
                    World.Server.FailNext(random.Next(2) == 0 ? LoopsServerFault.DropAfter : LoopsServerFault.ServiceUnavailable);
            }
            return send();
        };
        for (var restart = 0; restart < restarts; restart++)
        {
            var app = await World.StartAsync(Setup);
            await Task.WhenAll(Enumerable.Range(0, Records).Select(record => app.Loops.TrackAsync(
                new Stepped($"u{record % 5}", $"u{record % 5}@loops.so", restart * Records + record), cancellationToken: Cancel)));
            await app.DisposeAsync();
        }
        var last = await World.StartAsync(Setup);
        await World.UntilEmptyAsync(last);

        Assert.Empty(await last.DeadLettersAsync());
        Assert.Equal(Enumerable.Range(0, restarts * Records), World.Server.Events.Select(static sent => sent.Properties["step"].GetInt32()).Order());
    }

    [Fact]
    public async Task An_enqueue_that_has_returned_is_on_the_disk()
    {
        var app = await World.CreateAsync(Setup);
        await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);

        // As a power cut leaves it: the files as they are, without the process that wrote them.
        var copy = Directory.CreateDirectory($"{World.Path}.copy").FullName;
        foreach (var file in new[] { World.Path, $"{World.Path}-wal" })
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        var other = await World.StartAsync(new() { Path = Path.Combine(copy, Path.GetFileName(World.Path)) });
        await World.UntilEmptyAsync(other);
        Assert.Single(World.Server.Events);
    }
}
