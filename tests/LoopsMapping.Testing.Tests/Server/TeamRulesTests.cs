using System.Text.Json;
using LoopsMapping.Testing.Tests.Server.Harness;

namespace LoopsMapping.Testing.Tests.Server;

/// <summary>How properties, events and suppressions of a team grow and shrink, and how long lists are read.</summary>
public sealed class TeamRulesTests
{
    [Fact]
    public async Task New_contact_properties_are_created_with_the_type_of_their_first_value()
    {
        await using var loops = await LocalLoops.StartTeamAsync();

        await loops.CreateAsync("""{"email":"a@example.com","firstName":"A","createdAt":"2025-01-31","planName":"pro","seats":4,"never":null,"id":"x"}""");
        await loops.TrackAsync("""{"email":"a@example.com","eventName":"e","isVip":true,"seats":"many","color":"red"}""");

        Assert.Equal(["planName string", "seats number", "isVip boolean", "color string"], loops.Server.ContactProperties.Select(static property => property.ToString()));
        Assert.Contains("""{"key":"isVip","label":"Is Vip","type":"boolean"}""", (await loops.SendAsync("GET", "contacts/properties")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_contact_properties_can_be_dropped()
    {
        await using var loops = await LocalLoops.StartAsync(static time => new()
        {
            TimeProvider = time,
            RequestsPerSecond = 0,
            UnknownContactProperties = LoopsServerUnknownProperties.Drop,
            ContactProperties = [new("plan", LoopsServerPropertyType.Text)],
        });

        (await loops.CreateAsync("""{"email":"a@example.com","firstName":"A","createdAt":"2025-01-31","plan":"pro","seats":4}""")).ShouldBe(200);
        await loops.SendAsync("POST", "contacts/properties", """{"name":"color","type":"string"}""");
        (await loops.TrackAsync("""{"email":"a@example.com","eventName":"e","color":"red","isVip":true}""")).ShouldBe(200);

        var contact = Assert.Single(loops.Server.Contacts);
        Assert.Equal(["createdAt", "plan", "color"], contact.Properties.Keys);
        Assert.Equal("A", contact.FirstName);
        Assert.Equal(2, loops.Server.ContactProperties.Count);
    }

    [Fact]
    public async Task Events_that_arrive_are_known_afterwards_with_their_properties()
    {
        await using var loops = await LocalLoops.StartTeamAsync();

        await loops.TrackAsync("""{"email":"a@example.com","eventName":"Sign Up/50%2F50 +","eventProperties":{"plan":"pro","none":null}}""");
        var before = loops.Server.EventPatterns;
        await loops.TrackAsync("""{"email":"a@example.com","eventName":"Sign Up/50%2F50 +","eventProperties":{"plan":7,"none":true}}""");
        await loops.TrackAsync("""{"email":"a@example.com","eventName":"paymentReceived"}""");

        Assert.Equal(["PaymentReceived", "Sign Up/50%2F50 +", "paymentReceived"], loops.Server.EventPatterns.Select(static pattern => pattern.Name));
        Assert.Equal(["plan"], before[1].Properties.Keys);
        var byName = await loops.SendAsync("GET", $"event-patterns/by-name/{Uri.EscapeDataString("Sign Up/50%2F50 +")}");
        Assert.Equal(
            $$"""{"id":"{{before[1].Id}}","eventName":"Sign Up/50%2F50 +","eventProperties":[{"name":"plan","type":"string"},{"name":"none","type":"boolean"}],"incomingWebhookPlatform":null}""",
            byName.Body);
        Assert.Equal(byName.Body, (await loops.SendAsync("GET", $"event-patterns/{before[1].Id}")).Body);
    }

    [Fact]
    public async Task A_refused_event_is_not_learned()
    {
        await using var loops = await LocalLoops.StartAsync();

        await loops.TrackAsync("""{"userId":"ghost","eventName":"e","plan":"pro"}""");

        Assert.Empty(loops.Server.EventPatterns);
        Assert.Empty(loops.Server.ContactProperties);
    }

    [Fact]
    public async Task Once_a_list_is_seeded_an_unknown_one_is_refused()
    {
        await using var loops = await LocalLoops.StartTeamAsync();

        (await loops.CreateAsync("""{"email":"a@example.com","mailingLists":{"l1":true,"l3":false}}""")).ShouldFail(400, "Mailing list l3 was not found.");
        Assert.Empty(loops.Server.Contacts);
        (await loops.CreateAsync("""{"email":"a@example.com","mailingLists":{"l1":true,"l2":false}}""")).ShouldBe(200);
    }

    [Fact]
    public async Task A_long_list_is_read_page_by_page()
    {
        await using var loops = await LocalLoops.StartAsync(static time => new()
        {
            TimeProvider = time,
            RequestsPerSecond = 0,
            EventPatterns = [.. Enumerable.Range(0, 25).Select(static i => new LoopsServerEventPattern($"e{i}"))],
        });
        var names = new List<string?>();
        var pages = new List<string>();

        for (var path = "event-patterns?perPage=10"; path is not null;)
        {
            using var json = JsonDocument.Parse((await loops.SendAsync("GET", path)).Body);
            var pagination = json.RootElement.GetProperty("pagination");
            pages.Add($"{pagination.GetProperty("returnedResults")} of {pagination.GetProperty("totalResults")}, {pagination.GetProperty("totalPages")} pages, {pagination.GetProperty("nextCursor").ValueKind}");
            names.AddRange(json.RootElement.GetProperty("data").EnumerateArray().Select(static item => item.GetProperty("eventName").GetString()));
            path = pagination.GetProperty("nextPage").GetString();
        }

        Assert.Equal(Enumerable.Range(0, 25).Select(static i => $"e{i}"), names);
        Assert.Equal(["10 of 25, 3 pages, String", "10 of 25, 3 pages, String", "5 of 25, 3 pages, Null"], pages);
    }

    [Fact]
    public async Task Removals_from_the_suppression_list_are_counted_for_30_days()
    {
        await using var loops = await LocalLoops.StartAsync(static time => new() { TimeProvider = time, RequestsPerSecond = 0, SuppressionRemovals = 1 });
        await loops.CreateAsync("""{"email":"a@example.com"}""");

        loops.Server.Suppress("a@example.com");
        (await loops.SendAsync("DELETE", "contacts/suppression?email=a%40example.com")).ShouldBe(200);
        loops.Server.Suppress("a@example.com");
        loops.Time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromTicks(1));
        (await loops.SendAsync("DELETE", "contacts/suppression?email=a%40example.com")).ShouldFail(400, "Removal quota exceeded.");
        loops.Time.Advance(TimeSpan.FromTicks(1));
        (await loops.SendAsync("DELETE", "contacts/suppression?email=a%40example.com")).ShouldBe(200);
    }

    [Fact]
    public async Task Reset_returns_to_what_was_seeded()
    {
        await using var loops = await LocalLoops.StartTeamAsync();
        await loops.TrackAsync("""{"email":"a@example.com","eventName":"e","color":"red","eventProperties":{"x":1}}""");
        await loops.MailAsync("""{"email":"a@example.com","transactionalId":"t2","dataVariables":{"items":[]}}""");
        loops.Server.Suppress("a@example.com");

        loops.Server.Reset();

        Assert.Equal(["planName"], loops.Server.ContactProperties.Select(static property => property.Name));
        Assert.Equal(["PaymentReceived"], loops.Server.EventPatterns.Select(static pattern => pattern.Name));
        Assert.Empty(loops.Server.SentEmails);
        await loops.CreateAsync("""{"email":"a@example.com"}""");
        Assert.Contains("\"isSuppressed\":false", (await loops.SendAsync("GET", "contacts/suppression?email=a%40example.com")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seeds_that_contradict_each_other_are_refused_at_the_start()
    {
        LoopsServerOptions[] bad =
        [
            new() { MailingLists = [new("l", "A"), new("l", "B")] },
            new() { TransactionalEmails = [new("t", "A"), new("t", "B")] },
            new() { ContactProperties = [new("p", LoopsServerPropertyType.Text), new("p", LoopsServerPropertyType.Date)] },
            new() { ContactProperties = [new("email", LoopsServerPropertyType.Text)] },
            new() { ContactProperties = [new("teamId", LoopsServerPropertyType.Text)] },
            new() { ContactProperties = [new("p", (LoopsServerPropertyType)9)] },
            new() { EventPatterns = [new("e"), new("e")] },
            new() { MailingLists = null! },
            new() { EventPatterns = [null!] },
            new() { SuppressionRemovals = -1 },
            new() { RateLimiter = (LoopsServerRateLimiter)9 },
            new() { RateLimitBody = (LoopsServerRateLimitBody)9 },
            new() { UnknownContactProperties = (LoopsServerUnknownProperties)9 },
        ];

        foreach (var options in bad)
            await Assert.ThrowsAnyAsync<ArgumentException>(() => LoopsServer.StartAsync(options, LocalLoops.Cancel));
        Assert.Throws<ArgumentException>(() => new LoopsServerMailingList("l", " "));
        Assert.Throws<ArgumentException>(() => new LoopsServerTransactionalEmail("", "A"));
        Assert.Throws<ArgumentException>(() => new LoopsServerEventPattern(" "));
        Assert.Throws<ArgumentException>(() => new LoopsServerContactProperty(" ", LoopsServerPropertyType.Text));
    }
}
