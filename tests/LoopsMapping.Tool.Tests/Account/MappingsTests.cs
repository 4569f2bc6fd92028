using LoopsMapping.Tool.Tests.Harness;

namespace LoopsMapping.Tool.Tests.Account;

/// <summary>What <c>mappings</c> shows of a built project.</summary>
public sealed class MappingsTests : AccountTest
{
    [Fact]
    public async Task Each_mapping_has_its_trigger_its_action_and_its_fields()
        => await ShouldEndAsync(await TellAsync(["mappings", .. Built]), 0, """
            LoopsMapping.Tool.Tests.Harness.ShopLoops, Shop: 3 mappings

            LoopsMapping.Tool.Tests.Harness.Customer
              Trigger  type = "identify"
              Action   Create or update a contact
              Loops name              Type     Required  C# member
              source                  string   yes       always "Shop"
              email                   string   yes       Email
              userId                  string   yes       Number
              firstName               string   no        FirstName
              plan                    string   yes       Plan
              seats                   number   yes       Seats
              vip                     boolean  no        Vip
              since                   date     yes       Since
              subscribed              boolean  no        Subscribed
              label                   string   yes       Label, computed
              mailingLists.list-news  boolean  no        News

            LoopsMapping.Tool.Tests.Harness.PlanChanged
              Trigger  type = "track" and event = "Plan Changed"
              Action   Send the event "Plan Changed"
              Loops name            Type    Required  C# member
              email                 string  yes       Email
              userId                string  yes       Number
              plan                  string  yes       Now
              eventProperties.plan  string  yes       Plan
              Idempotency-Key       string  yes       Key

            LoopsMapping.Tool.Tests.Harness.Invoice
              Trigger  none: only code of yours sends it
              Action   Send the transactional email email-invoice
              Loops name           Type                 Required  C# member
              email                string               yes       Email
              dataVariables.total  string               yes       Total
              dataVariables.lines  list of name, count  no        Lines
            """);

    [Fact]
    public async Task As_Markdown_it_is_a_page()
        => await ShouldEndAsync(await TellAsync(["mappings", "--format", "markdown", .. Built]), 0, """
            ### LoopsMapping.Tool.Tests.Harness.PlanChanged

            - Trigger: `type = "track" and event = "Plan Changed"`
            - Action: Send the event "Plan Changed"

            | Loops name | Type | Required | C# member |
            |---|---|---|---|
            | `email` | string | yes | Email |
            | `userId` | string | yes | Number |
            | `plan` | string | yes | Now |
            """);

    [Fact]
    public async Task As_Mermaid_it_is_a_diagram()
        => await ShouldEndAsync(await TellAsync(["mappings", "--format", "mermaid", .. Built]), 0, """
            flowchart LR
              subgraph d0["LoopsMapping.Tool.Tests.Harness.ShopLoops, Shop: 3 mappings"]
                t0_0(["type = #quot;identify#quot;"]) --> m0_0
                m0_0["LoopsMapping.Tool.Tests.Harness.Customer"] --> a0_0["Create or update a contact<br/><br/>source<br/>email<br/>
            """.TrimEnd());

    [Fact]
    public async Task As_JSON_it_is_an_object()
        => await ShouldEndAsync(await TellAsync(["mappings", "--json", .. Built]), 0,
            "{\"path\":\"plan\",\"name\":\"plan\",\"place\":\"contact\",\"type\":\"string\",\"member\":\"Plan\",\"required\":true,\"clears\":false,\"computed\":false,\"values\":[\"Free\",\"Pro\"]}");

    [Fact]
    public async Task Without_a_name_all_destinations_are_shown()
    {
        var run = await TellAsync("mappings", "--assembly", Built[1]);

        await ShouldEndAsync(run, 0, "LoopsMapping.Tool.Tests.Harness.AppLoops: ");
        Assert.Contains("LoopsMapping.Tool.Tests.Harness.ShopLoops, Shop: 3 mappings", run.Output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(200)]
    public async Task It_fits_a_terminal(int width)
        => Assert.All((await TellAsync(new Surroundings { Width = width }, ["mappings", .. Built])).Output.ToString().Split('\n'), line => Assert.True(line.TrimEnd().Length <= width, line));

    [Fact]
    public async Task A_format_that_there_is_not_is_a_usage_error()
        => await ShouldEndAsync(await TellAsync("mappings", "--format", "yaml"), 2, error: "--format takes one of table, json, markdown, mermaid.");
}
