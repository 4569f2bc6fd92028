using LoopsMapping.Testing;
using LoopsMapping.Tool.Tests.Harness;

namespace LoopsMapping.Tool.Tests.Account;

/// <summary>A folder with a project, a local Loops with an account in it, and the commands that go between the two.</summary>
public abstract class AccountTest : IAsyncLifetime
{
    internal const string Key = "0123456789abcdef";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loops-tool-account-");
    private LoopsServer? _server;

    internal LoopsServer Server => _server!;

    internal DateTimeOffset Now { get; set; } = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    internal string Repository => _folder.FullName;

    internal string ProjectFolder => Path.Combine(Repository, "src", "My-Shop");

    internal string SchemaPath => Path.Combine(ProjectFolder, "loops.schema.json");

    internal string CodePath => Path.Combine(ProjectFolder, "LoopsAccount.cs");

    /// <summary>This assembly, as a build of the project.</summary>
    internal static string[] Built { get; } = ["--assembly", typeof(ShopLoops).Assembly.Location, "--destination", "ShopLoops"];

    /// <summary>An account that agrees with <see cref="ShopLoops"/>.</summary>
    internal static LoopsServerOptions Agreeing { get; } = new()
    {
        ApiKey = Key,
        TeamName = "Acme",
        RequestsPerSecond = 0,
        ContactProperties =
        [
            new("plan", LoopsServerPropertyType.Text), new("seats", LoopsServerPropertyType.Number), new("vip", LoopsServerPropertyType.Boolean),
            new("since", LoopsServerPropertyType.Date), new("label", LoopsServerPropertyType.Text),
        ],
        MailingLists = [new("list-news", "Newsletter") { IsPublic = true }],
        EventPatterns = [new("Plan Changed") { Properties = new Dictionary<string, LoopsServerPropertyType> { ["plan"] = LoopsServerPropertyType.Text } }],
        TransactionalEmails = [new("email-invoice", "Invoice") { DataVariables = ["total", "lines"] }],
    };

    public virtual ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(ProjectFolder);
        Directory.CreateDirectory(Path.Combine(Repository, ".git"));
        File.WriteAllText(Path.Combine(ProjectFolder, "My-Shop.csproj"), "<Project Sdk=\"Microsoft.NET.Sdk\"></Project>");
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    internal async Task StartAsync(LoopsServerOptions? options = null) => _server = await LoopsServer.StartAsync(options ?? Agreeing, Run.Cancel);

    internal Task<Run> AskAsync(params string[] arguments) => AskAsync(new(), arguments);

    /// <summary>A command with the key and the address, in the folder of the project.</summary>
    internal Task<Run> AskAsync(Surroundings surroundings, params string[] arguments) => TellAsync(
        surroundings with { Environment = surroundings.Environment.Count > 0 ? surroundings.Environment : new() { ["LOOPS_API_KEY"] = Key } },
        [.. arguments, "--base-address", Server.BaseAddress.AbsoluteUri]);

    /// <summary>A command that asks nobody, in the folder of the project.</summary>
    internal Task<Run> TellAsync(params string[] arguments) => TellAsync(new(), arguments);

    internal async Task<Run> TellAsync(Surroundings surroundings, params string[] arguments)
    {
        var run = await Run.ToEndAsync(surroundings with { Folder = ProjectFolder, Time = new FixedTime(Now) }, arguments);
        Assert.DoesNotContain(Key, run.Everything, StringComparison.Ordinal);
        return run;
    }

    internal static async Task ShouldEndAsync(Run run, int exitCode, string? output = null, string? error = null)
    {
        Assert.True(exitCode == await run.Exit, $"exit code {await run.Exit}: {run.Everything}");
        if (output is not null)
            Assert.Contains(output.ReplaceLineEndings(), run.Output.ToString(), StringComparison.Ordinal);
        if (error is not null)
            Assert.Contains(error, run.Error.ToString(), StringComparison.Ordinal);
        else
            Assert.Equal("", run.Error.ToString());
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
