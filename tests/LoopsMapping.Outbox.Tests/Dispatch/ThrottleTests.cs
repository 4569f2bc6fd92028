using LoopsMapping.Outbox.Tests.Harness;
using LoopsMapping.Testing;

namespace LoopsMapping.Outbox.Tests.Dispatch;

/// <summary>Nobody of a team sends faster than Loops allows, and 429 makes all of them wait.</summary>
public sealed class ThrottleTests : OutboxTest
{
    private static AppSetup Paced => new() { Loops = { ["RequestsPerSecond"] = "10" } };

    private IEnumerable<TimeSpan> Times => World.Server.Requests.Select(static request => request.ReceivedAt - VirtualTime.Start);

    [Fact]
    public async Task A_429_moves_everybody_s_slots_by_a_second_and_costs_no_attempt()
    {
        var app = await World.CreateAsync(Paced);
        for (var i = 0; i < 20; i++)
            await app.Loops.IdentifyAsync(new Person($"u{i}", $"u{i}@loops.so"), cancellationToken: Cancel);
        World.Server.FailNext(LoopsServerFault.TooManyRequests);
        await app.StartAsync();
        await World.UntilEmptyAsync(app);

        var times = Times.ToList();
        Assert.Equal(21, times.Count);
        Assert.InRange(times[1] - times[0], TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
        Assert.Equal("u0", World.Server.Contacts.Single(static contact => contact.UserId == "u0").UserId);
        Assert.DoesNotContain(World.LogMessages, static message => message.Contains("attempt 2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Retry_After_is_waited_for()
    {
        var isFirst = true;
        World.Network.Between = (_, send) =>
        {
            if (!isFirst)
                return send();
            isFirst = false;
            return Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.TooManyRequests) { Headers = { RetryAfter = new(TimeSpan.FromSeconds(42)) } });
        };
        var app = await World.StartAsync(Paced);
        await app.Loops.IdentifyAsync(new Person("u1", "u1@loops.so"), cancellationToken: Cancel);
        await app.Loops.IdentifyAsync(new Person("u2", "u2@loops.so"), cancellationToken: Cancel);
        await World.UntilEmptyAsync(app);

        Assert.InRange(Times.Min(), TimeSpan.FromSeconds(42), TimeSpan.FromSeconds(48));
        Assert.Equal(2, World.Server.Requests.Count);
    }

    [Fact]
    public async Task A_storm_of_429_counts_no_attempt_and_loses_nothing()
    {
        var app = await World.StartAsync();
        World.Server.FailNext(LoopsServerFault.TooManyRequests, 100);
        for (var i = 0; i < 10; i++)
            await app.Loops.TrackAsync(new Stepped($"u{i}", $"u{i}@loops.so"), cancellationToken: Cancel);
        await World.UntilAsync(() => World.Server.Requests.Count >= 60);
        // One under way is marked until its answer is there; what is counted stays so.
        await World.UntilAsync(async () => await app.PendingAsync() is { Count: 10 } pending && pending.All(static record => record is { Attempts: 0, FirstAttemptAt: null, MayHaveArrived: false }));

        await World.UntilEmptyAsync(app);
        Assert.Equal(10, World.Server.Events.Count);
        Assert.Empty(await app.DeadLettersAsync());
    }

    [Fact]
    public async Task A_lower_limit_that_Loops_tells_is_followed()
    {
        await World.StartServerAsync(requestsPerSecond: 2);
        var app = await World.StartAsync(Paced);
        for (var i = 0; i < 40; i++)
            await app.Loops.IdentifyAsync(new Person($"u{i}", $"u{i}@loops.so"), cancellationToken: Cancel);
        await World.UntilEmptyAsync(app);

        var times = Times.ToList();
        var gaps = times.Skip(4).Zip(times.Skip(3), static (later, earlier) => later - earlier).ToList();
        Assert.All(gaps, static gap => Assert.True(gap >= TimeSpan.FromSeconds(1 / (2 * 0.95)) - TimeSpan.FromMilliseconds(1), $"{gap}"));
        // What was under way before the first answer told the limit.
        Assert.InRange(World.Server.Requests.Count(static request => request.StatusCode == 429), 0, 3);
        Assert.Equal(40, World.Server.Contacts.Count);
    }

    [Fact]
    public async Task Any_second_has_fewer_requests_than_the_limit()
    {
        await World.StartServerAsync(requestsPerSecond: 10);
        var app = await World.StartAsync(Paced);
        for (var i = 0; i < 100; i++)
            await app.Loops.IdentifyAsync(new Person($"u{i}", $"u{i}@loops.so"), cancellationToken: Cancel);
        await World.UntilEmptyAsync(app);

        var times = Times.ToList();
        Assert.Equal(100, times.Count);
        Assert.All(times, time => Assert.InRange(times.Count(other => other >= time && other < time + TimeSpan.FromSeconds(1)), 1, 10));
        Assert.InRange(times[^1] - times[0], TimeSpan.FromSeconds(99 / 9.5) - TimeSpan.FromMilliseconds(5), TimeSpan.FromSeconds(12));
    }

    [Fact]
    public async Task Direct_calls_and_the_outbox_share_the_slots()
    {
        await World.StartServerAsync(requestsPerSecond: 10);
        var app = await World.StartAsync(Paced);
        for (var i = 0; i < 20; i++)
            await app.Loops.IdentifyAsync(new Person($"u{i}", $"u{i}@loops.so"), cancellationToken: Cancel);
        for (var i = 0; i < 20; i++)
            await World.DoAsync(() => app.Loops.Api.ListMailingListsAsync(Cancel));
        await World.UntilEmptyAsync(app);

        var times = Times.ToList();
        Assert.Equal(40, times.Count);
        Assert.DoesNotContain(World.Server.Requests, static request => request.StatusCode == 429);
        Assert.All(times.Skip(1).Zip(times), static pair => Assert.True(pair.First - pair.Second >= TimeSpan.FromMilliseconds(105), $"{pair}"));
    }

    [Fact]
    public async Task A_429_of_a_direct_call_stops_the_outbox_too()
    {
        var app = await World.StartAsync(Paced);
        World.Server.FailNext(LoopsServerFault.TooManyRequests);
        var call = World.BeginAsync(() => app.Loops.Api.ListMailingListsAsync(Cancel));
        await World.UntilAsync(() => World.Server.Requests.Count == 1);
        await app.Loops.IdentifyAsync(new Person("u1", "u1@loops.so"), cancellationToken: Cancel);
        await World.UntilAsync(call);
        await World.UntilEmptyAsync(app);

        var times = Times.ToList();
        Assert.All(times.Skip(1), time => Assert.True(time - times[0] >= TimeSpan.FromSeconds(1), $"{time}"));
    }
}
