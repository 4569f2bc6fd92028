using LoopsMapping.Outbox;

namespace LoopsMapping.Tool.Tests.Outbox;

public sealed class OutboxPurgeTests : OutboxTest
{
    [Fact]
    public async Task A_contact_goes_with_all_that_waits_failed_or_is_remembered()
    {
        await FillAsync();
        Assert.Equal(LoopsOutboxEntry.Unchanged, await AskAgainAsync());

        await ShouldSayAsync(await OutboxAsync("purge", "--contact", "ADAM@loops.so", "--yes"), 0, "3 records removed, and what was remembered of the contact.\n");

        Assert.Equal("pending u2, dead u3", await ContentAsync());
        Assert.Equal(LoopsOutboxEntry.Enqueued, await AskAgainAsync());
    }

    [Fact]
    public async Task A_contact_without_records_is_forgotten_all_the_same()
    {
        await DeliverAsync();

        var run = await OutboxAsync(Around with { Answer = "y\n" }, "purge", "--contact", "u0");

        await ShouldSayAsync(run, 0, "0 records removed, and what was remembered of the contact.\n", "Remove 0 records and what is remembered of the contact for good? [y/N] ");
        Assert.Equal(LoopsOutboxEntry.Enqueued, await AskAgainAsync());
    }

    [Fact]
    public async Task Before_it_does_anything_it_shows_what_and_asks()
    {
        await FillAsync();

        var no = await OutboxAsync(Around with { Answer = "n\n" }, "purge", "--team", "default");

        await ShouldSayAsync(no, 1, "", """
            Records  Team     Name             State or reason
                  2  default  User Registered  pending
                  1  default  PasswordReset    pending
                  1  default  User Registered  Ambiguous
                  1  default  User Registered  Refused 400

            Remove 5 records for good? [y/N] Nothing was changed.

            """.ReplaceLineEndings("\n"));
        Assert.Equal("pending u1, pending adam@loops.so, pending u2, dead u1, dead u3", await ContentAsync());
    }

    [Fact]
    public async Task Where_nobody_can_answer_yes_is_asked_for()
    {
        await FillAsync();

        var run = await OutboxAsync("purge", "--dead");

        Assert.Equal(1, await run.Exit);
        Assert.EndsWith("Repeat it with --yes.\n", Unix(run.Error), StringComparison.Ordinal);
        Assert.Equal("pending u1, pending adam@loops.so, pending u2, dead u1, dead u3", await ContentAsync());
    }

    [Theory]
    [InlineData("pending u1, pending adam@loops.so, pending u2", "--dead")]
    [InlineData("dead u1, dead u3", "--pending")]
    [InlineData("", "--dead", "--pending")]
    [InlineData("pending u1, pending adam@loops.so, pending u2, dead u1", "--reason", "ambiguous")]
    [InlineData("pending u2, dead u1, dead u3", "--contact", "adam@loops.so", "--pending")]
    [InlineData("pending u1, pending adam@loops.so, pending u2, dead u1, dead u3", "--team", "shop")]
    public async Task Options_narrow(string content, params string[] options)
    {
        await FillAsync();

        var run = await OutboxAsync(["purge", .. options, "--yes"]);

        Assert.Equal(0, await run.Exit);
        Assert.Equal(content, await ContentAsync());
    }

    [Fact]
    public async Task Records_are_removed_by_their_numbers()
    {
        await FillAsync();
        var dead = await InStoreAsync(store => store.ListAsync(new() { State = LoopsOutboxState.DeadLetter }, Cancel));

        await ShouldSayAsync(await OutboxAsync("purge", $"{dead[0].Id}", $"{dead[1].Id}", "--yes"), 0, "2 records removed.\n");
        Assert.Equal("pending u1, pending adam@loops.so, pending u2", await ContentAsync());
    }

    [Fact]
    public async Task Numbers_that_are_not_there_are_named_and_nothing_is_done()
    {
        await FillAsync();

        await ShouldSayAsync(await OutboxAsync("purge", "2", "97", "--yes"), 1, "", "There is no such record: 97. Nothing was changed.\n");
        Assert.Equal("pending u1, pending adam@loops.so, pending u2, dead u1, dead u3", await ContentAsync());
    }

    [Fact]
    public async Task With_json_it_says_how_many()
    {
        await FillAsync();

        Assert.Equal("""{"purged":2}""", (await JsonAsync(0, "purge", "--dead", "--yes")).GetRawText());
        Assert.Equal("""{"purged":0}""", (await JsonAsync(0, "purge", "--dead", "--yes")).GetRawText());
    }

    [Fact]
    public async Task Without_a_word_about_which_ones_it_is_a_wrong_command_line()
    {
        await FillAsync();

        await ShouldSayAsync(
            await OutboxAsync("purge", "--yes"), 2, "",
            "Which records? Name their IDs, or --contact, --team, --reason, --dead or --pending.\nSee loops-mapping outbox purge --help.\n");
        Assert.Equal("pending u1, pending adam@loops.so, pending u2, dead u1, dead u3", await ContentAsync());
    }

    private static LoopsOutboxMessage Remembered => Contact("u0", "adam@loops.so") with { Mapping = "Shop.Customer", SkipUnchanged = true };

    private async Task FillAsync()
    {
        await DeliverAsync();
        await DeadAsync(Event("u1", "adam@loops.so"), Refused);
        await DeadAsync(Event("u3"), Ambiguous);
        await EnqueueAsync(Event("u1", "Adam@loops.so"), Reset("adam@loops.so"), Event("u2"));
    }

    /// <summary>A contact whose content the outbox remembers.</summary>
    private Task<bool> DeliverAsync() => InStoreAsync(async store =>
    {
        await store.EnqueueAsync([Remembered], Cancel);
        var claim = await ClaimAsync(store, Team);
        await store.MarkAttemptAsync(claim, Cancel);
        return await store.CompleteAsync(claim, LoopsOutboxCompletion.Accepted, Cancel);
    });

    private async Task<LoopsOutboxEntry> AskAgainAsync() => Assert.Single(await EnqueueAsync(Remembered)).Entry;
}
