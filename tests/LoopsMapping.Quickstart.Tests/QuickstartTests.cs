using System.Text.RegularExpressions;
using LoopsMapping.Testing;

namespace Quickstart.Tests;

/// <summary>What somebody sees who tries the project out.</summary>
public sealed partial class QuickstartTests
{
    private const string Content = """

        Audience
          adam@loops.so  userId test-user-a5h7xb  firstName Adam
            favoriteColor: blue
            favoriteNumber: 42

        Events
          User Registered  for adam@loops.so
            plan: Pro

        """;

    [Fact]
    public async Task It_needs_nothing_and_leaves_nothing()
    {
        using var place = new Workplace();

        var run = await place.RunAsync();

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            """
            Sending to a local Loops at http://127.0.0.1:PORT/api/v1/ (set Loops__ApiKey to send to your account).

            loops.IdentifyAsync(adam)
              Enqueued

            loops.TrackAsync(registered)
              Enqueued, key KEY

            → PUT /api/v1/contacts/update
              {"email":"adam@loops.so","userId":"test-user-a5h7xb","firstName":"Adam","favoriteColor":"blue","favoriteNumber":42}
            ← 200 OK

            → POST /api/v1/events/send
              Idempotency-Key: KEY
              {"eventName":"User Registered","email":"adam@loops.so","userId":"test-user-a5h7xb","eventProperties":{"plan":"Pro"}}
            ← 200 OK

            """ + Content, Stable(run.Output));
        Assert.Single(Key().Matches(run.Output).Select(static key => key.Value).Distinct());
        Assert.False(Directory.Exists(place.Data));
    }

    [Theory]
    [InlineData(0, 2, 0)]
    [InlineData(1, 2, 0)]
    [InlineData(2, 1, 1)]
    public async Task Killed_at_any_moment_the_next_run_finishes_what_is_left_and_mails_once(int answers, int left, int known)
    {
        using var place = new Workplace();

        var killed = await place.RunAsync("--kill-after", $"{answers}");
        var next = await place.RunAsync();

        Assert.NotEqual(0, killed.ExitCode);
        Assert.Contains("This process kills itself now.", killed.Output, StringComparison.Ordinal);
        Assert.Equal(answers, Count(killed.Output, "← 200 OK"));
        Assert.Equal((0, ""), (next.ExitCode, next.Error));
        Assert.Contains(left == 1 ? "1 record was waiting in the outbox" : $"{left} records were waiting in the outbox", next.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("loops.", next.Output.Replace("adam@loops.so", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal((left, known), (Count(next.Output, "→ "), Count(next.Output, "← 409 Conflict  Loops has had this key before: the event took effect once.")));
        Assert.Equal(Key().Match(killed.Output).Value, Key().Match(next.Output).Value);
        Assert.EndsWith(Content, next.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(place.Data));
    }

    [Fact]
    public async Task What_the_readme_shows_of_a_kill_is_what_happens()
    {
        using var place = new Workplace();
        await place.RunAsync("--kill-after", "2");

        var next = await place.RunAsync();

        var shown = Stable(ShownRun().Match(Readme()).Value);
        Assert.NotEqual("", shown);
        Assert.Contains(shown, Stable(next.Output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_again_and_again_it_still_comes_to_its_end()
    {
        using var place = new Workplace();
        foreach (var answers in (string[])["0", "1", "0", "2", "1"])
            Assert.NotEqual(0, (await place.RunAsync("--kill-after", answers)).ExitCode);

        var last = await place.RunAsync();

        Assert.Equal(0, last.ExitCode);
        Assert.EndsWith(Content, last.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_key_that_is_refused_holds_up_is_sent_with_the_next_one()
    {
        using var place = new Workplace();
        await using var loops = await LoopsServer.StartAsync(new() { ApiKey = "right" }, Workplace.Cancel);

        var refused = await place.RunAsync(loops, "wrong");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("← 401 Unauthorized", refused.Output, StringComparison.Ordinal);
        Assert.Contains("Stopped. What has not been sent is in the outbox", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", refused.Output + refused.Error, StringComparison.Ordinal);

        var taken = await place.RunAsync(loops, "right");
        Assert.Equal((0, ""), (taken.ExitCode, taken.Error));
        Assert.Contains("which Loops does not have", taken.Output, StringComparison.Ordinal);
        Assert.Equal("adam@loops.so", Assert.Single(loops.Contacts).Email);
        Assert.Equal("User Registered", Assert.Single(loops.Events).Name);
        Assert.False(Directory.Exists(place.Data));
    }

    [Fact]
    public async Task It_deletes_nothing_that_it_did_not_make()
    {
        using var place = new Workplace();
        Directory.CreateDirectory(place.Data);
        var other = Path.Combine(place.Data, "mine.txt");
        await File.WriteAllTextAsync(other, "mine", Workplace.Cancel);

        Assert.Equal(0, (await place.RunAsync()).ExitCode);

        Assert.Equal([other], Directory.EnumerateFileSystemEntries(place.Data));
    }

    [Theory]
    [InlineData("--kill-after")]
    [InlineData("--kill-after", "3")]
    [InlineData("--kill-after", "-1")]
    [InlineData("--kill-after", "soon")]
    [InlineData("--kill-after", "1", "more")]
    [InlineData("--help")]
    public async Task Arguments_that_it_does_not_know_are_a_usage_error(params string[] arguments)
    {
        using var place = new Workplace();

        var run = await place.RunAsync(arguments);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("Usage: ", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(place.Data));
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    /// <summary>Without what differs from run to run.</summary>
    private static string Stable(string text) => Key().Replace(Port().Replace(text, "127.0.0.1:PORT"), "KEY");

    private static string Readme()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "LoopsMapping.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The repository is not around the tests.");
        return File.ReadAllText(Path.Combine(folder, "README.md")).ReplaceLineEndings("\n");
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Key();

    [GeneratedRegex(@"127\.0\.0\.1:\d+")]
    private static partial Regex Port();

    [GeneratedRegex("(?<=^```\n)1 record was waiting.*?(?=^```$)", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex ShownRun();
}
