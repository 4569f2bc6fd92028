using System.Net;
using System.Net.Http.Json;
using System.Text;
using WebApp.Loops;
using WebApp.Tests.Harness;

namespace WebApp.Tests;

/// <summary>What Loops has in the end, after real requests.</summary>
public abstract class ServerTests(AppDatabase database) : WebAppTest(database)
{
    [Fact]
    public async Task A_sign_up_makes_a_contact_and_an_event()
    {
        using var answer = await Client.PostAsJsonAsync("/users", new SignUpRequest("adam@example.com", Plan.Pro, "Adam", Newsletter: true), Cancel);
        await DeliveredAsync();

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var contact = Assert.Single(Server.Contacts);
        Assert.Equal(("adam@example.com", "Adam", "Pro"), (contact.Email, contact.FirstName, contact.Properties["plan"].GetString()));
        Assert.Equal([LoopsIds.Newsletter], contact.MailingLists.Keys);

        var registered = Assert.Single(Server.Events);
        Assert.Equal(("User Registered", contact.Id), (registered.Name, registered.ContactId));
        Assert.Equal("Pro", registered.Properties["plan"].GetString());
    }

    [Fact]
    public async Task A_plan_change_updates_the_contact_and_tells_both_plans()
    {
        var adam = await SignUpAsync();

        using var answer = await Client.PutAsJsonAsync($"/users/{adam.Id}/plan", new PlanRequest(Plan.Team), Cancel);
        await DeliveredAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Team", Assert.Single(Server.Contacts).Properties["plan"].GetString());
        var changed = Assert.Single(Server.Events, sent => sent.Name == "Plan Changed");
        Assert.Equal(("Free", "Team"), (changed.Properties["oldPlan"].GetString(), changed.Properties["newPlan"].GetString()));
    }

    [Fact]
    public async Task The_plan_that_somebody_has_is_no_change()
    {
        var adam = await SignUpAsync();

        using var answer = await Client.PutAsJsonAsync($"/users/{adam.Id}/plan", new PlanRequest(adam.Plan), Cancel);
        await DeliveredAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(Server.Events, sent => sent.Name == "Plan Changed");
    }

    [Fact]
    public async Task Preferences_put_on_the_newsletter_and_take_off_it()
    {
        var adam = await SignUpAsync();
        await DeliveredAsync();
        Assert.Empty(Assert.Single(Server.Contacts).MailingLists);

        await Client.PutAsJsonAsync($"/users/{adam.Id}/preferences", new PreferencesRequest(Newsletter: true), Cancel);
        await DeliveredAsync();
        Assert.Equal([LoopsIds.Newsletter], Assert.Single(Server.Contacts).MailingLists.Keys);

        await Client.PutAsJsonAsync($"/users/{adam.Id}/preferences", new PreferencesRequest(Newsletter: false), Cancel);
        await DeliveredAsync();
        Assert.Empty(Assert.Single(Server.Contacts).MailingLists);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"newsletter":null}""")]
    [InlineData("""{"newsletter":"no"}""")]
    public async Task Preferences_that_say_nothing_change_nothing(string preferences)
    {
        var adam = await SignUpAsync();
        await Client.PutAsJsonAsync($"/users/{adam.Id}/preferences", new PreferencesRequest(Newsletter: true), Cancel);
        using var body = new StringContent(preferences, Encoding.UTF8, "application/json");

        using var answer = await Client.PutAsync($"/users/{adam.Id}/preferences", body, Cancel);
        await DeliveredAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([LoopsIds.Newsletter], Assert.Single(Server.Contacts).MailingLists.Keys);
    }

    [Theory]
    [InlineData("\"Gold\"")]
    [InlineData("7")]
    [InlineData("null")]
    public async Task A_plan_that_does_not_exist_is_refused(string plan)
    {
        var adam = await SignUpAsync();
        using var body = new StringContent($$"""{"plan":{{plan}}}""", Encoding.UTF8, "application/json");

        using var answer = await Client.PutAsync($"/users/{adam.Id}/plan", body, Cancel);
        await DeliveredAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("Free", Assert.Single(Server.Contacts).Properties["plan"].GetString());
    }

    [Fact]
    public async Task A_forgotten_password_sends_one_email_with_a_link()
    {
        await SignUpAsync();

        using var answer = await Client.PostAsJsonAsync("/password-resets", new PasswordResetRequest("adam@example.com"), Cancel);
        await DeliveredAsync();

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var email = Assert.Single(Server.SentEmails);
        Assert.Equal((LoopsIds.PasswordReset, "adam@example.com"), (email.TransactionalId, email.Email));
        Assert.StartsWith("http://localhost:5000/reset?token=", email.DataVariables["resetLink"].GetString(), StringComparison.Ordinal);
        Assert.Equal(30, email.DataVariables["validMinutes"].GetInt32());
    }

    [Fact]
    public async Task An_unknown_address_gets_the_same_answer_and_no_email()
    {
        using var answer = await Client.PostAsJsonAsync("/password-resets", new PasswordResetRequest("eve@example.com"), Cancel);
        await DeliveredAsync();

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task Whoever_leaves_is_forgotten_by_Loops_too()
    {
        var adam = await SignUpAsync();

        using var answer = await Client.DeleteAsync($"/users/{adam.Id}", Cancel);
        using var again = await Client.DeleteAsync($"/users/{adam.Id}", Cancel);
        await DeliveredAsync();

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (answer.StatusCode, again.StatusCode));
        Assert.Empty(Server.Contacts);
    }

    [Fact]
    public async Task Whoever_does_not_exist_has_no_plan_and_no_preferences()
    {
        using var plan = await Client.PutAsJsonAsync($"/users/{Guid.NewGuid()}/plan", new PlanRequest(Plan.Pro), Cancel);
        using var preferences = await Client.PutAsJsonAsync($"/users/{Guid.NewGuid()}/preferences", new PreferencesRequest(true), Cancel);
        await DeliveredAsync();

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (plan.StatusCode, preferences.StatusCode));
        Assert.Empty(Server.Requests);
    }
}

public sealed class SqliteServerTests() : ServerTests(new SqliteAppDatabase());

public sealed class PostgreSqlServerTests() : ServerTests(new PostgreSqlAppDatabase());
