using LoopsMapping.Testing;
using LoopsMapping.Tool.Tests.Harness;

namespace LoopsMapping.Tool.Tests.Account;

/// <summary>What <c>push</c> creates in an account.</summary>
public sealed class PushTests : AccountTest
{
    private static readonly LoopsServerOptions Lacking = new()
    {
        ApiKey = Key,
        TeamName = "Acme",
        RequestsPerSecond = 0,
        ContactProperties = [new("plan", LoopsServerPropertyType.Text), new("vip", LoopsServerPropertyType.Number)],
        MailingLists = Agreeing.MailingLists,
        TransactionalEmails = Agreeing.TransactionalEmails,
    };

    [Fact]
    public async Task It_shows_the_plan_creates_what_is_missing_and_names_what_only_a_person_can_do()
    {
        await StartAsync(Lacking);

        var run = await AskAsync(new Surroundings { Answer = "y\n" }, ["push", .. Built]);

        await ShouldEndAsync(run, 0, """
            The account of Acme lacks:

               Contact property  Type
            +  label             string
            +  seats             number
            +  since             date

            Only a person can do this, in Loops or in the code:

            Rule      Where         What
            LOOPS031  Customer.Vip  The contact property "vip" is number in the account, and a boolean is sent.
            LOOPS032  PlanChanged   The account has no event "Plan Changed".
            """, "Create 3 contact properties in the account of Acme? A property cannot be removed over the API. [y/N] ");
        Assert.EndsWith($"Created 3 contact properties.{Environment.NewLine}", run.Output.ToString(), StringComparison.Ordinal);
        Assert.Equal(["label", "plan", "seats", "since", "vip"], Server.ContactProperties.Select(static property => property.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_second_time_there_is_nothing_to_do()
    {
        await StartAsync(Lacking);
        await ShouldEndAsync(await AskAsync(["push", "--yes", .. Built]), 0, "Created 3 contact properties.");

        await ShouldEndAsync(await AskAsync(["push", .. Built]), 0, "There is nothing to do: the account of Acme has every contact property that the code sends.");
    }

    [Fact]
    public async Task Nothing_is_created_without_a_yes()
    {
        await StartAsync(Lacking);

        await ShouldEndAsync(await AskAsync(new Surroundings { Answer = "n\n" }, ["push", .. Built]), 1, error: "Nothing was changed.");
        await ShouldEndAsync(await AskAsync(["push", .. Built]), 1, error: "here nobody can answer. Repeat it with --yes.");
        await ShouldEndAsync(await AskAsync(["push", "--dry-run", .. Built]), 0, "+  seats             number");
        Assert.Equal(2, Server.ContactProperties.Count);
    }

    [Fact]
    public async Task With_json_it_prints_the_plan_and_what_was_done()
    {
        await StartAsync(Lacking);

        await ShouldEndAsync(await AskAsync(["push", "--yes", "--json", .. Built]), 0,
            "{\"team\":\"Acme\",\"missing\":[{\"name\":\"label\",\"type\":\"string\"},{\"name\":\"seats\",\"type\":\"number\"},{\"name\":\"since\",\"type\":\"date\"}],\"created\":[\"label\",\"seats\",\"since\"],\"forAPerson\":[{\"rule\":\"LOOPS031\"");
    }

    [Fact]
    public async Task Of_several_destinations_one_has_to_be_named()
    {
        await StartAsync(Lacking);

        await ShouldEndAsync(await AskAsync("push", "--assembly", Built[1]), 1, error: "There are several destinations: AppLoops, ShopLoops. Name one with --destination.");
    }
}
