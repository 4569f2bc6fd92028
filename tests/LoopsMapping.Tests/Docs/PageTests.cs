using System.Reflection;
using System.Text.RegularExpressions;
using LoopsMapping.Delivery;
using LoopsMapping.Outbox;
using LoopsMapping.Outbox.Dispatch;
using LoopsMapping.Outbox.Sqlite;

namespace LoopsMapping.Tests.Docs;

/// <summary>What the pages say is so: their code compiles, and their tables name what there is.</summary>
public sealed partial class PageTests
{
    [Theory]
    [InlineData("getting-started.md")]
    [InlineData("configuration.md")]
    [InlineData("errors.md")]
    [InlineData("outbox.md")]
    [InlineData("telemetry.md")]
    public void Every_block_of_code_is_compiled(string page)
    {
        var compiled = Normal(Read("tests", "LoopsMapping.Tests", "Docs", "Snippets.cs"));
        var blocks = Blocks().Matches(Read("docs", page)).Select(static match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(blocks);
        // A destination of the page takes everything; here it names its classes, because the tests of this project have others.
        Assert.All(blocks, block => Assert.Contains(Normal(block.Replace("[LoopsDestination]", "[LoopsDestination(typeof(Customer), typeof(CustomerPlanChanged), typeof(CustomerPasswordReset))]", StringComparison.Ordinal)), compiled, StringComparison.Ordinal));
    }

    [Fact]
    public void The_table_of_keys_names_every_option_once()
        => Assert.Equal(
            typeof(LoopsOptions).GetProperties().Select(static option => option.Name).Order(StringComparer.Ordinal),
            Keys().Matches(Read("docs", "configuration.md")).Select(static match => match.Groups[1].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void The_table_of_an_outbox_s_keys_names_every_option_once()
        => Assert.Equal(
            typeof(LoopsOutboxOptions).GetProperties().Select(static option => option.Name).Order(StringComparer.Ordinal),
            OutboxKeys().Matches(Read("docs", "outbox.md")).Select(static match => match.Groups[1].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void The_table_of_dead_letters_names_every_reason()
    {
        var page = Read("docs", "outbox.md");

        Assert.All(Enum.GetNames<LoopsOutboxReason>(), reason => Assert.Contains($"\n| `{reason}` |", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_table_of_exceptions_names_every_one()
    {
        var page = Read("docs", "errors.md");

        Assert.All(
            typeof(LoopsException).Assembly.GetExportedTypes().Append(typeof(LoopsOutboxException)).Where(static type => type.IsAssignableTo(typeof(LoopsException))),
            type => Assert.Contains($"| `{type.Name}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_table_of_metrics_names_every_instrument()
    {
        var instruments = new[] { typeof(Telemetry), typeof(OutboxTelemetry) }
            .SelectMany(static type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic))
            .Select(static field => field.GetValue(null)).OfType<System.Diagnostics.Metrics.Instrument>().ToList();
        var page = Read("docs", "telemetry.md");

        Assert.Equal(17, instruments.Count);
        Assert.All(instruments, instrument => Assert.Contains($"| `{instrument.Name}` | {KindOf(instrument)}, `{instrument.Unit}` |", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_table_of_logs_names_every_event()
    {
        var page = Read("docs", "telemetry.md");
        var events = new[] { typeof(DeliveryLog), typeof(OutboxLog), typeof(SqliteLog) }
            .SelectMany(static type => type.GetMethods(BindingFlags.Static | BindingFlags.Public))
            .Select(static method => method.GetCustomAttribute<Microsoft.Extensions.Logging.LoggerMessageAttribute>()!).ToList();

        Assert.Equal(events.Count, events.DistinctBy(static log => log.EventId).Count());
        Assert.All(events, log => Assert.Contains($"\n| {log.EventId} | {log.Level} |", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("getting-started.md")]
    [InlineData("configuration.md")]
    [InlineData("errors.md")]
    [InlineData("outbox.md")]
    [InlineData("telemetry.md")]
    public void Links_lead_to_pages(string page)
        => Assert.All(Links().Matches(Read("docs", page)), static link => Assert.True(File.Exists(PathOf("docs", link.Groups[1].Value)), link.Value));

    private static string KindOf(System.Diagnostics.Metrics.Instrument instrument) => instrument.GetType().Name switch
    {
        var name when name.StartsWith("Counter", StringComparison.Ordinal) => "counter",
        var name when name.StartsWith("Histogram", StringComparison.Ordinal) => "histogram",
        _ => "gauge",
    };

    private static string Normal(string code) => White().Replace(code, " ").Trim();

    private static string Read(params string[] path) => File.ReadAllText(PathOf(path)).ReplaceLineEndings("\n");

    private static string PathOf(params string[] path)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "LoopsMapping.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The repository is not around the tests.");
        return Path.Combine([folder, .. path]);
    }

    [GeneratedRegex("^```csharp\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"^\| `Loops:(\w+)", RegexOptions.Multiline)]
    private static partial Regex Keys();

    [GeneratedRegex(@"^\| `Loops:Outbox:(\w+)", RegexOptions.Multiline)]
    private static partial Regex OutboxKeys();

    [GeneratedRegex(@"\]\(([\w/-]+\.md)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"\s+")]
    private static partial Regex White();
}
