using System.Globalization;
using LoopsMapping.Outbox.Tests.Harness;
using LoopsMapping.Testing;

namespace LoopsMapping.Outbox.Tests.Dispatch;

/// <summary>The records of one contact arrive in the order in which they were enqueued, whatever happens to them on the way.</summary>
public sealed class OrderTests : OutboxTest
{
    private static readonly LoopsServerFault[] Faults =
    [
        LoopsServerFault.DropBefore, LoopsServerFault.DropAfter, LoopsServerFault.TooManyRequests, LoopsServerFault.InternalServerError,
        LoopsServerFault.ServiceUnavailable, LoopsServerFault.RequestTimeout, LoopsServerFault.HtmlErrorPage,
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fifty_events_of_each_contact_come_after_it_and_in_order_when_a_tenth_of_the_requests_fails(bool onDisk)
    {
        const int Steps = 50;
        var people = (World.IsFullScale ? 1_000 : 40) / (onDisk ? 2 : 1);
        var app = await World.StartAsync(new() { Path = onDisk ? World.Path : null });
        var random = new Random(7);
        World.Network.Between = (_, send) =>
        {
            lock (random)
            {
                if (random.Next(10) == 0)
                    World.Server.FailNext(Faults[random.Next(Faults.Length)]);
            }
            return send();
        };

        await Task.WhenAll(Enumerable.Range(0, people).Select(async person =>
        {
            await app.Loops.IdentifyAsync(new Person($"u{person}", $"u{person}@loops.so"), cancellationToken: Cancel);
            for (var step = 0; step < Steps; step++)
                await app.Loops.TrackAsync(new Stepped($"u{person}", Step: step), cancellationToken: Cancel);
        }));
        await World.UntilEmptyAsync(app, TimeSpan.FromDays(1));

        Assert.Empty(await app.DeadLettersAsync());
        Assert.Equal(people, World.Server.Contacts.Count);
        Assert.All(World.Server.Contacts, static contact => Assert.EndsWith("@loops.so", contact.Email, StringComparison.Ordinal));
        var steps = World.Server.Events.GroupBy(static sent => sent.UserId).ToList();
        Assert.Equal(people, steps.Count);
        Assert.All(steps, static of => Assert.Equal(Enumerable.Range(0, Steps), of.Select(static sent => sent.Properties["step"].GetInt32())));
    }

    [Fact]
    public async Task One_request_of_a_contact_is_under_way_at_a_time_and_those_of_others_do_not_wait_for_it()
    {
        await World.StartServerAsync();
        using var hold = World.Server.HoldNext();
        World.Work.Held = 1;
        var app = await World.StartAsync();
        await app.Loops.IdentifyAsync(new Person("slow", "slow@loops.so", Step: 0), cancellationToken: Cancel);
        await hold.Reached.WaitAsync(Cancel);

        await app.Loops.IdentifyAsync(new Person("slow", "slow@loops.so", Step: 1), cancellationToken: Cancel);
        await app.Loops.TrackAsync(new Stepped("slow", Step: 2), cancellationToken: Cancel);
        for (var i = 0; i < 10; i++)
            await app.Loops.IdentifyAsync(new Person($"u{i}", $"u{i}@loops.so"), cancellationToken: Cancel);
        await World.UntilAsync(() => World.Server.Requests.Count == 11);
        await World.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(11, World.Server.Requests.Count);
        Assert.Single(World.Server.Requests, static request => request.Body.Contains("slow@loops.so", StringComparison.Ordinal));

        hold.Release();
        World.Work.Held = 0;
        await World.UntilEmptyAsync(app);
        Assert.Equal(1, World.Server.Contacts.Single(static contact => contact.UserId == "slow").Properties["step"].GetInt32());
        Assert.Equal("slow", Assert.Single(World.Server.Events).UserId);
    }

    [Fact]
    public async Task Others_go_on_while_one_contact_is_tried_again()
    {
        var isDown = true;
        World.Network.Between = async (request, send) =>
        {
            if (isDown && (await request.Content!.ReadAsStringAsync(Cancel)).Contains("ill@", StringComparison.Ordinal))
                World.Server.FailNext(LoopsServerFault.ServiceUnavailable);
            return await send();
        };
        // One at a time, so that the fault meets the request that it is meant for.
        var app = await World.StartAsync(new() { Outbox = static outbox => outbox.MaxConcurrency = 1 });

        await app.Loops.IdentifyAsync(new Person("ill", "ill@loops.so", Step: 0), cancellationToken: Cancel);
        await app.Loops.TrackAsync(new Stepped("ill", "ill@loops.so", Step: 1), cancellationToken: Cancel);
        for (var i = 0; i < 20; i++)
            await app.Loops.IdentifyAsync(new Person($"u{i}", $"u{i}@loops.so"), cancellationToken: Cancel);
        await World.UntilAsync(() => World.Server.Contacts.Count == 20);

        await World.PassAsync(TimeSpan.FromMinutes(20));
        Assert.Empty(World.Server.Events);
        var failed = World.Server.Requests.Count(static request => request.StatusCode == 503);
        Assert.InRange(failed, 4, 60);
        Assert.Equal(2, (await app.PendingAsync()).Count);

        isDown = false;
        await World.UntilEmptyAsync(app);
        Assert.Equal(21, World.Server.Contacts.Count);
        Assert.Single(World.Server.Events);
    }

    [Fact]
    public async Task A_lane_of_the_caller_s_own_keeps_different_contacts_in_one_order()
    {
        var app = await World.StartAsync();
        World.Server.FailNext(LoopsServerFault.ServiceUnavailable);
        for (var i = 0; i < 5; i++)
            await app.Loops.IdentifyAsync(new Person($"u{i}", $"u{i}@loops.so"), new LoopsSendOptions { Lane = "import" }, Cancel);
        await World.UntilEmptyAsync(app);

        Assert.Equal(["u0", "u1", "u2", "u3", "u4"], World.Server.Contacts.Select(static contact => contact.UserId));
    }

    [Fact]
    public async Task An_address_is_one_lane_in_upper_and_lower_case()
    {
        var app = await World.StartAsync();
        World.Server.FailNext(LoopsServerFault.ServiceUnavailable);
        for (var i = 0; i < 4; i++)
            await app.Loops.IdentifyAsync(new Subscriber(i % 2 == 0 ? "Ada@Loops.so" : "ada@loops.so", i.ToString(CultureInfo.InvariantCulture)), cancellationToken: Cancel);
        await World.UntilEmptyAsync(app);

        Assert.Equal("3", Assert.Single(World.Server.Contacts).Properties["text"].GetString());
        Assert.Equal(5, World.Server.Requests.Count);
    }
}
