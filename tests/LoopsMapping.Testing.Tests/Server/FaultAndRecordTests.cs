using System.Collections.Concurrent;
using LoopsMapping.Testing.Tests.Server.Harness;

namespace LoopsMapping.Testing.Tests.Server;

/// <summary>Faults on request, what is recorded, and many callers at once.</summary>
public sealed class FaultAndRecordTests
{
    private const string SignUp = """{"email":"john@example.com","eventName":"signup"}""";

    [Theory]
    [InlineData(LoopsServerFault.TooManyRequests, 429)]
    [InlineData(LoopsServerFault.InternalServerError, 500)]
    [InlineData(LoopsServerFault.ServiceUnavailable, 503)]
    [InlineData(LoopsServerFault.RequestTimeout, 408)]
    [InlineData(LoopsServerFault.Unauthorized, 401)]
    [InlineData(LoopsServerFault.NotFound, 404)]
    [InlineData(LoopsServerFault.Conflict, 409)]
    public async Task A_fault_answers_and_nothing_takes_effect(LoopsServerFault fault, int status)
    {
        await using var loops = await LocalLoops.StartAsync(requestsPerSecond: 1);
        loops.Server.FailNext(fault, times: 2);

        (await loops.TrackAsync(SignUp, "k-1")).ShouldFail(status);
        var second = await loops.TrackAsync(SignUp, "k-1");
        Assert.Equal(fault == LoopsServerFault.TooManyRequests ? "0" : "1", second.Remaining);
        Assert.Empty(loops.Server.Contacts);

        (await loops.TrackAsync(SignUp, "k-1")).ShouldBe(200);
        Assert.Equal([fault, fault, null], loops.Server.Requests.Select(static request => request.Fault));
    }

