using LoopsMapping.Outbox.Tests.Harness;
using LoopsMapping.Testing;

namespace LoopsMapping.Outbox.Tests.Dispatch;

/// <summary>
/// Loops remembers an idempotency key for 24 hours. Whatever happens after it has taken an event and its answer was lost, the event never takes effect a
/// second time.
/// </summary>
public sealed class OutageTests : OutboxTest
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(72);

    public enum Outage
    {
        /// <summary>Nobody listens.</summary>
        Refused,

        /// <summary>Loops answers 503.</summary>
        Unavailable,

        /// <summary>Requests arrive, and their answers do not.</summary>
        AnswerLost,
    }

    public static TheoryData<Outage> Outages => [Outage.Refused, Outage.Unavailable, Outage.AnswerLost];

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task An_event_takes_effect_once_however_long_Loops_is_away_after_it_took_it(Outage kind)
    {
        var lengths = Lengths(kind).ToList();
        var ends = lengths.ToDictionary(static length => Name(length));
        World.Network.Between = (request, send) => GoThroughAsync(kind, ends, request, send);
        var app = await World.StartAsync(new() { Jitter = 1, IsQuiet = true });

        // One event for each length, and a contact for some: the outage of each ends at a time of its own.
        var contacts = lengths.Where(static (_, i) => World.IsFullScale || i % 4 == 0).ToList();
        foreach (var length in lengths)
            await app.Loops.TrackAsync(new Stepped(Name(length), $"{Name(length)}@events.example"), cancellationToken: Cancel);
        foreach (var length in contacts)
            await app.Loops.IdentifyAsync(new Subscriber($"{Name(length)}@contacts.example"), cancellationToken: Cancel);
        await World.UntilEmptyAsync(app, Longest + TimeSpan.FromHours(1), leap: TimeSpan.FromMinutes(1));

        Assert.Equal(lengths.Count, World.Server.Events.Count);
        Assert.Equal(lengths.Count, World.Server.Events.Select(static sent => sent.UserId).Distinct().Count());
        Assert.Equal(contacts.Count, World.Server.Contacts.Count(static contact => contact.Email.EndsWith("@contacts.example", StringComparison.Ordinal)));
        var dead = (await app.DeadLettersAsync()).ToDictionary(static dead => dead.UserId!);
        Assert.All(dead.Values, static dead => Assert.Equal((LoopsOutboxReason.Ambiguous, "Stepped"), (dead.Failure!.Reason, dead.Name)));
        // The last attempt is up to five minutes before the time to stop, or a minute, the test's step, after it.
        Assert.All(lengths.Where(static length => length > TimeSpan.FromHours(23)), length => Assert.Contains(Name(length), dead));
        Assert.All(lengths.Where(static length => length < TimeSpan.FromHours(22.8)), length => Assert.DoesNotContain(Name(length), dead));
        Assert.All(dead.Values, static dead => Assert.InRange(dead.FailedAt!.Value - VirtualTime.Start, TimeSpan.FromHours(23), TimeSpan.FromHours(23.2)));
    }

    [Fact]
    public async Task The_time_to_stop_counts_from_the_first_attempt_and_not_from_enqueueing()
    {
        var app = await World.CreateAsync(new() { Path = World.Path, Jitter = 1 });
        await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        await World.PassAsync(TimeSpan.FromHours(48));
        World.Server.FailNext(LoopsServerFault.DropAfter);
        await app.StartAsync();
        await World.UntilEmptyAsync(app);

        Assert.Single(World.Server.Events);
        Assert.Empty(await app.DeadLettersAsync());
    }

    [Fact]
    public async Task The_time_to_stop_holds_across_restarts()
    {
        var setup = new AppSetup { Path = World.Path, Jitter = 1 };
        var first = await World.StartAsync(setup);
        World.Server.FailNext(LoopsServerFault.DropAfter);
        await first.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        await World.UntilAsync(() => World.Server.Requests.Count == 1);
        await first.DisposeAsync();

        World.Time.Advance(TimeSpan.FromHours(30));
        var second = await World.StartAsync(setup);
        await World.UntilEmptyAsync(second);

        Assert.Single(World.Server.Requests);
        Assert.Equal(LoopsOutboxReason.Ambiguous, Assert.Single(await second.DeadLettersAsync()).Failure!.Reason);
    }

    private async Task<HttpResponseMessage> GoThroughAsync(Outage kind, Dictionary<string, TimeSpan> ends, HttpRequestMessage request, Func<Task<HttpResponseMessage>> send)
    {
        var body = await request.Content!.ReadAsStringAsync(Cancel);
        var start = body.IndexOf("away-", StringComparison.Ordinal);
        if (World.Time.Elapsed >= ends[body[start..(start + 9)]])
            return await send();
        var isEvent = body.Contains("Stepped", StringComparison.Ordinal);
        // The first attempt of an event arrives in any case, and its answer is lost.
        if (kind == Outage.AnswerLost || (isEvent && World.Time.Elapsed == TimeSpan.Zero))
        {
            (await send()).Dispose();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The answer was lost.");
        }
        return kind == Outage.Unavailable
            ? new HttpResponseMessage(System.Net.HttpStatusCode.ServiceUnavailable)
            : throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused.");
    }

    private static IEnumerable<TimeSpan> Lengths(Outage kind)
    {
        // Lost answers go to the server and back, each time.
        var step = World.IsFullScale ? TimeSpan.FromMinutes(10) : TimeSpan.FromHours(kind == Outage.AnswerLost ? 8 : 1);
        var fine = World.IsFullScale ? TimeSpan.FromMinutes(1) : TimeSpan.FromMinutes(kind == Outage.AnswerLost ? 60 : 15);
        for (var length = TimeSpan.Zero; length <= Longest;)
        {
            yield return length;
            length += length >= TimeSpan.FromHours(22) && length < TimeSpan.FromHours(25) ? fine : length < TimeSpan.FromHours(22) && length + step > TimeSpan.FromHours(22) ? TimeSpan.FromHours(22) - length : step;
        }
    }

    private static string Name(TimeSpan length) => $"away-{(int)length.TotalMinutes:0000}";
}
