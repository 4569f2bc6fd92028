using System.Text.Json;
using LoopsMapping.Outbox;

namespace LoopsMapping.Tool.Tests.Outbox;

public sealed class OutboxListTests : OutboxTest
{
    [Fact]
    public async Task Records_are_rows_with_their_contacts_masked()
    {
        await FillAsync();

        await ShouldSayAsync(await OutboxAsync("list"), 0, """
            ID  Team     Name             Contact            State    Attempts       Age  Next attempt, or reason
             1  default  User Registered  u1, a***@loops.so  dead            1  3 h 12 m  Refused 400
             2  default  PasswordReset    e***@loops.so      pending         1  3 h 12 m  in 48 m
             3  default  Customer         u3, c***@loops.so  pending         0  3 h 12 m  now
             4  blog     Plan Changed     u4                 pending         0  3 h 12 m  paused

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Reveal_shows_addresses()
    {
        await FillAsync();

        var run = await OutboxAsync("list", "--reveal");

        Assert.Contains("  u1, adam@loops.so   ", run.Output.ToString(), StringComparison.Ordinal);
        Assert.Contains("  eve@loops.so        ", run.Output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "--dead")]
    [InlineData("2 3 4", "--pending")]
    [InlineData("1 2 3 4", "--pending", "--dead")]
    [InlineData("4", "--team", "blog")]
    [InlineData("1", "--contact", "ADAM@loops.so")]
    [InlineData("3", "--contact", "u3")]
    [InlineData("1", "--reason", "refused")]
    [InlineData("", "--reason", "GaveUp")]
    [InlineData("", "--team", "shop")]
    [InlineData("1 2", "--limit", "2")]
    [InlineData("3 4", "--after", "2")]
    [InlineData("3", "--after", "2", "--team", "default", "--pending")]
    public async Task Options_narrow(string ids, params string[] options)
    {
        await FillAsync();

        var records = (await JsonAsync(0, ["list", .. options])).GetProperty("records");

        Assert.Equal(ids, string.Join(' ', records.EnumerateArray().Select(static record => record.GetProperty("id").GetInt64())));
    }

    [Fact]
    public async Task A_page_tells_where_the_next_one_begins()
    {
        await FillAsync();

        Assert.EndsWith("\n\nThere are more: --after 2\n", Unix((await OutboxAsync("list", "--limit", "2")).Output), StringComparison.Ordinal);
        Assert.Equal(2, (await JsonAsync(0, "list", "--limit", "2")).GetProperty("nextAfter").GetInt64());
        Assert.False((await JsonAsync(0, "list", "--limit", "2", "--after", "2")).TryGetProperty("nextAfter", out _));
    }

    [Fact]
    public async Task None_is_said_and_no_failure()
    {
        await EnqueueAsync();

        await ShouldSayAsync(await OutboxAsync("list"), 0, "There is no such record.\n");
    }

    [Fact]
    public async Task With_json_a_record_has_every_fact_masked_and_no_content()
    {
        await FillAsync();

        var records = (await JsonAsync(0, "list")).GetProperty("records").EnumerateArray().ToList();

        Assert.Equal(
            """{"id":1,"team":"default","state":"dead","name":"User Registered","method":"POST","path":"events/send","email":"a***@loops.so","userId":"u1","lane":"u1","priority":"live","idempotencyKey":"key-u1-User Registered","enqueuedAt":"2026-03-01T12:00:00Z","attempts":1,"firstAttemptAt":"2026-03-01T12:00:00Z","mayHaveArrived":false,"failedAt":"2026-03-01T12:00:00Z","reason":"refused","status":400,"detail":"Loops refuses its content."}""",
            records[0].GetRawText());
        Assert.Equal(
            """{"id":2,"team":"default","state":"pending","name":"PasswordReset","method":"POST","path":"transactional","email":"e***@loops.so","lane":"transactional/cm06f5v0e45nf0ml5754o9cix/e***@loops.so","priority":"live","idempotencyKey":"reset:e***@loops.so","enqueuedAt":"2026-03-01T12:00:00Z","attempts":1,"firstAttemptAt":"2026-03-01T12:00:00Z","mayHaveArrived":true,"lastReason":"Loops answered 503","dueAt":"2026-03-01T16:00:00Z"}""",
            records[1].GetRawText());
    }

    [Fact]
    public async Task With_json_reveal_shows_addresses()
    {
        await FillAsync();

        var records = (await JsonAsync(0, "list", "--reveal")).GetProperty("records").EnumerateArray().ToList();

        Assert.Equal("adam@loops.so", records[0].GetProperty("email").GetString());
        Assert.Equal("transactional/cm06f5v0e45nf0ml5754o9cix/eve@loops.so", records[1].GetProperty("lane").GetString());
    }

    [Theory]
    [InlineData("--reason takes one of Refused, Expired, Ambiguous, GaveUp, NotAllowed, Invalid.", "--reason", "0")]
    [InlineData("Only dead letters have a reason: leave out --pending or --reason.", "--reason", "Refused", "--pending")]
    [InlineData("--limit takes a number from 1 to 10000.", "--limit", "0")]
    [InlineData("An ID is a whole number from 1, as \"outbox list\" shows it.", "--after", "-1")]
    [InlineData("--team must not be blank.", "--team", " ")]
    [InlineData("--contact must not be blank.", "--contact", "")]
    [InlineData("loops-mapping outbox list takes options only.", "17")]
    public async Task A_wrong_command_line_is_one_message(string message, params string[] options)
    {
        await ShouldSayAsync(await OutboxAsync(["list", .. options]), 2, "", $"{message}\nSee loops-mapping outbox list --help.\n");
    }

    private async Task FillAsync()
    {
        await DeadAsync(Event("u1", "adam@loops.so"), Refused);
        await InStoreAsync(async store =>
        {
            await store.EnqueueAsync([Reset("eve@loops.so")], Cancel);
            var claim = await ClaimAsync(store, Team);
            await store.MarkAttemptAsync(claim, Cancel);
            return await store.RescheduleAsync(claim, new(TimeSpan.FromHours(4), "Loops answered 503") { MayHaveArrived = true, WasServerError = true }, Cancel);
        });
        await EnqueueAsync(Contact("u3", "carol@loops.so"), Event("u4", name: "Plan Changed") with { Team = "blog" });
        await PauseAsync("Loops refuses the API key with 401.", "blog");
        Time.Advance(TimeSpan.FromMinutes(192));
    }
}
