using System.Net.Http.Json;
using LoopsMapping.Testing;
using Microsoft.Extensions.Time.Testing;
using WebApp.Loops;

namespace WebApp.Tests.Harness;

/// <summary>Each test has a Loops, an app and a browser of its own, on a clock that stands still until the test moves it.</summary>
public abstract class WebAppTest : IAsyncLifetime
{
    private WebAppOverServer? _app;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    protected LoopsServer Server { get; private set; } = null!;

    protected HttpClient Client { get; private set; } = null!;

    protected IServiceProvider Services => _app!.Services;

    public async ValueTask InitializeAsync()
    {
        Server = await LoopsServer.StartAsync(
            new LoopsServerOptions
            {
                RequestsPerSecond = 0,
                TimeProvider = Time,
                MailingLists = [new(LoopsIds.Newsletter, "Newsletter")],
                TransactionalEmails = [new(LoopsIds.PasswordReset, "Password reset") { DataVariables = ["resetLink", "validMinutes"] }],
            },
            Cancel);
        _app = new WebAppOverServer(Server, Time);
        Client = _app.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_app is not null)
            await _app.DisposeAsync();
        await Server.DisposeAsync();
    }

    /// <summary>Signs Adam up, with a plan that costs nothing and no decision about the newsletter.</summary>
    protected async Task<User> SignUpAsync()
    {
        using var answer = await Client.PostAsJsonAsync("/users", new SignUpRequest("adam@example.com", Plan.Free, "Adam"), Cancel);
        return (await answer.Content.ReadFromJsonAsync<User>(Cancel))!;
    }
}
