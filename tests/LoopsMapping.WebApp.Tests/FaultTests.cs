using System.Net;
using System.Net.Http.Json;
using LoopsMapping.Testing;
using WebApp.Loops;
using WebApp.Tests.Harness;

namespace WebApp.Tests;

/// <summary>What users see while Loops is in trouble: nothing. What they did arrives later.</summary>
public abstract class FaultTests(AppDatabase database) : WebAppTest(database)
{
    [Fact]
    public async Task A_sign_up_while_Loops_is_away_arrives_later()
    {
        Server.FailNext(LoopsServerFault.ServiceUnavailable);

        using var answer = await Client.PostAsJsonAsync("/users", new SignUpRequest("adam@example.com", Plan.Free, "Adam"), Cancel);
        await DeliveredAsync();

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("Adam", Assert.Single(Server.Contacts).FirstName);
        Assert.Equal("User Registered", Assert.Single(Server.Events).Name);
        Assert.Equal([503, 200, 200], Server.Requests.Select(static request => request.StatusCode));
    }

    [Fact]
    public async Task Nobody_waits_for_Loops()
    {
        using var hold = Server.HoldNext();

        var adam = await SignUpAsync();
        await hold.Reached;
        using var answer = await Client.PutAsJsonAsync($"/users/{adam.Id}/plan", new PlanRequest(Plan.Pro), Cancel);
        hold.Release();
        await DeliveredAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["User Registered", "Plan Changed"], Server.Events.Select(static sent => sent.Name));
    }

    [Fact]
    public async Task A_plan_and_preferences_change_whether_or_not_Loops_is_there()
    {
        var adam = await SignUpAsync();
        Server.FailNext(LoopsServerFault.DropBefore);

        using var plan = await Client.PutAsJsonAsync($"/users/{adam.Id}/plan", new PlanRequest(Plan.Pro), Cancel);
        using var preferences = await Client.PutAsJsonAsync($"/users/{adam.Id}/preferences", new PreferencesRequest(Newsletter: true), Cancel);
        await DeliveredAsync();

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (plan.StatusCode, preferences.StatusCode));
        var contact = Assert.Single(Server.Contacts);
        Assert.Equal("Pro", contact.Properties["plan"].GetString());
        Assert.Equal([LoopsIds.Newsletter], contact.MailingLists.Keys);
    }

    [Fact]
    public async Task An_answer_that_is_lost_sends_no_second_email()
    {
        await SignUpAsync();
        await DeliveredAsync();
        Server.FailNext(LoopsServerFault.DropAfter);

        using var answer = await Client.PostAsJsonAsync("/password-resets", new PasswordResetRequest("adam@example.com"), Cancel);
        await DeliveredAsync();

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Single(Server.SentEmails);
        Assert.Equal(409, Server.Requests[^1].StatusCode);
    }

    [Fact]
    public async Task Whoever_leaves_while_Loops_is_away_is_forgotten_there_later()
    {
        Server.FailNext(LoopsServerFault.ServiceUnavailable, times: 2);
        var adam = await SignUpAsync();

        using var answer = await Client.DeleteAsync($"/users/{adam.Id}", Cancel);
        await DeliveredAsync();

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Empty(Server.Contacts);
        Assert.EndsWith("/contacts/delete", Server.Requests[^1].Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_at_once_leave_Loops_with_what_the_database_has()
    {
        var adam = await SignUpAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i =>
        {
            using var answer = i % 2 == 0
                ? await Client.PutAsJsonAsync($"/users/{adam.Id}/plan", new PlanRequest((Plan)(i % 3)), Cancel)
                : await Client.PutAsJsonAsync($"/users/{adam.Id}/preferences", new PreferencesRequest(Newsletter: i % 4 == 1), Cancel);
            return answer.StatusCode;
        }));
        await DeliveredAsync();

        // Who comes too late is told, and has changed nothing.
        Assert.All(answers, static answer => Assert.True(answer is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{answer}"));
        var user = Assert.Single(await UsersAsync());
        var contact = Assert.Single(Server.Contacts);
        Assert.Equal((user.Plan.ToString(), user.Newsletter == true), (contact.Properties["plan"].GetString(), contact.MailingLists.ContainsKey(LoopsIds.Newsletter)));
    }

    [Fact]
    public async Task A_key_that_Loops_refuses_shows_in_the_health_and_leaves_the_app_in_rotation()
    {
        Assert.Equal("Healthy", await Client.GetStringAsync("/healthz", Cancel));
        Server.FailNext(LoopsServerFault.Unauthorized);
        await SignUpAsync();

        while (await Client.GetStringAsync("/healthz", Cancel) != "Degraded")
            await Task.Delay(10, Cancel);
    }
}

public sealed class SqliteFaultTests() : FaultTests(new SqliteAppDatabase());

public sealed class PostgreSqlFaultTests() : FaultTests(new PostgreSqlAppDatabase());
