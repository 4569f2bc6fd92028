using LoopsMapping.Testing.Tests.Server.Harness;

namespace LoopsMapping.Testing.Tests.Server;

/// <summary>What is judged before an endpoint is asked: start, key, path, method, rate.</summary>
public sealed class GateTests
{
    [Fact]
    public async Task The_server_listens_on_loopback_only_and_names_its_team()
    {
        await using var loops = await LocalLoops.StartAsync();

        var reply = await loops.SendAsync("GET", "api-key");

        Assert.Equal("127.0.0.1", loops.Server.BaseAddress.Host);
        Assert.Equal("/api/v1/", loops.Server.BaseAddress.AbsolutePath);
        Assert.Equal((200, """{"success":true,"teamName":"Local Loops"}"""), (reply.Status, reply.Body));
    }

    [Fact]
    public async Task A_taken_port_cannot_be_used_again_and_a_released_one_can()
    {
        var first = await LoopsServer.StartAsync(cancellationToken: LocalLoops.Cancel);
        var options = new LoopsServerOptions { Port = first.BaseAddress.Port };

        await Assert.ThrowsAnyAsync<IOException>(() => LoopsServer.StartAsync(options, LocalLoops.Cancel));
        await first.DisposeAsync();
        await first.DisposeAsync();
        await using var second = await LoopsServer.StartAsync(options, LocalLoops.Cancel);

        Assert.Equal(first.BaseAddress, second.BaseAddress);
    }

    [Fact]
    public async Task Options_out_of_range_are_refused()
    {
        LoopsServerOptions[] bad = [new() { ApiKey = " " }, new() { Port = -1 }, new() { Port = 65536 }, new() { RequestsPerSecond = -1 }, new() { TeamName = null! }, new() { TimeProvider = null! }];

        foreach (var options in bad)
            await Assert.ThrowsAnyAsync<ArgumentException>(() => LoopsServer.StartAsync(options, LocalLoops.Cancel));
    }

    [Theory]
    [InlineData("GET", "api-key", "Bearer nope")]
    [InlineData("POST", "contacts/create", "Bearer")]
    [InlineData("POST", "contacts/create", "test-key")]
    [InlineData("PUT", "contacts/update", "Basic test-key")]
    [InlineData("POST", "events/send", "Bearer TEST-KEY")]
    [InlineData("GET", "no/such/path", "Bearer nope")]
    public async Task A_wrong_key_is_refused_everywhere_and_changes_nothing(string method, string path, string authorization)
    {
        await using var loops = await LocalLoops.StartAsync();
        loops.Http.DefaultRequestHeaders.Authorization = null;

        var reply = await loops.SendAsync(method, path, method == "GET" ? null : """{"email":"a@example.com"}""", ("Authorization", authorization));
        var without = await loops.SendAsync(method, path);

        Assert.Equal((401, """{"success":false,"message":"Invalid API key","error":"Invalid API key"}"""), (reply.Status, reply.Body));
        Assert.Equal(reply.Body, without.Body);
        Assert.Empty(loops.Server.Contacts);
        Assert.Equal(2, loops.Server.Requests.Count);
    }

    [Fact]
    public async Task Without_a_key_of_its_own_the_server_accepts_any_key_and_still_needs_one()
    {
        await using var loops = await LocalLoops.StartAsync(static time => new() { TimeProvider = time, ApiKey = null });

        (await loops.SendAsync("GET", "api-key")).ShouldBe(200);
        loops.Http.DefaultRequestHeaders.Authorization = null;
        (await loops.SendAsync("GET", "api-key", null, ("Authorization", "Bearer 0123456789abcdef"))).ShouldBe(200);
        (await loops.SendAsync("GET", "api-key", null, ("Authorization", "Bearer"))).ShouldFail(401);
        (await loops.SendAsync("GET", "api-key", null, ("Authorization", "Bearer  "))).ShouldFail(401);
        (await loops.SendAsync("GET", "api-key", null, ("Authorization", "0123456789abcdef"))).ShouldFail(401);
        (await loops.SendAsync("GET", "api-key")).ShouldFail(401);
    }

