using System.Net;
using LoopsMapping.Testing;
using LoopsMapping.Tests.Harness;

namespace LoopsMapping.Tests.Delivery;

/// <summary>A team's rate limit, kept by everybody who sends.</summary>
public sealed class PaceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_sends_of_eight_tasks_stay_below_the_limit_and_none_is_lost_or_doubled()
    {
        const int Tasks = 8;
        const int Each = 125;
        var time = new EventTime(Tasks);
        await using var loops = await LoopsFixture.StartAsync(time, static options => options.RequestsPerSecond = null, serverLimit: 10);

        await Task.WhenAll(Enumerable.Range(0, Tasks).Select(task => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
                await loops.Client.TrackAsync(new UserRegistered($"u{task}", $"u{task}@loops.so", $"{i}"), Cancel);
            time.Leave();
        }, Cancel)));

        Assert.Equal(Tasks * Each, loops.Server.Events.Select(static received => (received.UserId, received.Properties["plan"].GetString())).Distinct().Count());
        Assert.Equal(Tasks * Each, loops.Server.Events.Count);
        Assert.All(loops.Server.Requests, static request => Assert.Equal(200, request.StatusCode));
        // 95 % of the limit is used, and not less.
        Assert.Equal((Tasks * Each - 1) / 9.5, time.Elapsed.TotalSeconds, tolerance: 0.5);
    }

    [Theory]
    [InlineData(10, 9.5)]
    [InlineData(50, 47.5)]
    [InlineData(2, 1.9)]
    public async Task The_limit_that_an_answer_tells_is_the_pace(int limit, double perSecond)
    {
        var time = new VirtualTime();
        await using var loops = await LoopsFixture.StartAsync(time, static options => options.RequestsPerSecond = null, serverLimit: limit);
        for (var i = 0; i < 5; i++)
            await loops.Client.IdentifyAsync(new User("u1", "adam@loops.so"), Cancel);
        var start = time.Elapsed;

        for (var i = 0; i < 20; i++)
            await loops.Client.IdentifyAsync(new User("u1", "adam@loops.so"), Cancel);

        Assert.Equal(20 / perSecond, (time.Elapsed - start).TotalSeconds, tolerance: 0.001);
    }

    [Fact]
    public async Task A_limit_of_the_application_s_own_is_kept_below_that_of_Loops()
    {
        var time = new VirtualTime();
        await using var loops = await LoopsFixture.StartAsync(time, static options => options.RequestsPerSecond = 4, serverLimit: 10);

        for (var i = 0; i < 11; i++)
            await loops.Client.IdentifyAsync(new User("u1", "adam@loops.so"), Cancel);

        Assert.Equal(10 / 3.8, time.Elapsed.TotalSeconds, tolerance: 0.001);
    }

    [Fact]
    public async Task Whatever_fails_on_the_way_every_event_takes_effect_exactly_once()
    {
        var events = Environment.GetEnvironmentVariable("LOOPS_TEST_SCALE") == "full" ? 10_000 : 1_000;
        var random = new Random(1);
        LoopsServer? server = null;
        var faults = 0;
        server = await LoopsServer.StartAsync(
            new LoopsServerOptions
            {
                RequestsPerSecond = 0,
                OnRequest = _ =>
                {
                    lock (random)
                    {
                        LoopsServerFault? fault = random.NextDouble() switch
                        {
                            < 0.02 => LoopsServerFault.DropBefore,
                            < 0.04 => LoopsServerFault.DropAfter,
                            < 0.06 => LoopsServerFault.InternalServerError,
                            _ => null,
                        };
                        if (fault is not { } next)
                            return;
                        faults++;
                        server!.FailNext(next);
                    }
                },
            },
            Cancel);
        await using (server)
        {
            var options = new LoopsOptions { ApiKey = server.ApiKey, BaseAddress = server.BaseAddress, RequestsPerSecond = 0, MaxAttempts = 8, TotalTimeout = TimeSpan.FromMinutes(10) };
            using var http = new HttpClient(LoopsMapping.Delivery.LoopsHttp.CreateHandler()) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
            var time = new VirtualTime();
            var transport = new LoopsMapping.Delivery.Transport("app", new("default", time), () => http, () => options, time, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
            var loops = new AppLoops(new LoopsMapping.Delivery.DirectDelivery(transport));

            await Parallel.ForEachAsync(Enumerable.Range(0, events), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancel },
                async (i, token) => await loops.TrackAsync(new UserRegistered($"u{i}", $"u{i}@loops.so", "Pro"), token));

            Assert.True(faults > events / 50, $"Only {faults} requests met a fault.");
            Assert.Equal(Enumerable.Range(0, events).Select(static i => $"u{i}").Order(StringComparer.Ordinal), server.Events.Select(static received => received.UserId!).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task What_Loops_would_do_twice_is_not_sent_again_when_nobody_knows_whether_it_was_done()
    {
        await using var loops = await LoopsFixture.StartAsync();
        loops.Server.FailNext(LoopsServerFault.DropAfter);

        var exception = await Assert.ThrowsAsync<LoopsException>(() => loops.Client.Api.CreateContactAsync(new() { Email = "adam@loops.so" }, Cancel));

        Assert.Contains("Loops may have done it", exception.Message, StringComparison.Ordinal);
        Assert.Single(loops.Server.Requests);
        Assert.Single(loops.Server.Contacts);
    }

    [Fact]
    public async Task What_Loops_surely_did_not_do_is_sent_again()
    {
        await using var loops = await LoopsFixture.StartAsync();
        loops.Server.FailNext(LoopsServerFault.TooManyRequests, times: 2);

        await loops.Client.Api.CreateContactAsync(new() { Email = "adam@loops.so" }, Cancel);

        Assert.Equal([429, 429, (int)HttpStatusCode.OK], loops.Server.Requests.Select(static request => request.StatusCode));
    }
}
