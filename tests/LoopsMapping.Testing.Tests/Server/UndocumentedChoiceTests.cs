using LoopsMapping.Testing.Tests.Server.Harness;

namespace LoopsMapping.Testing.Tests.Server;

/// <summary>What Loops' documentation leaves open, taken the other way by an option.</summary>
public sealed class UndocumentedChoiceTests
{
    private const string SignUp = """{"email":"john@example.com","eventName":"signup"}""";

    [Fact]
    public async Task The_very_same_request_can_be_accepted_again_without_an_effect()
    {
        await using var loops = await LocalLoops.StartAsync(static time => new() { TimeProvider = time, RequestsPerSecond = 0, AcceptIdenticalReplays = true });

        (await loops.TrackAsync(SignUp, "k-1")).ShouldBe(200);
        Assert.Equal("""{"success":true}""", (await loops.TrackAsync(SignUp, "k-1")).Body);
        (await loops.TrackAsync(SignUp + " ", "k-1")).ShouldFail(409);
        (await loops.MailAsync(SignUp, "k-1")).ShouldFail(409);

        Assert.Single(loops.Server.Events);
    }

    [Fact]
    public async Task A_refused_request_can_use_up_its_key()
    {
        await using var loops = await LocalLoops.StartAsync(static time => new() { TimeProvider = time, RequestsPerSecond = 0, RefusedRequestsUseKeys = true });

        (await loops.TrackAsync("{}", "k-1")).ShouldFail(400);
        (await loops.TrackAsync(SignUp, "k-1")).ShouldFail(409);
        loops.Time.Advance(TimeSpan.FromHours(24));
        (await loops.TrackAsync(SignUp, "k-1")).ShouldBe(200);
    }

    [Theory]
    [InlineData(LoopsServerRateLimitBody.Json, "application/json", """{"success":false,"message":"Too many requests."}""")]
    [InlineData(LoopsServerRateLimitBody.Empty, null, "")]
    [InlineData(LoopsServerRateLimitBody.Html, "text/html", "<html><head><title>429 Too Many Requests</title></head><body><h1>429 Too Many Requests</h1></body></html>")]
    public async Task A_429_can_have_any_body(LoopsServerRateLimitBody body, string? contentType, string text)
    {
        await using var loops = await LocalLoops.StartAsync(time => new() { TimeProvider = time, RequestsPerSecond = 1, RateLimitBody = body });
        await loops.SendAsync("GET", "api-key");

        var limited = await loops.SendAsync("GET", "api-key");
        loops.Server.FailNext(LoopsServerFault.TooManyRequests);
        var faulted = await loops.SendAsync("GET", "api-key");

        Assert.Equal((429, contentType, text, "0"), (limited.Status, limited.ContentType, limited.Body, limited.Remaining));
        Assert.Equal(limited, faulted);
    }

    [Fact]
    public async Task A_fixed_window_ends_with_the_second_of_the_clock()
    {
        await using var loops = await LocalLoops.StartAsync(static time => new() { TimeProvider = time, RequestsPerSecond = 2, RateLimiter = LoopsServerRateLimiter.FixedWindow });
        loops.Time.Advance(TimeSpan.FromMilliseconds(900));

        Assert.Equal(["200 1", "200 0", "429 0"], await AskAsync(loops, 3));
        loops.Time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(["200 1", "200 0", "429 0"], await AskAsync(loops, 3));
    }

    [Fact]
    public async Task A_bucket_fills_evenly_and_not_over_its_brim()
    {
        await using var loops = await LocalLoops.StartAsync(static time => new() { TimeProvider = time, RequestsPerSecond = 3, RateLimiter = LoopsServerRateLimiter.TokenBucket });

        Assert.Equal(["200 2", "200 1", "200 0", "429 0"], await AskAsync(loops, 4));
        loops.Time.Advance(TimeSpan.FromSeconds(1) / 3);
        Assert.Equal(["200 0", "429 0"], await AskAsync(loops, 2));
        loops.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["200 2", "200 1", "200 0", "429 0"], await AskAsync(loops, 4));
    }

    [Theory]
    [InlineData(LoopsServerRateLimiter.SlidingWindow)]
    [InlineData(LoopsServerRateLimiter.FixedWindow)]
    [InlineData(LoopsServerRateLimiter.TokenBucket)]
    public async Task The_limit_can_be_changed_while_the_server_runs(LoopsServerRateLimiter limiter)
    {
        await using var loops = await LocalLoops.StartAsync(time => new() { TimeProvider = time, RequestsPerSecond = 3, RateLimiter = limiter });

        Assert.Equal(["200 2", "200 1"], await AskAsync(loops, 2));
        loops.Server.RequestsPerSecond = 1;
        Assert.Equal(["200 0", "429 0"], await AskAsync(loops, 2));
        loops.Server.Reset();
        Assert.Equal(["200 0", "429 0"], await AskAsync(loops, 2));
        loops.Server.RequestsPerSecond = 0;
        Assert.Equal(["200 9", "200 9"], await AskAsync(loops, 2));
        Assert.Equal(0, loops.Server.RequestsPerSecond);
        Assert.Throws<ArgumentOutOfRangeException>(() => loops.Server.RequestsPerSecond = -1);
    }

    private static async Task<List<string>> AskAsync(LocalLoops loops, int times)
    {
        var answers = new List<string>();
        for (var i = 0; i < times; i++)
        {
            var reply = await loops.SendAsync("GET", "lists");
            answers.Add($"{reply.Status} {reply.Remaining}");
        }
        return answers;
    }
}
