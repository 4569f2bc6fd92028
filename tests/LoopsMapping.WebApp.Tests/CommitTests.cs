using System.Net;
using System.Net.Http.Json;
using WebApp.Loops;
using WebApp.Tests.Harness;

namespace WebApp.Tests;

/// <summary>What a request leaves in the database: the row and what Loops is sent about it, or neither.</summary>
public abstract class CommitTests(AppDatabase database) : WebAppTest(database)
{
    protected override bool Delivers => false;

    [Fact]
    public async Task A_sign_up_leaves_the_row_and_both_records_together()
    {
        var adam = await SignUpAsync();

        Assert.Equal(adam.Id, Assert.Single(await UsersAsync()).Id);
        Assert.Collection(
            await Deliveries.CommittedAsync(Services, Cancel),
            contact => Assert.StartsWith($$"""{"email":"adam@example.com","userId":"{{adam.Id}}","firstName":"Adam","plan":"Free",""", contact, StringComparison.Ordinal),
            registered => Assert.StartsWith($$"""{"eventName":"User Registered","email":"adam@example.com","userId":"{{adam.Id}}",""", registered, StringComparison.Ordinal));
        Assert.Empty(Server.Requests);
    }

    [Theory]
    [InlineData("Adam@Example.com", HttpStatusCode.Conflict)]
    [InlineData("nowhere", HttpStatusCode.BadRequest)]
    public async Task A_sign_up_that_is_refused_leaves_neither(string email, HttpStatusCode status)
    {
        await SignUpAsync();

        using var answer = await Client.PostAsJsonAsync("/users", new SignUpRequest(email, Plan.Pro), Cancel);

        Assert.Equal(status, answer.StatusCode);
        Assert.Single(await UsersAsync());
        Assert.Equal(2, (await Deliveries.CommittedAsync(Services, Cancel)).Count);
    }

    [Fact]
    public async Task Of_many_at_once_one_gets_the_address_and_the_others_leave_neither()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => PostAsync(i % 2 == 0 ? "adam@example.com" : "ADAM@example.com")));

        Assert.Single(answers, HttpStatusCode.Created);
        Assert.Equal(11, answers.Count(static answer => answer == HttpStatusCode.Conflict));
        Assert.Single(await UsersAsync());
        Assert.Equal(2, (await Deliveries.CommittedAsync(Services, Cancel)).Count);

        async Task<HttpStatusCode> PostAsync(string email)
        {
            using var answer = await Client.PostAsJsonAsync("/users", new SignUpRequest(email, Plan.Free), Cancel);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Whoever_clicks_twice_at_once_gets_one_email()
    {
        await SignUpAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var answer = await Client.PostAsJsonAsync("/password-resets", new PasswordResetRequest("adam@example.com"), Cancel);
            return answer.StatusCode;
        }));

        Assert.All(answers, static answer => Assert.Equal(HttpStatusCode.Accepted, answer));
        Assert.Single(await Deliveries.CommittedAsync(Services, Cancel), static body => body.Contains(LoopsIds.PasswordReset, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_leaves_takes_the_account_along_and_leaves_the_deletion()
    {
        var adam = await SignUpAsync();
        await Client.PostAsJsonAsync("/password-resets", new PasswordResetRequest("adam@example.com"), Cancel);

        using var answer = await Client.DeleteAsync($"/users/{adam.Id}", Cancel);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Empty(await UsersAsync());
        Assert.Equal($$"""{"userId":"{{adam.Id}}"}""", (await Deliveries.CommittedAsync(Services, Cancel))[^1]);
    }
}

public sealed class SqliteCommitTests() : CommitTests(new SqliteAppDatabase());

public sealed class PostgreSqlCommitTests() : CommitTests(new PostgreSqlAppDatabase());
