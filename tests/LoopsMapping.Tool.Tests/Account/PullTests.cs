using LoopsMapping.Testing;
using LoopsMapping.Tool.Tests.Harness;

namespace LoopsMapping.Tool.Tests.Account;

/// <summary>What <c>pull</c> writes beside the code.</summary>
public sealed class PullTests : AccountTest
{
    [Fact]
    public async Task The_first_time_it_writes_the_account_a_line_for_each_entry()
    {
        await StartAsync();

        await ShouldEndAsync(await AskAsync("pull"), 0, "The account of Acme has 14 contact properties, 1 mailing list, 1 event, 1 transactional email.");

        Assert.Equal(
            """
            {
              "$schema": "https://raw.githubusercontent.com/LoopsMapping/LoopsMapping/main/docs/loops.schema.v1.json",
              "version": 1,
              "team": "Acme",
              "pulledAt": "2026-03-01T10:00:00Z",
              "contactProperties": [
                { "key": "createdAt", "label": "Created At", "type": "date" },
                { "key": "email", "label": "Email", "type": "string" },
                { "key": "firstName", "label": "First Name", "type": "string" },
                { "key": "label", "label": "Label", "type": "string" },
                { "key": "lastName", "label": "Last Name", "type": "string" },
                { "key": "notes", "label": "Notes", "type": "string" },
                { "key": "plan", "label": "Plan", "type": "string" },
                { "key": "seats", "label": "Seats", "type": "number" },
                { "key": "since", "label": "Since", "type": "date" },
                { "key": "source", "label": "Source", "type": "string" },
                { "key": "subscribed", "label": "Subscribed", "type": "boolean" },
                { "key": "userGroup", "label": "User Group", "type": "string" },
                { "key": "userId", "label": "User Id", "type": "string" },
                { "key": "vip", "label": "Vip", "type": "boolean" }
              ],
              "mailingLists": [
                { "id": "list-news", "name": "Newsletter", "isPublic": true }
              ],
              "events": [
                { "name": "Plan Changed", "properties": [{ "key": "plan", "type": "string" }] }
              ],
              "transactionalEmails": [
                { "id": "email-invoice", "name": "Invoice", "dataVariables": ["lines", "total"] }
              ]
            }

            """.ReplaceLineEndings("\n"),
            File.ReadAllText(SchemaPath));
        Assert.Equal(
            """
            // What loops.schema.json names, for annotations. Written by "loops-mapping pull"; changes made here are lost.

            namespace My_Shop;

            /// <summary>The mailing lists of the account, for <c>[LoopsMailingList]</c>.</summary>
            internal static class LoopsLists
            {
                /// <summary>Newsletter</summary>
                public const string Newsletter = "list-news";
            }

            /// <summary>The transactional emails of the account, for <c>[LoopsTransactional]</c>.</summary>
            internal static class LoopsTransactionals
            {
                /// <summary>Invoice</summary>
                public const string Invoice = "email-invoice";
            }

            """.ReplaceLineEndings("\n"),
            File.ReadAllText(CodePath));
    }

