using LoopsMapping.Outbox;

namespace LoopsMapping.Tool.Tests.Outbox;

public sealed class OutboxRetryTests : OutboxTest
{
    [Fact]
    public async Task All_takes_what_surely_did_not_arrive_and_says_what_stays()
    {
        await FillAsync();

        await ShouldSayAsync(await OutboxAsync("retry", "--all", "--yes"), 0, """
            2 dead letters are pending again, under new numbers.
            1 stays: it may have arrived. Look in Loops; retry what is not there by its ID, or with --ambiguous.
            1 stays: it never became a request. Mend the code, and send the value anew.

            """.ReplaceLineEndings("\n"));
        Assert.Equal("pending u1, pending u2, dead u3, dead u4", await ContentAsync());
    }

    [Fact]
    public async Task Before_it_does_anything_it_shows_what_and_asks()
    {
        await FillAsync();

        var yes = await OutboxAsync(Around with { Answer = "Y\n" }, "retry", "--all", "--ambiguous");

        await ShouldSayAsync(yes, 0, """
            3 dead letters are pending again, under new numbers.
            1 stays: it never became a request. Mend the code, and send the value anew.

            """.ReplaceLineEndings("\n"), """
            Records  Team     Name             State or reason
                  1  default  User Registered  Ambiguous
                  1  default  User Registered  Refused 400
                  1  default  User Registered  Refused 422

            Careful: 1 of them may have arrived, and can mail somebody a second time.
            Make 3 dead letters pending again? [y/N] 
            """.ReplaceLineEndings("\n"));
        Assert.Equal("pending u1, pending u2, pending u3, dead u4", await ContentAsync());
    }

    [Theory]
    [InlineData("n\n")]
    [InlineData("\n")]
    [InlineData("")]
    public async Task Any_other_answer_changes_nothing(string answer)
    {
        await FillAsync();

        var run = await OutboxAsync(Around with { Answer = answer }, "retry", "--all");

        Assert.Equal(1, await run.Exit);
        Assert.EndsWith("pending again? [y/N] Nothing was changed.\n", Unix(run.Error), StringComparison.Ordinal);
        Assert.Equal("dead u1, dead u2, dead u3, dead u4", await ContentAsync());
    }

    [Fact]
    public async Task Where_nobody_can_answer_yes_is_asked_for()
    {
        await FillAsync();

        var run = await OutboxAsync("retry", "--all");

        Assert.Equal(1, await run.Exit);
        Assert.EndsWith("\nNothing was changed: this command asks before it does so, and here nobody can answer. Repeat it with --yes.\n", Unix(run.Error), StringComparison.Ordinal);
        Assert.Equal("dead u1, dead u2, dead u3, dead u4", await ContentAsync());
    }

    [Fact]
    public async Task One_that_may_have_arrived_is_taken_by_its_number_with_a_warning()
    {
        await FillAsync();

        var run = await OutboxAsync(Around with { Answer = "yes\n" }, "retry", "3");

        Assert.Equal(0, await run.Exit);
        Assert.Contains("\nCareful: it may have arrived, and can mail somebody a second time.\n", Unix(run.Error), StringComparison.Ordinal);
        Assert.Equal("pending u3, dead u1, dead u2, dead u4", await ContentAsync());
    }

    [Theory]
    [InlineData("--contact", "ADAM@loops.so", "pending u1, dead u2, dead u3, dead u4")]
    [InlineData("--contact", "u2", "pending u2, dead u1, dead u3, dead u4")]
    [InlineData("--reason", "refused", "pending u1, pending u2, dead u3, dead u4")]
    [InlineData("--reason", "Ambiguous", "dead u1, dead u2, dead u3, dead u4")]
    [InlineData("--team", "shop", "dead u1, dead u2, dead u3, dead u4")]
    public async Task Options_narrow(string option, string value, string content)
    {
        await FillAsync();

        var run = await OutboxAsync("retry", option, value, "--yes");

        Assert.Equal(0, await run.Exit);
        Assert.Equal(content, await ContentAsync());
    }

    [Fact]
    public async Task A_key_that_another_record_has_now_keeps_the_dead_letter_where_it_is()
    {
        await FillAsync();
        await EnqueueAsync(Event("u1", "adam@loops.so"));

        await ShouldSayAsync(
            await OutboxAsync("retry", "1", "--yes"), 1,
            "No dead letter was retried.\n1 stays: it cannot be retried: another record has the idempotency key now, or somebody else was faster.\n");
    }

    [Fact]
    public async Task With_json_it_counts_what_was_done_and_what_was_left()
    {
        await FillAsync();

        Assert.Equal("""{"retried":2,"leftAmbiguous":1,"leftInvalid":1,"leftDuplicate":0}""", (await JsonAsync(0, "retry", "--all", "--yes")).GetRawText());
    }

    [Fact]
    public async Task Numbers_that_are_no_dead_letters_are_named_and_nothing_is_done()
    {
        await FillAsync();
        var ticket = Assert.Single(await EnqueueAsync(Event("u9")));

        await ShouldSayAsync(await OutboxAsync("retry", "1", "97", "98", "--yes"), 1, "", "There is no such dead letter: 97, 98. What was retried has a new number. Nothing was changed.\n");
        await ShouldSayAsync(await OutboxAsync("retry", "1", $"{ticket.Id}", "--yes"), 1, "", $"Pending already: {ticket.Id}. Nothing was changed.\n");
        await ShouldSayAsync(
            await OutboxAsync("retry", "4", "--yes"), 1, "No dead letter was retried.\n1 stays: it never became a request. Mend the code, and send the value anew.\n");
        Assert.Equal("pending u9, dead u1, dead u2, dead u3, dead u4", await ContentAsync());
    }

    [Fact]
    public async Task More_than_a_page_is_taken_whole()
    {
        var invalid = new LoopsOutboxFailure(LoopsOutboxReason.Invalid, "$.traits.age is no number.");
        await EnqueueAsync([.. Enumerable.Range(0, 1_203).Select(i => Event($"u{i}") with { Failure = i % 401 == 0 ? invalid : Refused })]);

        Assert.Equal("""{"retried":1200,"leftAmbiguous":0,"leftInvalid":3,"leftDuplicate":0}""", (await JsonAsync(0, "retry", "--all", "--yes")).GetRawText());
    }

    [Fact]
    public async Task Without_a_word_about_which_ones_it_is_a_wrong_command_line()
    {
        await FillAsync();

        foreach (var options in (string[][])[[], ["--yes"], ["--ambiguous", "--yes"]])
        {
            await ShouldSayAsync(
                await OutboxAsync(["retry", .. options]), 2, "",
                "Which dead letters? Name their IDs, or --team, --contact or --reason, or take --all.\nSee loops-mapping outbox retry --help.\n");
        }
        Assert.Equal("dead u1, dead u2, dead u3, dead u4", await ContentAsync());
    }

    private async Task FillAsync()
    {
        await DeadAsync(Event("u1", "adam@loops.so"), Refused);
        await DeadAsync(Event("u2"), Refused with { Status = 422 });
        await DeadAsync(Event("u3"), Ambiguous);
        await EnqueueAsync(Event("u4") with { Failure = new(LoopsOutboxReason.Invalid, "$.traits.age is no number.") });
    }
}
