using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using WebApp.Loops;
using WebApp.Tests.Harness;

namespace WebApp.Tests;

/// <summary>The app as <c>dotnet run</c> starts it: no key, no Loops.</summary>
public sealed class DevelopmentTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_works_without_a_key()
    {
        await using var database = new SqliteAppDatabase();
        await using var bare = new WebApplicationFactory<Program>();
        await using var app = bare.WithWebHostBuilder(builder => builder.UseSetting(database.Setting.Key, database.Setting.Value));
        using var client = app.CreateClient();

        using var signedUp = await client.PostAsJsonAsync("/users", new SignUpRequest("adam@example.com", Plan.Free), Cancel);
        var adam = await signedUp.Content.ReadFromJsonAsync<User>(Cancel);
        using var plan = await client.PutAsJsonAsync($"/users/{adam!.Id}/plan", new PlanRequest(Plan.Pro), Cancel);
        using var preferences = await client.PutAsJsonAsync($"/users/{adam.Id}/preferences", new PreferencesRequest(true), Cancel);
        using var reset = await client.PostAsJsonAsync("/password-resets", new PasswordResetRequest(adam.Email), Cancel);
        using var left = await client.DeleteAsync($"/users/{adam.Id}", Cancel);

        Assert.Equal(
            [HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Accepted, HttpStatusCode.NoContent],
            [signedUp.StatusCode, plan.StatusCode, preferences.StatusCode, reset.StatusCode, left.StatusCode]);
        Assert.Empty(await Deliveries.CommittedAsync(app.Services, Cancel));
    }
}