    [Fact]
    public async Task Where_nothing_has_changed_the_files_stay_as_they_are_for_thirty_days()
    {
        await StartAsync();
        await AskAsync("pull");
        var written = File.ReadAllText(SchemaPath);

        Now = Now.AddDays(29);
        await ShouldEndAsync(await AskAsync("pull"), 0, $"Nothing has changed.\n{SchemaPath} is as it should be.\n");
        Assert.Equal(written, File.ReadAllText(SchemaPath));

        Now = Now.AddDays(1);
        await ShouldEndAsync(await AskAsync("pull"), 0, $"Nothing has changed.\nWrote {SchemaPath}\n");
        Assert.Contains("\"pulledAt\": \"2026-03-31T10:00:00Z\"", File.ReadAllText(SchemaPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_what_was_added_removed_and_changed()
    {
        await StartAsync();
        await AskAsync("pull");
        File.WriteAllText(SchemaPath, File.ReadAllText(SchemaPath)
            .Replace("\"key\": \"seats\", \"label\": \"Seats\", \"type\": \"number\"", "\"key\": \"seats\", \"label\": \"Seats\", \"type\": \"string\"", StringComparison.Ordinal)
            .Replace("\"name\": \"Plan Changed\"", "\"name\": \"Plan Change\"", StringComparison.Ordinal));
        Now = Now.AddDays(1);

        await ShouldEndAsync(await AskAsync("pull"), 0, """
               What              Name          Detail
            ~  contact property  seats         number, Seats (was string, Seats)
            +  event             Plan Changed  plan: string
            -  event             Plan Change   plan: string
            """);
        Assert.Contains("\"pulledAt\": \"2026-03-02T10:00:00Z\"", File.ReadAllText(SchemaPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_further_up_in_the_repository_is_brought_up_to_date_and_the_code_stays_beside_the_project()
    {
        await StartAsync();
        var shared = Path.Combine(Repository, "loops.schema.json");
        File.WriteAllText(shared, """{ "version": 1, "pulledAt": "2020-01-01T00:00:00Z", "futureSection": [] }""");

        await ShouldEndAsync(await AskAsync("pull"), 0, $"Wrote {shared}");

        Assert.False(File.Exists(SchemaPath));
        Assert.True(File.Exists(CodePath));
    }

    [Fact]
    public async Task A_destination_has_a_file_and_constants_of_its_own()
    {
        await StartAsync();
        File.WriteAllText(SchemaPath, """{ "version": 1, "pulledAt": "2020-01-01T00:00:00Z" }""");

        await ShouldEndAsync(await AskAsync("pull", "--destination", "ShopLoops"), 0, Path.Combine(ProjectFolder, "loops.ShopLoops.schema.json"));

        Assert.Contains("internal static class ShopLoopsLists", File.ReadAllText(Path.Combine(ProjectFolder, "LoopsAccount.ShopLoops.cs")), StringComparison.Ordinal);
        Assert.False(File.Exists(CodePath));
    }

    [Fact]
    public async Task Constants_have_names_that_compile_and_that_later_entries_do_not_change()
    {
        string[] names = ["Newsletter", "newsletter", "2026 news & more", "class", "Equals", "Loops lists", "日本語 ニュース", "😀", "A \"quoted\" <name>\n"];
        var lists = names.Select(static (name, i) => new LoopsServerMailingList($"cm0{i}abc{i}xyz", name)).ToList();
        await StartAsync(new() { ApiKey = Key, RequestsPerSecond = 0, MailingLists = lists });

        await AskAsync("pull");

        var constants = File.ReadAllLines(CodePath).Where(static line => line.Contains(" const ", StringComparison.Ordinal)).Select(static line => line.Trim().Replace("public const string ", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        Assert.Equal(
            new[]
            {
                "Newsletter = \"cm00abc0xyz\";", "Newsletter_bc1xyz = \"cm01abc1xyz\";", "List2026NewsMore = \"cm02abc2xyz\";", "Class = \"cm03abc3xyz\";", "Equals_bc4xyz = \"cm04abc4xyz\";",
                "LoopsLists_bc5xyz = \"cm05abc5xyz\";", "日本語ニュース = \"cm06abc6xyz\";", "List = \"cm07abc7xyz\";", "AQuotedName = \"cm08abc8xyz\";",
            }.Order(StringComparer.Ordinal),
            constants);
        Assert.Contains("/// <summary>A &quot;quoted&quot; &lt;name&gt;\uFFFD</summary>", File.ReadAllText(CodePath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_namespace_that_somebody_gave_the_constants_stays()
    {
        await StartAsync();
        await AskAsync("pull");
        File.WriteAllText(CodePath, File.ReadAllText(CodePath).Replace("namespace My_Shop;", "namespace Shop.Mail;", StringComparison.Ordinal));

        await ShouldEndAsync(await AskAsync("pull"), 0, $"{CodePath} is as it should be.");
        Assert.Contains("namespace Shop.Mail;", File.ReadAllText(CodePath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Large_accounts_are_read_page_by_page()
    {
        await StartAsync(new()
        {
            ApiKey = Key,
            RequestsPerSecond = 0,
            EventPatterns = [.. Enumerable.Range(0, 120).Select(static i => new LoopsServerEventPattern($"Event {i:000}") { Properties = new Dictionary<string, LoopsServerPropertyType> { [$"p{i}"] = LoopsServerPropertyType.Number } })],
            TransactionalEmails = [.. Enumerable.Range(0, 70).Select(static i => new LoopsServerTransactionalEmail($"e{i:000}", $"Email {i}"))],
        });

        await ShouldEndAsync(await AskAsync(new Surroundings(), "pull", "--json"), 0, "\"events\":120,\"transactionalEmails\":70");
        Assert.Contains("""{ "name": "Event 119", "properties": [{ "key": "p119", "type": "number" }] }""", File.ReadAllText(SchemaPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_project_there_is_a_file_and_no_code()
    {
        await StartAsync();
        File.Delete(Path.Combine(ProjectFolder, "My-Shop.csproj"));

        await ShouldEndAsync(await AskAsync("pull"), 0, "There is no project here, so no LoopsAccount.cs was written: name it with --project.");
        Assert.True(File.Exists(SchemaPath));
    }

    [Fact]
    public async Task With_json_it_prints_what_it_did_as_an_object()
    {
        await StartAsync();

        var run = await AskAsync("pull", "--json");

        await ShouldEndAsync(run, 0, "\"team\":\"Acme\",\"isNew\":true,\"isWritten\":true,");
        Assert.Single(run.Output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_wrong_key_no_network_too_many_requests_and_a_broken_or_newer_file_have_an_exit_code_each()
    {
        await StartAsync(new() { ApiKey = Key });
        await ShouldEndAsync(await AskAsync(new Surroundings { Environment = new() { ["LOOPS_API_KEY"] = "fedcba9876543210" } }, "pull"), 3, error: "refuses the key of LOOPS_API_KEY (401");
        await ShouldEndAsync(await AskAsync(new Surroundings { Environment = new() { ["OTHER"] = "1" } }, "pull"), 3, error: "My-Shop.csproj has no UserSecretsId of its own.");
        Server.FailNext(LoopsServerFault.TooManyRequests, 1000);
        await ShouldEndAsync(await AskAsync(new Surroundings { Patience = TimeSpan.FromMilliseconds(200) }, "pull"), 5, error: "takes no more requests for now (429");
        await Server.DisposeAsync();
        await ShouldEndAsync(await AskAsync("pull"), 4, error: "cannot be reached: ");
        File.WriteAllText(SchemaPath, "{\n  \"version\": 1,\n  oops\n}");
        await ShouldEndAsync(await AskAsync("pull"), 6, error: $"{SchemaPath} cannot be read: line 3: ");
        File.WriteAllText(SchemaPath, "{ \"version\": 2 }");
        await ShouldEndAsync(await AskAsync("pull"), 7, error: $"{SchemaPath} has version 2, and this tool reads version 1. Update it: dotnet tool update --global LoopsMapping.Tool");
        Assert.False(File.Exists(CodePath));
    }

    [Theory]
    [InlineData("", "line 1: ")]
    [InlineData("[]", "it holds no object")]
    [InlineData("{}", "\"version\" is missing, or no number")]
    [InlineData("""{ "version": "1" }""", "\"version\" is missing, or no number")]
    [InlineData("""{ "version": 1 }""", "\"pulledAt\" is missing, or no time")]
    [InlineData("""{ "version": 1, "pulledAt": "2020-01-01T00:00:00Z", "events": {} }""", "\"events\" is no array of objects")]
    [InlineData("""{ "version": 1, "pulledAt": "2020-01-01T00:00:00Z", "events": [1] }""", "\"events\" is no array of objects")]
    [InlineData("""{ "version": 1, "pulledAt": "2020-01-01T00:00:00Z", "events": [{}] }""", "an entry has no \"name\"")]
    [InlineData("""{ "version": 1, "pulledAt": "2020-01-01T00:00:00Z", "contactProperties": [{ "key": 1, "type": "string" }] }""", "\"key\" is no text")]
    [InlineData("""{ "version": 1, "pulledAt": "2020-01-01T00:00:00Z", "transactionalEmails": [{ "id": "a", "name": "b", "dataVariables": [1] }] }""", "\"dataVariables\" is no array of names")]
    public async Task What_is_wrong_with_a_file_is_named(string text, string reason)
    {
        await StartAsync();
        File.WriteAllText(SchemaPath, text);

        await ShouldEndAsync(await AskAsync("pull"), 6, error: $"{SchemaPath} cannot be read: {reason}");
        Assert.Equal(text, File.ReadAllText(SchemaPath));
    }

    [Fact]
    public async Task Progress_is_for_those_who_watch()
    {
        await StartAsync();

        var run = await AskAsync(new Surroundings { IsWatched = true }, "pull");

        Assert.Equal(0, await run.Exit);
        Assert.Contains("Reading the properties of events, 1 of 1 …", run.Error.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(" \r", run.Error.ToString(), StringComparison.Ordinal);
    }
}
