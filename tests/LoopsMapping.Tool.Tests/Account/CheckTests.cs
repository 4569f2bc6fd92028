using System.Text.RegularExpressions;
using LoopsMapping.Testing;
using LoopsMapping.Tool.Tests.Harness;

namespace LoopsMapping.Tool.Tests.Account;

/// <summary>What <c>check</c> finds between a built project and an account.</summary>
public sealed class CheckTests : AccountTest
{
    [Fact]
    public async Task Where_code_and_account_agree_it_says_so()
    {
        await StartAsync();
        await AskAsync("pull");

        await ShouldEndAsync(await TellAsync(["check", .. Built]), 0, "Code and account agree: 3 mappings of ShopLoops.\n");
        await ShouldEndAsync(await AskAsync(["check", "--live", .. Built]), 0, "Code and account agree: 3 mappings of ShopLoops.\n");
    }

    [Fact]
    public async Task Every_difference_is_named_with_its_rule_its_place_and_the_name_that_is_meant()
    {
        WriteSchema("""
            { "version": 1, "team": "Acme", "pulledAt": "2026-02-28T10:00:00Z",
              "contactProperties": [
                { "key": "plan", "type": "number" }, { "key": "seat", "type": "number" }, { "key": "vip", "type": "boolean" }, { "key": "since", "type": "boolean" }, { "key": "label", "type": "string" }
              ],
              "mailingLists": [{ "id": "list-new", "name": "News", "isPublic": true }],
              "events": [{ "name": "Plan changed", "properties": [] }],
              "transactionalEmails": [{ "id": "email-invoice", "name": "Invoice", "dataVariables": ["total", "lines", "due"] }] }
            """);

        var run = await TellAsync(["check", .. Built]);

        await ShouldEndAsync(run, 1, $"ShopLoops and {SchemaPath} (Acme, pulled 2026-02-28)\n\nRule ");
        Assert.Equal(
            [
                "LOOPS031 Customer.Plan The contact property \"plan\" is number in the account, and text is sent.",
                "LOOPS030 Customer.Seats The account has no contact property \"seats\". Did you mean \"seat\"?",
                "LOOPS031 Customer.Since The contact property \"since\" is boolean in the account, and a date is sent.",
                "LOOPS035 Customer.News The account has no mailing list \"list-news\". Did you mean \"list-new\"?",
                "LOOPS032 PlanChanged The account has no event \"Plan Changed\". Did you mean \"Plan changed\"?",
                "LOOPS031 PlanChanged.Now The contact property \"plan\" is number in the account, and text is sent.",
                "LOOPS037 Invoice The transactional email \"Invoice\" needs the data variable \"due\", which is not sent.",
            ],
            run.Output.ToString().ReplaceLineEndings("\n").Split('\n').Where(static line => line.StartsWith("LOOPS", StringComparison.Ordinal))
                .Select(static line => Regex.Replace(line, " +", " ")));
        Assert.EndsWith($"7 differences.{Environment.NewLine}", run.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Properties_of_known_events_and_unknown_emails_are_checked()
    {
        WriteSchema("""
            { "version": 1, "pulledAt": "2026-02-28T10:00:00Z",
              "contactProperties": [{ "key": "plan", "type": "string" }, { "key": "seats", "type": "number" }, { "key": "vip", "type": "boolean" }, { "key": "since", "type": "date" }, { "key": "label", "type": "string" }],
              "mailingLists": [{ "id": "list-news", "name": "News" }],
              "events": [{ "name": "Plan Changed", "properties": [{ "key": "plam", "type": "string" }] }] }
            """);

        var run = await TellAsync(["check", .. Built]);

        await ShouldEndAsync(run, 1, "LOOPS033  PlanChanged.Plan  The event \"Plan Changed\" has no property \"plan\" in the account. Did you mean \"plam\"?");
        Assert.Contains("LOOPS036  Invoice           The account has no transactional email \"email-invoice\".", run.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_narrow_terminal_sentences_are_wrapped_and_names_are_whole()
    {
        WriteSchema("""{ "version": 1, "pulledAt": "2026-02-28T10:00:00Z" }""");

        var lines = (await TellAsync(new Surroundings { Width = 60 }, ["check", .. Built])).Output.ToString().ReplaceLineEndings("\n").Split('\n');

        Assert.All(lines.Skip(1), static line => Assert.True(line.Length <= 60, line));
        var unknown = Array.FindIndex(lines, static line => line.StartsWith("LOOPS032", StringComparison.Ordinal));
        Assert.Equal("The account has no event \"Plan Changed\".", $"{lines[unknown][lines[2].IndexOf("What", StringComparison.Ordinal)..]} {lines[unknown + 1].Trim()}");
    }

    [Fact]
    public async Task For_GitHub_differences_are_annotations()
    {
        WriteSchema("""{ "version": 1, "pulledAt": "2026-02-28T10:00:00Z", "events": [{ "name": "Plan: 100%", "properties": [] }] }""");

        await ShouldEndAsync(await TellAsync(["check", "--format", "github", .. Built]), 1, "::error title=LOOPS032 LoopsMapping.Tool.Tests.Harness.PlanChanged::The account has no event \"Plan Changed\".\n");
    }

    [Fact]
    public async Task As_Markdown_and_as_JSON_the_same_is_said()
    {
        WriteSchema("""{ "version": 1, "team": "A|B", "pulledAt": "2026-02-28T10:00:00Z" }""");

        await ShouldEndAsync(await TellAsync(["check", "--format", "markdown", .. Built]), 1, "| LOOPS032 | `LoopsMapping.Tool.Tests.Harness.PlanChanged` | The account has no event \"Plan Changed\". |\n");
        foreach (var format in (string[][])[["--json"], ["--format", "json"]])
        {
            await ShouldEndAsync(await TellAsync(["check", .. format, .. Built]), 1,
                "{\"rule\":\"LOOPS032\",\"kind\":\"unknownEvent\",\"type\":\"LoopsMapping.Tool.Tests.Harness.PlanChanged\",\"message\":\"The account has no event \\\"Plan Changed\\\"\"}");
        }
    }

    [Fact]
    public async Task Constants_that_do_not_say_what_the_file_does_are_a_difference()
    {
        await StartAsync();
        await AskAsync("pull");
        File.WriteAllText(CodePath, File.ReadAllText(CodePath).Replace("list-news", "list-old", StringComparison.Ordinal));

        await ShouldEndAsync(await TellAsync(["check", .. Built]), 1, $"{CodePath} does not say what loops.schema.json does. Write it anew: loops-mapping pull");
        await ShouldEndAsync(await TellAsync(["check", "--format", "github", .. Built]), 1, "::error file=LoopsAccount.cs::");
    }

    [Fact]
    public async Task An_old_file_is_a_warning_and_no_failure()
    {
        await StartAsync();
        await AskAsync("pull");
        Now = Now.AddDays(31);

        await ShouldEndAsync(await TellAsync(["check", .. Built]), 0, "Code and account agree", $"{SchemaPath} is 31 days old. Bring it up to date: loops-mapping pull");
        await ShouldEndAsync(await TellAsync(["check", "--max-age", "60", .. Built]), 0);
    }

    [Fact]
    public async Task Each_destination_is_compared_with_its_own_file()
    {
        await StartAsync();
        await AskAsync("pull", "--destination", "ShopLoops");
        WriteSchema("""{ "version": 1, "pulledAt": "2026-02-28T10:00:00Z" }""");

        await ShouldEndAsync(await TellAsync(["check", .. Built]), 0);
        var all = await TellAsync("check", "--assembly", Built[1]);
        await ShouldEndAsync(all, 1, $"AppLoops and {SchemaPath}");
        Assert.DoesNotContain("ShopLoops and", all.Output.ToString(), StringComparison.Ordinal);
        await ShouldEndAsync(await AskAsync("check", "--live", "--assembly", Built[1]), 1, error: "--live compares with the account of one key, and the project has several destinations. Name one with --destination.");
    }

    [Fact]
    public async Task A_missing_a_broken_and_a_newer_file_have_an_exit_code_each()
    {
        await ShouldEndAsync(await TellAsync(["check", .. Built]), 6, error: $"There is no loops.schema.json from {ProjectFolder} upwards. Write it with: loops-mapping pull");
        await ShouldEndAsync(await TellAsync(["check", "--schema", "other.json", .. Built]), 6, error: $"{Path.Combine(ProjectFolder, "other.json")} does not exist.");
        WriteSchema("{");
        await ShouldEndAsync(await TellAsync(["check", .. Built]), 6, error: "cannot be read: line ");
        WriteSchema("""{ "version": 3 }""");
        await ShouldEndAsync(await TellAsync(["check", .. Built]), 7, error: "has version 3");
    }

    [Fact]
    public async Task What_is_no_built_destination_is_told_with_the_remedy()
    {
        var text = Path.Combine(ProjectFolder, "text.dll");
        File.WriteAllText(text, "text");

        await ShouldEndAsync(await TellAsync("check", "--assembly", "missing.dll"), 1, error: $"{Path.Combine(ProjectFolder, "missing.dll")} does not exist.");
        await ShouldEndAsync(await TellAsync("check", "--assembly", text), 1, error: $"{text} is no .NET assembly.");
        await ShouldEndAsync(await TellAsync("check", "--assembly", typeof(LoopsServer).Assembly.Location), 1, error: "has no destination. Name a project or a dll that has a class with [LoopsDestination]");
        await ShouldEndAsync(await TellAsync("check", "--assembly", Built[1], "--destination", "Other"), 1, error: "has no destination Other, but AppLoops, ShopLoops.");
        await ShouldEndAsync(await TellAsync("check"), 1, error: "My-Shop.csproj is not built: there is no ");
    }

    private void WriteSchema(string text) => File.WriteAllText(SchemaPath, text);
}
