using LoopsMapping.Testing.Tests.Server.Harness;

namespace LoopsMapping.Testing.Tests.Server;

/// <summary>What an event does to its contact, and how often its key is good.</summary>
public sealed class EventRulesTests
{
    private const string SignUp = """{"email":"john@example.com","eventName":"signup"}""";

    [Fact]
    public async Task Members_at_the_root_update_the_contact_and_event_properties_stay_with_the_event()
    {
        await using var loops = await LocalLoops.StartAsync();
        await loops.CreateAsync("""{"email":"john@example.com","userId":"u1","plan":"free","old":1}""");

        await loops.TrackAsync("""{"userId":"u1","eventName":"Sign Up","plan":"pro","old":null,"mailingLists":{"l1":true},"eventProperties":{"email":"x","plan":"team","id":7,"none":null}}""", "k-1");

        var contact = Assert.Single(loops.Server.Contacts);
        Assert.Equal(["plan"], contact.Properties.Keys);
        Assert.Equal("pro", contact.Properties["plan"].GetString());
        Assert.Equal(["l1"], contact.MailingLists.Keys);
        var received = Assert.Single(loops.Server.Events);
        Assert.Equal(("Sign Up", contact.Id, null, "u1", "k-1", loops.Time.GetUtcNow()), (received.Name, received.ContactId, received.Email, received.UserId, received.IdempotencyKey, received.ReceivedAt));
        Assert.Equal(["email=x", "plan=team", "id=7", "none="], received.Properties.Select(static property => $"{property.Key}={property.Value}"));
    }

    [Fact]
    public async Task Outer_white_space_of_property_names_is_trimmed()
    {
        await using var loops = await LocalLoops.StartAsync();

        await loops.TrackAsync("""{"email":"john@example.com","eventName":"e","eventProperties":{" plan ":"a","plan":"b"}}""");

        Assert.Equal("b", Assert.Single(Assert.Single(loops.Server.Events).Properties).Value.GetString());
    }

    [Theory]
    [InlineData("\"eventName\":\"\"")]
    [InlineData("\"eventName\":\"  \"")]
    [InlineData("\"eventName\":null")]
    [InlineData("\"eventName\":7")]
    [InlineData("\"eventName\":\"a:b\"")]
    [InlineData("\"eventName\":\"e\",\"eventProperties\":[]")]
    [InlineData("\"eventName\":\"e\",\"eventProperties\":\"x\"")]
    [InlineData("\"eventName\":\"e\",\"eventProperties\":{\"a\":[1]}")]
    [InlineData("\"eventName\":\"e\",\"eventProperties\":{\"a\":{}}")]
    [InlineData("\"eventName\":\"e\",\"contactProperties\":{\"a\":1}")]
    public async Task A_refused_event_changes_nothing(string members)
    {
        await using var loops = await LocalLoops.StartAsync();

        (await loops.TrackAsync($$"""{"email":"john@example.com","plan":"pro",{{members}}}""", "k-1")).ShouldFail(400);

        Assert.Empty(loops.Server.Events);
        Assert.Empty(loops.Server.Contacts);
        (await loops.TrackAsync(SignUp, "k-1")).ShouldBe(200);
    }

    [Fact]
    public async Task A_used_key_is_a_conflict_for_24_hours_whatever_the_body()
    {
        await using var loops = await LocalLoops.StartAsync();
        (await loops.TrackAsync(SignUp, "k-1")).ShouldBe(200);

        loops.Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromTicks(1));
        (await loops.TrackAsync(SignUp, "k-1")).ShouldFail(409, "Idempotency key already used with a different request body.");
        (await loops.TrackAsync("""{"email":"john@example.com","eventName":"OTHER"}""", "k-1")).ShouldFail(409);
        (await loops.TrackAsync("{}", "k-1")).ShouldFail(409);
        (await loops.TrackAsync(SignUp, "K-1")).ShouldBe(200);
        loops.Time.Advance(TimeSpan.FromTicks(1));
        (await loops.TrackAsync(SignUp, "k-1")).ShouldBe(200);

        Assert.Equal(["k-1", "K-1", "k-1"], loops.Server.Events.Select(static received => received.IdempotencyKey));
    }

    [Fact]
    public async Task Keys_have_at_most_100_characters_and_an_empty_one_is_none()
    {
        await using var loops = await LocalLoops.StartAsync();

        (await loops.TrackAsync(SignUp, new string('k', 101))).ShouldFail(400);
        (await loops.TrackAsync(SignUp, new string('k', 100))).ShouldBe(200);
        (await loops.TrackAsync(SignUp, "")).ShouldBe(200);
        (await loops.TrackAsync(SignUp, "")).ShouldBe(200);

        Assert.Equal([100, null, null], loops.Server.Events.Select(static received => received.IdempotencyKey?.Length));
    }

    [Fact]
    public async Task Contact_endpoints_use_no_keys()
    {
        await using var loops = await LocalLoops.StartAsync();

        for (var i = 0; i < 2; i++)
            (await loops.SendAsync("PUT", "contacts/update", """{"email":"a@example.com"}""", ("Idempotency-Key", "k-1"))).ShouldBe(200);
        (await loops.TrackAsync(SignUp, "k-1")).ShouldBe(200);

        Assert.All(loops.Server.Requests, static request => Assert.Equal("k-1", request.IdempotencyKey));
    }

    [Fact]
    public async Task Reset_frees_keys_and_forgets_everything()
    {
        await using var loops = await LocalLoops.StartAsync(requestsPerSecond: 1);
        await loops.TrackAsync(SignUp, "k-1");
        loops.Server.FailNext(LoopsServerFault.InternalServerError, times: 5);

        loops.Server.Reset();

        Assert.Empty(loops.Server.Contacts);
        Assert.Empty(loops.Server.Events);
        Assert.Empty(loops.Server.Requests);
        (await loops.TrackAsync(SignUp, "k-1")).ShouldBe(200);
    }
}