    [Theory]
    [InlineData("GET", "contacts/create", "POST")]
    [InlineData("POST", "contacts/update", "PUT")]
    [InlineData("POST", "contacts/find", "GET")]
    [InlineData("DELETE", "contacts/delete", "POST")]
    [InlineData("PUT", "events/send", "POST")]
    [InlineData("OPTIONS", "api-key", "GET")]
    [InlineData("PUT", "transactional", "GET, POST")]
    [InlineData("POST", "transactional-emails", "GET")]
    [InlineData("DELETE", "contacts/properties", "GET, POST")]
    [InlineData("POST", "contacts/suppression", "GET, DELETE")]
    [InlineData("POST", "lists", "GET")]
    [InlineData("POST", "event-patterns", "GET")]
    [InlineData("POST", "event-patterns/by-name/x", "GET")]
    [InlineData("POST", "event-patterns/x", "GET")]
    [InlineData("POST", "dedicated-sending-ips", "GET")]
    public async Task A_wrong_method_is_named_as_such(string method, string path, string allowed)
    {
        await using var loops = await LocalLoops.StartAsync();

        var reply = await loops.SendAsync(method, path);

        reply.ShouldFail(405);
        Assert.Equal(allowed, reply.Allow);
    }

    [Theory]
    [InlineData("contacts")]
    [InlineData("contacts/update/")]
    [InlineData("Contacts/update")]
    [InlineData("/")]
    [InlineData("event-patterns/")]
    [InlineData("event-patterns/by-name/")]
    [InlineData("event-patterns/by-name/a/b")]
    [InlineData("/api/v2/api-key")]
    public async Task An_unknown_path_is_not_found(string path)
    {
        await using var loops = await LocalLoops.StartAsync();

        (await loops.SendAsync("PUT", path, "{}")).ShouldFail(404);
    }

    [Fact]
    public async Task The_eleventh_request_within_a_second_is_refused_and_the_window_slides()
    {
        await using var loops = await LocalLoops.StartAsync(requestsPerSecond: 10);

        for (var i = 0; i < 10; i++)
        {
            var reply = await loops.SendAsync("GET", "api-key");
            Assert.Equal((200, "10", $"{9 - i}"), (reply.Status, reply.Limit, reply.Remaining));
            loops.Time.Advance(TimeSpan.FromMilliseconds(100));
        }
        // The first of them is exactly a second old now.
        (await loops.SendAsync("GET", "api-key")).ShouldBe(200);
        var refused = await loops.TrackAsync("""{"email":"john@example.com","eventName":"e"}""", "k-1");
        loops.Time.Advance(TimeSpan.FromMilliseconds(100));
        var accepted = await loops.TrackAsync("""{"email":"john@example.com","eventName":"e"}""", "k-1");

        refused.ShouldFail(429);
        Assert.Equal(("10", "0"), (refused.Limit, refused.Remaining));
        accepted.ShouldBe(200);
        Assert.Single(loops.Server.Events);
    }

    [Fact]
    public async Task A_request_without_the_key_takes_no_slot()
    {
        await using var loops = await LocalLoops.StartAsync(requestsPerSecond: 1);
        var key = loops.Http.DefaultRequestHeaders.Authorization;
        loops.Http.DefaultRequestHeaders.Authorization = null;

        var stranger = await loops.SendAsync("GET", "api-key");
        loops.Http.DefaultRequestHeaders.Authorization = key;
        var owner = await loops.SendAsync("GET", "api-key");

        Assert.Equal((401, "1", "1"), (stranger.Status, stranger.Limit, stranger.Remaining));
        Assert.Equal((200, "1", "0"), (owner.Status, owner.Limit, owner.Remaining));
    }

    [Fact]
    public async Task Without_a_limit_everything_passes_and_the_headers_show_the_limit_of_Loops()
    {
        await using var loops = await LocalLoops.StartAsync(requestsPerSecond: 0);

        for (var i = 0; i < 30; i++)
        {
            var reply = await loops.SendAsync("GET", "api-key");
            Assert.Equal((200, "10", "9"), (reply.Status, reply.Limit, reply.Remaining));
        }
    }
}
