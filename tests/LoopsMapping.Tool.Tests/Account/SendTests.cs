using LoopsMapping.Testing;
using LoopsMapping.Tool.Tests.Harness;

namespace LoopsMapping.Tool.Tests.Account;

/// <summary>What <c>send</c> sends, and what it says of what Loops made of it.</summary>
public sealed class SendTests : AccountTest
{
    [Fact]
    public async Task A_contact_is_sent_with_values_of_its_types_and_read_back()
    {
        await StartAsync();

        await ShouldEndAsync(await AskAsync(["send", "Customer", "--email", "Adam@example.com", "--set", "Label=Pro 1", "--set", "plan=Pro", "--set", "News=true", .. Built]), 0, """
            Contact                 Sent                        Stored                      
            email                   "Adam@example.com"          "Adam@example.com"          as sent
            source                  "Shop"                      "Shop"                      as sent
            firstName               "Test"                      "Test"                      as sent
            plan                    "Pro"                       "Pro"                       as sent
            seats                   1                           1                           as sent
            vip                     true                        true                        as sent
            since                   "2026-03-01T10:00:00.000Z"  "2026-03-01T10:00:00.000Z"  as sent
            label                   "Pro 1"                     "Pro 1"                     as sent
            mailingLists.list-news  true                        true                        as sent
            """);
        Assert.Equal("Pro", Assert.Single(Server.Contacts).Properties["plan"].GetString());
    }

    [Fact]
    public async Task An_event_is_sent_and_links_to_where_it_can_be_seen()
    {
        await StartAsync();

        var run = await AskAsync(["send", "Plan Changed", "--email", "adam@example.com", "--set", "eventProperties.plan=Pro", .. Built]);

        await ShouldEndAsync(run, 0, $"""
            {Server.BaseAddress.Authority} accepted POST events/send:
            """);
        Assert.Contains($"see what came of it at http://{Server.BaseAddress.Authority}/events", run.Output.ToString(), StringComparison.Ordinal);
        var sent = Assert.Single(Server.Events);
        Assert.Equal(("Plan Changed", "Pro"), (sent.Name, sent.Properties["plan"].GetString()));
        Assert.Equal("Free", Assert.Single(Server.Contacts).Properties["plan"].GetString());
    }

    [Fact]
    public async Task A_transactional_email_is_sent_with_a_list_of_one()
    {
        await StartAsync();

        await ShouldEndAsync(await AskAsync(["send", "email-invoice", "--email", "adam@example.com", "--json", .. Built]), 0,
            "\"sent\":{\"transactionalId\":\"email-invoice\",\"email\":\"adam@example.com\",\"dataVariables\":{\"total\":\"Test\",\"lines\":[{\"name\":\"Test\",\"count\":1}]}},\"contact\":[],\"isStored\":true");
    }

    [Fact]
    public async Task What_is_stored_otherwise_is_shown_and_fails()
    {
        await StartAsync(new() { ApiKey = Key, RequestsPerSecond = 0, UnknownContactProperties = LoopsServerUnknownProperties.Drop });

        await ShouldEndAsync(await AskAsync(["send", "Customer", "--email", "adam@example.com", "--set", "label=x", .. Built]), 1, "seats      1                           nothing             differs");
    }

    [Fact]
    public async Task What_only_the_code_can_make_has_to_be_given()
    {
        await StartAsync();

        await ShouldEndAsync(await AskAsync(["send", "Customer", "--email", "adam@example.com", .. Built]), 1,
            error: "The code of LoopsMapping.Tool.Tests.Harness.Customer makes a value that this tool, which does not run it, cannot make: Label. Give it: --set label=…");
        Assert.Empty(Server.Requests);
    }

    [Theory]
    [InlineData("sets=1", "sends no sets. Did you mean \"seats\"?")]
    [InlineData("zzzzzz=1", "sends no zzzzzz, but userId, firstName, plan, seats")]
    [InlineData("seats=many", "--set seats takes a number, such as 1 or 2.5, and \"many\" is none.")]
    [InlineData("vip=yes", "--set vip takes true or false, and \"yes\" is none.")]
    [InlineData("since=soon", "--set since takes a date, such as 2026-01-31 or 2026-01-31T10:00:00Z, and \"soon\" is none.")]
    [InlineData("plan=Por", "--set plan takes one of Free, Pro. Did you mean \"Pro\"?")]
    [InlineData("email=a@b.co", "Say who gets it with --email.")]
    public async Task A_name_or_a_value_that_cannot_be_meant_is_one_clear_error(string setting, string message)
    {
        await StartAsync();

        await ShouldEndAsync(await AskAsync(["send", "Customer", "--email", "adam@example.com", "--set", "label=x", "--set", setting, .. Built]), 1, error: message);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task A_name_that_stands_in_two_places_has_to_be_a_path()
    {
        await StartAsync();

        await ShouldEndAsync(await AskAsync(["send", "PlanChanged", "--email", "adam@example.com", "--set", "Plan=Pro", .. Built]), 0);
        await ShouldEndAsync(await AskAsync(["send", "Customr", "--email", "adam@example.com", .. Built]), 1, error: "ShopLoops has no mapping Customr. Did you mean \"Customer\"?");
    }

    [Fact]
    public async Task A_real_account_gets_nothing_without_a_yes()
    {
        var run = await TellAsync(
            new Surroundings { Environment = new() { ["LOOPS_API_KEY"] = Key }, Answer = "n\n" },
            ["send", "PlanChanged", "--email", "adam@example.com", "--base-address", "http://loops.invalid/api/v1/", .. Built]);

        await ShouldEndAsync(run, 1, error: "POST events/send to loops.invalid:");
        Assert.Contains("Send it to the real account? It starts what waits for the event, e-mails included. [y/N] ", run.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Nothing was changed.", run.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_address_or_with_half_a_setting_it_is_a_usage_error()
    {
        await ShouldEndAsync(await TellAsync("send", "Customer"), 2, error: "--email");
        await ShouldEndAsync(await TellAsync("send", "Customer", "--email", "adam"), 2, error: "--email takes an e-mail address.");
        await ShouldEndAsync(await TellAsync("send", "Customer", "--email", "a@b.co", "--set", "plan"), 2, error: "--set takes NAME=VALUE, such as plan=Pro.");
    }
}