    [Fact]
    public async Task A_load_balancer_answers_HTML()
    {
        await using var loops = await LocalLoops.StartAsync();
        loops.Server.FailNext(LoopsServerFault.HtmlErrorPage);

        var reply = await loops.CreateAsync("""{"email":"a@example.com"}""");

        Assert.Equal((502, "text/html"), (reply.Status, reply.ContentType));
        Assert.Contains("<html", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conflict_and_a_not_found_say_what_the_endpoint_would_say()
    {
        await using var loops = await LocalLoops.StartAsync();
        loops.Server.FailNext(LoopsServerFault.Conflict, times: 3);
        loops.Server.FailNext(LoopsServerFault.NotFound, times: 2);

        (await loops.TrackAsync(SignUp)).ShouldFail(409, "Idempotency key already used with a different request body.");
        (await loops.MailAsync("{}")).ShouldFail(409, "Idempotency key already used with a different request body.");
        (await loops.CreateAsync("""{"email":"a@example.com"}""")).ShouldFail(409, "Email or userId is already on list.");
        (await loops.MailAsync("{}")).ShouldFail(404, "Transactional email not found.");
        (await loops.DeleteAsync("{}")).ShouldFail(404, "Contact not found.");
    }

    [Fact]
    public async Task A_request_that_is_dropped_before_has_no_effect_and_one_that_is_dropped_after_has()
    {
        await using var loops = await LocalLoops.StartAsync();
        loops.Server.FailNext(LoopsServerFault.DropBefore);
        loops.Server.FailNext(LoopsServerFault.DropAfter);

        await Assert.ThrowsAsync<HttpRequestException>(() => loops.TrackAsync(SignUp, "k-1"));
        Assert.Empty(loops.Server.Events);
        await Assert.ThrowsAsync<HttpRequestException>(() => loops.TrackAsync(SignUp, "k-1"));
        Assert.Single(loops.Server.Events);
        (await loops.TrackAsync(SignUp, "k-1")).ShouldFail(409);

        Assert.Equal([(0, ""), (200, """{"success":true}""")], loops.Server.Requests.Take(2).Select(static request => (request.StatusCode, request.ResponseBody)));
    }

    [Fact]
    public async Task A_fault_that_does_not_exist_is_an_argument_error()
    {
        await using var loops = await LocalLoops.StartAsync();

        Assert.Throws<ArgumentOutOfRangeException>(() => loops.Server.FailNext((LoopsServerFault)99));
        Assert.Throws<ArgumentOutOfRangeException>(() => loops.Server.FailNext(LoopsServerFault.DropAfter, times: 0));
        loops.Server.FailNext(LoopsServerFault.InternalServerError, int.MaxValue);
    }

    [Fact]
    public async Task Requests_are_recorded_as_they_came_without_the_key()
    {
        await using var loops = await LocalLoops.StartAsync();
        loops.Time.Advance(TimeSpan.FromDays(1));

        await loops.SendAsync("PUT", "contacts/update?a=%40", """{"email":"zoë@example.com"}""", ("Idempotency-Key", "k-1"), ("X-Two", "1"), ("X-Two", "2"));
        loops.Http.DefaultRequestHeaders.Authorization = null;
        await loops.SendAsync("GET", "api-key", null, ("Authorization", "test-key"));

        var request = loops.Server.Requests[0];
        Assert.Equal(("PUT", "/api/v1/contacts/update", "?a=%40", """{"email":"zoë@example.com"}""", "k-1"), (request.Method, request.Path, request.QueryString, request.Body, request.IdempotencyKey));
        Assert.Equal((200, $$"""{"success":true,"id":"{{loops.Server.Contacts[0].Id}}"}""", loops.Time.GetUtcNow()), (request.StatusCode, request.ResponseBody, request.ReceivedAt));
        Assert.Equal(("application/json", "1, 2"), (request.Headers["content-TYPE"], request.Headers["x-two"]));
        Assert.All(loops.Server.Requests, request =>
        {
            Assert.Equal("Bearer ***", request.Headers["Authorization"]);
            Assert.DoesNotContain(request.Headers.Values, static value => value.Contains("test-key", StringComparison.Ordinal));
        });
        Assert.Equal("PUT /api/v1/contacts/update 200", request.ToString());
    }

    [Fact]
    public async Task The_hook_sees_each_request_before_its_answer_is_sent()
    {
        var seen = new ConcurrentQueue<LoopsServerRequest>();
        await using var loops = await LocalLoops.StartAsync(onRequest: seen.Enqueue);

        await loops.UpdateAsync("""{"email":"a@example.com"}""");
        await loops.UpdateAsync("{}");

        Assert.Equal(loops.Server.Requests, seen);
        Assert.Equal([200, 400], seen.Select(static request => request.StatusCode));
    }

    [Fact]
    public async Task A_hook_that_throws_shows_in_the_answer()
    {
        await using var loops = await LocalLoops.StartAsync(onRequest: static _ => throw new InvalidOperationException("not this one"));

        (await loops.UpdateAsync("""{"email":"a@example.com"}""")).ShouldFail(500, "OnRequest threw InvalidOperationException: not this one");
    }

    [Fact]
    public async Task Many_callers_at_once_lose_nothing()
    {
        await using var loops = await LocalLoops.StartAsync();

        // Every key comes twice, so that half of the requests are conflicts.
        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            loops.TrackAsync($$"""{"email":"u{{i / 2 % 20}}@example.com","eventName":"e{{i}}","p{{i}}":{{i}}}""", $"k-{i / 2}")));

        Assert.Equal(100, replies.Count(static reply => reply.Status == 200));
        Assert.Equal(100, replies.Count(static reply => reply.Status == 409));
        Assert.Equal(200, loops.Server.Requests.Count);
        Assert.Equal(20, loops.Server.Contacts.Count);
        Assert.Equal(100, loops.Server.Events.Count);
        Assert.Equal(100, loops.Server.Events.Select(static received => received.IdempotencyKey).Distinct().Count());
        Assert.Equal(100, loops.Server.Contacts.Sum(static contact => contact.Properties.Count));
    }

    [Fact]
    public async Task What_arrived_can_be_read_after_the_server_has_stopped()
    {
        var loops = await LocalLoops.StartAsync();
        await loops.TrackAsync(SignUp);

        await loops.DisposeAsync();

        Assert.Single(loops.Server.Events);
        Assert.Single(loops.Server.Contacts);
        Assert.Single(loops.Server.Requests);
    }
}
