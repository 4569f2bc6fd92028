using LoopsMapping.Testing.Tests.Server.Harness;

namespace LoopsMapping.Testing.Tests.Server;

/// <summary>What a server finds again that is started on the journal of an earlier one.</summary>
public sealed class JournalTests
{
    private const string SignUp = """{"email":"adam@loops.so","userId":"u1","eventName":"Sign Up","eventProperties":{"plan":"pro"}}""";

    private static readonly int Runs = Environment.GetEnvironmentVariable("LOOPS_TEST_SCALE") == "full" ? 200 : 8;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Runs)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_was_sent_the_next_server_has_what_the_last_one_had(int seed)
    {
        using var journal = new JournaledLoops();
        var requests = new RandomRequests(seed, hasFaults: true);
        for (var start = 0; start < 4; start++)
        {
            string before;
            await using (var loops = await StartAsync())
            {
                for (var i = 0; i < 30; i++)
                    await requests.SendAsync(loops);
                before = TeamState.Of(loops.Server);
            }

            await using var next = await StartAsync();
            Assert.Equal(before, TeamState.Of(next.Server));
            Assert.Empty(next.Server.Requests);
        }

        Task<LocalLoops> StartAsync() => journal.StartAsync(options => new()
        {
            JournalPath = options.JournalPath,
            TimeProvider = options.TimeProvider,
            RequestsPerSecond = 0,
            AcceptIdenticalReplays = seed % 2 == 0,
            RefusedRequestsUseKeys = seed % 4 > 1,
            SuppressionRemovals = 2,
            MailingLists = seed % 3 == 0 ? [new("l1", "Newsletter")] : [],
            TransactionalEmails = seed % 5 == 0 ? [new("t1", "Welcome") { DataVariables = ["link"] }] : [],
            UnknownContactProperties = seed % 8 == 0 ? LoopsServerUnknownProperties.Drop : LoopsServerUnknownProperties.Create,
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_server_that_was_stopped_answers_on_as_one_that_was_not(int seed)
    {
        using var journal = new JournaledLoops();
        using var other = new JournaledLoops();
        await using var lasting = await other.StartAsync();
        var (here, there) = (new RandomRequests(seed, hasFaults: false), new RandomRequests(seed, hasFaults: false));
        for (var i = 0; i < 60; i++)
        {
            await using var loops = await journal.StartAsync();
            for (var j = 0; j < 2; j++)
                Assert.Equal(WithoutId(await there.SendAsync(lasting)), WithoutId(await here.SendAsync(loops)));
        }

        static string? WithoutId(Reply? reply) => reply is null ? null : $"{reply.Status} {(reply.Body.Contains("\"id\":", StringComparison.Ordinal) ? "" : reply.Body)}";
    }

    [Fact]
    public async Task A_used_key_stays_used_for_24_hours_from_when_it_was_used()
    {
        using var journal = new JournaledLoops();
        await using (var loops = await journal.StartAsync())
            (await loops.TrackAsync(SignUp, "k-1")).ShouldBe(200);
        journal.Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));

        await using (var loops = await journal.StartAsync())
        {
            (await loops.TrackAsync(SignUp, "k-1")).ShouldFail(409);
            journal.Time.Advance(TimeSpan.FromSeconds(1));
            (await loops.TrackAsync(SignUp, "k-1")).ShouldBe(200);
            Assert.Equal(2, loops.Server.Events.Count);
        }
    }

    [Fact]
    public async Task Only_what_took_effect_is_in_it_and_no_api_key_is()
    {
        using var journal = new JournaledLoops();
        await using (var loops = await journal.StartAsync())
        {
            (await loops.TrackAsync(SignUp, "k-1")).ShouldBe(200);
            (await loops.TrackAsync(SignUp, "k-1")).ShouldFail(409);
            (await loops.FindAsync("email=adam%40loops.so")).ShouldBe(200);
            (await loops.CreateAsync("""{"email":"adam@loops.so"}""")).ShouldFail(409);
            (await loops.UpdateAsync("{}")).ShouldFail(400);
            loops.Server.FailNext(LoopsServerFault.ServiceUnavailable);
            (await loops.UpdateAsync("""{"email":"eve@loops.so"}""")).ShouldFail(503);
        }

        Assert.Equal(
            """{"time":"2026-03-01T12:00:00+00:00","method":"POST","path":"/api/v1/events/send","idempotencyKey":"k-1","body":"{\"email\":\"adam@loops.so\",\"userId\":\"u1\",\"eventName\":\"Sign Up\",\"eventProperties\":{\"plan\":\"pro\"}}","status":200}""",
            Assert.Single(journal.Lines.Skip(1)));
        Assert.DoesNotContain("test-key", File.ReadAllText(journal.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_is_in_it_before_it_is_answered()
    {
        using var journal = new JournaledLoops();
        await using var loops = await journal.StartAsync();
        using var hold = loops.Server.HoldNext();
        var answer = loops.UpdateAsync("""{"email":"adam@loops.so"}""");
        await hold.Reached;

        // As after a kill: the file as it is now.
        using var copy = new JournaledLoops();
        File.WriteAllBytes(copy.Path, await ReadSharedAsync(journal.Path));
        await using var next = await copy.StartAsync();

        Assert.Equal("adam@loops.so", Assert.Single(next.Server.Contacts).Email);
        hold.Release();
        (await answer).ShouldBe(200);
    }

    [Fact]
    public async Task What_is_repeated_takes_no_slot_of_the_rate_limit()
    {
        using var journal = new JournaledLoops();
        await using (var loops = await journal.StartAsync())
        {
            for (var i = 0; i < 3; i++)
                await loops.UpdateAsync($$"""{"email":"{{i}}@loops.so"}""");
        }

        await using var next = await journal.StartAsync(static options => new() { JournalPath = options.JournalPath, TimeProvider = options.TimeProvider, RequestsPerSecond = 1 });

        (await next.UpdateAsync("""{"email":"adam@loops.so"}""")).ShouldBe(200);
        Assert.Equal(4, next.Server.Contacts.Count);
    }

    [Fact]
    public async Task What_is_repeated_sends_no_webhook()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var journal = new JournaledLoops();
        await using (var loops = await journal.StartAsync())
            await loops.UpdateAsync("""{"email":"adam@loops.so"}""");

        await using var next = await journal.StartAsync(options => new() { JournalPath = options.JournalPath, TimeProvider = options.TimeProvider, RequestsPerSecond = 0, Webhooks = receiver.Endpoint });
        await next.Server.FlushWebhooksAsync(LocalLoops.Cancel);
        Assert.Empty(receiver.Received);
        await next.UpdateAsync("""{"email":"eve@loops.so"}""");
        await next.Server.FlushWebhooksAsync(LocalLoops.Cancel);

        Assert.Contains("eve@loops.so", Assert.Single(receiver.Received).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suppressed_emails_and_the_removals_that_are_left_are_as_they_were()
    {
        using var journal = new JournaledLoops();
        await using (var loops = await journal.StartAsync())
        {
            await loops.UpdateAsync("""{"email":"adam@loops.so"}""");
            await loops.UpdateAsync("""{"email":"eve@loops.so"}""");
            loops.Server.Suppress("adam@loops.so");
            loops.Server.Suppress("eve@loops.so");
            (await loops.SendAsync("DELETE", "contacts/suppression?email=eve%40loops.so")).ShouldBe(200);
        }

        await using var next = await journal.StartAsync();

        var answer = await next.SendAsync("GET", "contacts/suppression?email=adam%40loops.so");
        Assert.Contains("\"isSuppressed\":true", answer.Body, StringComparison.Ordinal);
        Assert.Contains("\"remaining\":99", answer.Body, StringComparison.Ordinal);
        Assert.Contains("\"isSuppressed\":false", (await next.SendAsync("GET", "contacts/suppression?email=eve%40loops.so")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reset_empties_it()
    {
        using var journal = new JournaledLoops();
        await using (var loops = await journal.StartAsync())
        {
            await loops.TrackAsync(SignUp, "k-1");
            loops.Server.Reset();
            Assert.Empty(loops.Server.Contacts);
            await loops.UpdateAsync("""{"email":"eve@loops.so"}""");
        }

        await using var next = await journal.StartAsync();

        Assert.Equal("eve@loops.so", Assert.Single(next.Server.Contacts).Email);
        Assert.Empty(next.Server.Events);
        (await next.TrackAsync(SignUp, "k-1")).ShouldBe(200);
    }

    [Fact]
    public async Task Without_a_path_nothing_is_written_and_after_the_end_nothing_more()
    {
        using var journal = new JournaledLoops();
        await using (await LocalLoops.StartAsync())
            Assert.False(File.Exists(journal.Path));
        await using var loops = await journal.StartAsync();
        await loops.UpdateAsync("""{"email":"adam@loops.so"}""");
        await loops.Server.DisposeAsync();
        var before = journal.Lines;

        loops.Server.Suppress("adam@loops.so");
        loops.Server.Reset();

        Assert.Equal(before, journal.Lines);
    }

    /// <summary>On Unix the lock keeps other servers out, and lets other programs read.</summary>
    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("cat", [path]) { RedirectStandardOutput = true })!;
        using var copy = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(copy, LocalLoops.Cancel);
        await process.WaitForExitAsync(LocalLoops.Cancel);
        return copy.ToArray();
    }
}
