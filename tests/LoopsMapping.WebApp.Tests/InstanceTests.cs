using System.Net;
using System.Net.Http.Json;
using LoopsMapping.Testing;
using Microsoft.AspNetCore.Mvc;
using WebApp.Loops;
using WebApp.Tests.Harness;

namespace WebApp.Tests;

/// <summary>Several instances behind one database, as they run on a server.</summary>
public sealed class InstanceTests : IAsyncLifetime
{
    private readonly PostgreSqlAppDatabase _database = new();
    private LoopsServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _database.CreateAsync();
        _server = await LoopsServer.StartAsync(new() { RequestsPerSecond = 0 }, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Two_that_start_at_once_deliver_each_record_once()
    {
        await using var first = Instance();
        await using var second = Instance();
        var clients = await Task.WhenAll(Task.Run(first.CreateClient, Cancel), Task.Run(second.CreateClient, Cancel));

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => SignUpAsync(clients[i % 2], $"user{i}@example.com")));
        await Deliveries.DeliveredAsync(first.Services, Cancel);

        Assert.All(answers, static answer => Assert.Equal(HttpStatusCode.Created, answer));
        Assert.Equal(40, _server.Contacts.Count);
        Assert.Equal(40, _server.Events.Select(static sent => sent.ContactId).Distinct().Count());
        Assert.Equal(80, _server.Requests.Count);
    }

    [Fact]
    public async Task One_address_goes_to_one_instance()
    {
        await using var first = Instance();
        await using var second = Instance();
        HttpClient[] clients = [first.CreateClient(), second.CreateClient()];

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => SignUpAsync(clients[i % 2], "adam@example.com")));
        await Deliveries.DeliveredAsync(first.Services, Cancel);

        Assert.Equal([HttpStatusCode.Created, .. Enumerable.Repeat(HttpStatusCode.Conflict, 7)], answers.Order());
        Assert.Equal((1, 1), (_server.Contacts.Count, _server.Events.Count));
    }

    [Fact]
    public async Task What_one_has_committed_another_delivers()
    {
        await using (var ended = new WebAppOverServer(_server, _database, TimeProvider.System) { Delivers = false })
            await SignUpAsync(ended.CreateClient(), "adam@example.com");
        Assert.Empty(_server.Requests);

        await using var next = Instance();
        await Deliveries.DeliveredAsync(next.Services, Cancel);

        Assert.Equal("adam@example.com", Assert.Single(_server.Contacts).Email);
        Assert.Equal("User Registered", Assert.Single(_server.Events).Name);
    }

    [Fact]
    public async Task A_database_that_is_away_is_nothing_that_the_user_can_mend()
    {
        await using var app = Instance();
        using var client = app.CreateClient();
        await _database.CloseAsync();

        using var answer = await client.PostAsJsonAsync("/users", new SignUpRequest("adam@example.com", Plan.Free), Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("That did not work just now. Please try again in a minute.", (await answer.Content.ReadFromJsonAsync<ProblemDetails>(Cancel))!.Detail);

        await _database.ReopenAsync();
        Assert.Equal(HttpStatusCode.Created, await SignUpAsync(client, "adam@example.com"));
    }

    private static async Task<HttpStatusCode> SignUpAsync(HttpClient client, string email)
    {
        using var answer = await client.PostAsJsonAsync("/users", new SignUpRequest(email, Plan.Free), Cancel);
        return answer.StatusCode;
    }

    private WebAppOverServer Instance() => new(_server, _database, TimeProvider.System);
}
