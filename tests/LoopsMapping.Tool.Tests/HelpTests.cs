using LoopsMapping.Tool.Tests.Harness;

namespace LoopsMapping.Tool.Tests;

public sealed class HelpTests
{
    [Theory]
    [InlineData("loops-mapping serve --port 5091 --api-key local-key", "serve")]
    [InlineData("loops-mapping key test --project src/App", "key", "test")]
    [InlineData("loops-mapping key test", "key")]
    [InlineData("loops-mapping pull --project src/App", "pull")]
    [InlineData("loops-mapping check --project src/App", "check")]
    [InlineData("loops-mapping push --project src/App", "push")]
    [InlineData("loops-mapping mappings --project src/App", "mappings")]
    [InlineData("loops-mapping send UserRegistered --email you@example.com --set plan=Pro", "send")]
    [InlineData("loops-mapping outbox status", "outbox", "status")]
    [InlineData("loops-mapping outbox list --dead", "outbox", "list")]
    [InlineData("loops-mapping outbox show 1042", "outbox", "show")]
    [InlineData("loops-mapping outbox retry --all", "outbox", "retry")]
    [InlineData("loops-mapping outbox purge --contact adam@loops.so", "outbox", "purge")]
    [InlineData("loops-mapping outbox purge --contact adam@loops.so", "outbox")]
    [InlineData("loops-mapping serve")]
    public async Task Every_command_has_help_with_examples(string example, params string[] command)
    {
        foreach (var option in (string[])["--help", "-h", "-?"])
        {
            var help = await Run.ToEndAsync([.. command, option]);

            Assert.Equal(0, await help.Exit);
            Assert.Contains($"Examples:{Environment.NewLine}", help.Output.ToString(), StringComparison.Ordinal);
            Assert.Contains($"  {example}{Environment.NewLine}", help.Output.ToString(), StringComparison.Ordinal);
            Assert.Equal("", help.Error.ToString());
        }
    }

    [Theory]
    [InlineData]
    [InlineData("key")]
    [InlineData("outbox")]
    public async Task Where_a_command_has_to_follow_nothing_shows_the_help(params string[] command)
    {
        var bare = await Run.ToEndAsync(command);
        var help = await Run.ToEndAsync([.. command, "--help"]);

        Assert.Equal(0, await bare.Exit);
        Assert.Equal(help.Output.ToString(), bare.Output.ToString());
    }

    [Fact]
    public async Task Help_about_the_key_says_where_it_comes_from()
    {
        var help = await Run.ToEndAsync("key", "test", "--help");

        Assert.Contains("environment variable LOOPS_API_KEY, else Loops__ApiKey, else the user", help.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_that_of_the_package_alone()
    {
        var version = await Run.ToEndAsync("--version");

        Assert.Equal(0, await version.Exit);
        Assert.Equal($"0.1.0{Environment.NewLine}", version.Output.ToString());
    }

    [Fact]
    public async Task An_unknown_command_is_an_error_with_the_help()
    {
        var run = await Run.ToEndAsync("srve", "--port", "1");

        Assert.Equal(2, await run.Exit);
        Assert.Equal("", run.Output.ToString());
        Assert.StartsWith($"There is no command srve.{Environment.NewLine}", run.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("  serve  ", run.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_option_is_one_message_and_a_pointer_to_the_help()
    {
        var run = await Run.ToEndAsync("serve", "--prot", "5090");

        Assert.Equal(2, await run.Exit);
        Assert.Equal($"loops-mapping serve has no option --prot.{Environment.NewLine}See loops-mapping serve --help.{Environment.NewLine}", run.Error.ToString());
    }
}
