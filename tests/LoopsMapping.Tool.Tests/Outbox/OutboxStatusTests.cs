using LoopsMapping.Outbox;
using LoopsMapping.Tool.Tests.Harness;

namespace LoopsMapping.Tool.Tests.Outbox;

public sealed class OutboxStatusTests : OutboxTest
{
    [Fact]
    public async Task Each_team_is_a_row_and_dead_letters_and_pauses_are_failure()
    {
        await DeadAsync(Event("u1", "adam@loops.so"), Refused);
        await EnqueueAsync(Event("u2"), Event("u3"), Event("u4") with { Team = "blog" });
        await PauseAsync("Loops refuses the API key with 401.", "blog");
        Time.Advance(TimeSpan.FromMinutes(192));

        var run = await OutboxAsync("status");

        await ShouldSayAsync(run, 1, $"""
            SQLite {Path}
            No application is sending from it now.

            Team     Pending    Oldest  Dead letters  Paused
            blog           1  3 h 12 m             0  Loops refuses the API key with 401.
            default        2  3 h 12 m             1  no

            See what failed with "loops-mapping outbox list --dead".
            A paused team goes on by itself once Loops takes its key; try the key with "loops-mapping key test".

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task What_only_waits_is_success()
    {
        await EnqueueAsync(Event("u1"));

        var run = await OutboxAsync("status");

        await ShouldSayAsync(run, 0, $"""
            SQLite {Path}
            No application is sending from it now.

            Team     Pending  Oldest  Dead letters  Paused
            default        1     0 s             0  no

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task An_empty_outbox_is_well()
    {
        await EnqueueAsync();

        var run = await OutboxAsync("status");

        await ShouldSayAsync(run, 0, $"SQLite {Path}\nNo application is sending from it now.\n\nNothing is pending, nothing is paused, and there are no dead letters.\n");
    }

    [Fact]
    public async Task With_json_it_has_the_figures_of_the_health_check()
    {
        await DeadAsync(Event("u1"), Refused);
        await EnqueueAsync(Event("u2"));
        Time.Advance(TimeSpan.FromSeconds(90));

        var status = await JsonAsync(1, "status");

        Assert.Equal($"SQLite {Path}", status.GetProperty("outbox").GetString());
        Assert.False(status.GetProperty("isDispatched").GetBoolean());
        Assert.True(status.GetProperty("needsAttention").GetBoolean());
        var team = Assert.Single(status.GetProperty("teams").EnumerateArray());
        Assert.Equal("""{"team":"default","pending":1,"oldestAgeSeconds":90,"deadLetters":1}""", team.GetRawText());
    }

    [Fact]
    public async Task It_sees_a_dispatcher_and_never_takes_its_role()
    {
        await EnqueueAsync(Event("u1"));
        await using var store = new SqliteOutboxStore(Path, Time);
        await store.OpenAsync(Cancel);
        var role = await store.TryBecomeDispatcherAsync(Cancel);
        Assert.NotNull(role);

        Assert.Contains("An application is sending from it.\n", Unix((await OutboxAsync("status")).Output), StringComparison.Ordinal);
        Assert.True((await JsonAsync(0, "status")).GetProperty("isDispatched").GetBoolean());

        await role.DisposeAsync();
        Assert.False((await JsonAsync(0, "status")).GetProperty("isDispatched").GetBoolean());
        role = await store.TryBecomeDispatcherAsync(Cancel);
        Assert.NotNull(role);
        await role.DisposeAsync();
    }

    [Fact]
    public async Task Looking_leaves_no_file_behind()
    {
        await EnqueueAsync(Event("u1"));

        await OutboxAsync("status");

        Assert.Equal([Path], Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task Trouble_is_red_on_a_terminal_and_plain_in_a_pipe()
    {
        await DeadAsync(Event("u1"), Refused);

        var colored = await OutboxAsync(Around with { HasColors = true }, "status");
        var plain = await OutboxAsync("status");

        Assert.Contains('\u001b', colored.Everything);
        Assert.DoesNotContain('\u001b', plain.Everything);
    }

    [Fact]
    public async Task What_an_application_wrote_cannot_steer_the_terminal()
    {
        await EnqueueAsync(Event("u1") with { Team = "a\u001b[2Jb" });

        var run = await OutboxAsync("status");

        Assert.Contains("a\uFFFD[2Jb  ", run.Output.ToString(), StringComparison.Ordinal);
    }
}
