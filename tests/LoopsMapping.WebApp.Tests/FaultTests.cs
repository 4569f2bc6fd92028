using System.Net;
using System.Net.Http.Json;
using LoopsMapping.Testing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WebApp.Loops;
using WebApp.Tests.Harness;

namespace WebApp.Tests;

/// <summary>What users see while Loops is in trouble.</summary>
public sealed class FaultTests : WebAppTest
{
    [Fact]
    public async Task A_sign_up_survives_and_is_logged()
    {
        Server.FailNext(LoopsServerFault.ServiceUnavailable);

        using var answer = await Client.PostAsJsonAsync("/users", new SignUpRequest("adam@example.com", Plan.Free, "Adam"), Cancel);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Empty(Server.Contacts);
        var entry = Assert.Single(Services.GetFakeLogCollector().GetSnapshot(), static entry => entry.Level == LogLevel.Error);
        Assert.Contains("signed up, so no welcome e-mail goes out", entry.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contact_that_Loops_missed_at_sign_up_comes_with_the_next_plan_change()
    {
        Server.FailNext(LoopsServerFault.DropBefore);
        var adam = await SignUpAsync();

        await Client.PutAsJsonAsync($"/users/{adam.Id}/plan", new PlanRequest(Plan.Pro), Cancel);

        Assert.Equal(("Adam", adam.Id.ToString()), (Assert.Single(Server.Contacts).FirstName, Server.Contacts[0].UserId));
    }

    [Fact]
    public async Task A_plan_changes_whether_or_not_Loops_hears_of_it()
    {
        var adam = await SignUpAsync();
        Server.FailNext(LoopsServerFault.HtmlErrorPage);

        using var answer = await Client.PutAsJsonAsync($"/users/{adam.Id}/plan", new PlanRequest(Plan.Pro), Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Plan.Pro, (await answer.Content.ReadFromJsonAsync<User>(Cancel))!.Plan);
    }

    [Fact]
    public async Task Whoever_waits_for_a_reset_link_is_told_to_try_again()
    {
        await SignUpAsync();
        Server.FailNext(LoopsServerFault.ServiceUnavailable);

        using var answer = await Client.PostAsJsonAsync("/password-resets", new PasswordResetRequest("adam@example.com"), Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<ProblemDetails>(Cancel);
        Assert.Equal("That did not work just now. Please try again in a minute.", problem!.Detail);
    }

    [Fact]
    public async Task Whoever_tries_again_after_a_lost_answer_gets_one_email()
    {
        await SignUpAsync();
        Server.FailNext(LoopsServerFault.DropAfter);

        using var first = await Client.PostAsJsonAsync("/password-resets", new PasswordResetRequest("adam@example.com"), Cancel);
        using var second = await Client.PostAsJsonAsync("/password-resets", new PasswordResetRequest("adam@example.com"), Cancel);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.Accepted), (first.StatusCode, second.StatusCode));
        Assert.Single(Server.SentEmails);
    }

    [Fact]
    public async Task Whoever_clicks_twice_gets_one_email()
    {
        await SignUpAsync();
        using var hold = Server.HoldNext();

        var first = Client.PostAsJsonAsync("/password-resets", new PasswordResetRequest("adam@example.com"), Cancel);
        await hold.Reached;
        using var second = await Client.PostAsJsonAsync("/password-resets", new PasswordResetRequest("adam@example.com"), Cancel);
        hold.Release();

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), ((await first).StatusCode, second.StatusCode));
        Assert.Single(Server.SentEmails);
    }

    [Fact]
    public async Task Nobody_is_told_that_preferences_are_saved_when_they_are_not()
    {
        var adam = await SignUpAsync();
        Server.FailNext(LoopsServerFault.InternalServerError);

        using var answer = await Client.PutAsJsonAsync($"/users/{adam.Id}/preferences", new PreferencesRequest(Newsletter: true), Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        using var unchanged = await Client.PutAsJsonAsync($"/users/{adam.Id}/plan", new PlanRequest(adam.Plan), Cancel);
        Assert.Null((await unchanged.Content.ReadFromJsonAsync<User>(Cancel))!.Newsletter);
    }

    [Fact]
    public async Task Whoever_wants_to_leave_while_Loops_is_away_can_try_again()
    {
        var adam = await SignUpAsync();
        Server.FailNext(LoopsServerFault.ServiceUnavailable);

        using var first = await Client.DeleteAsync($"/users/{adam.Id}", Cancel);
        using var second = await Client.DeleteAsync($"/users/{adam.Id}", Cancel);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.NoContent), (first.StatusCode, second.StatusCode));
        Assert.Empty(Server.Contacts);
    }

    [Fact]
    public async Task A_key_that_Loops_refuses_shows_in_the_health_and_leaves_the_app_in_rotation()
    {
        Assert.Equal("Healthy", await Client.GetStringAsync("/healthz", Cancel));
        Server.FailNext(LoopsServerFault.Unauthorized);
        await SignUpAsync();

        using var answer = await Client.GetAsync("/healthz", Cancel);

        Assert.Equal((HttpStatusCode.OK, "Degraded"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel)));
    }
}
