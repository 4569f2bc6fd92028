using System.Net.Http.Json;
using LoopsMapping.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WebApp.Data;
using WebApp.Loops;

namespace WebApp.Tests.Harness;

/// <summary>Each test has a Loops, a database, an app and a browser of its own.</summary>
public abstract class WebAppTest(AppDatabase database) : IAsyncLifetime
{
    private WebAppOverServer? _app;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected AppDatabase Database => database;

    protected virtual TimeProvider Time => TimeProvider.System;

    /// <summary>Whether the app delivers what it has committed.</summary>
    protected virtual bool Delivers => true;

    protected LoopsServer Server { get; private set; } = null!;

    protected HttpClient Client { get; private set; } = null!;

    protected IServiceProvider Services => _app!.Services;

    public async ValueTask InitializeAsync()
    {
        await database.CreateAsync();
        Server = await LoopsServer.StartAsync(
            new LoopsServerOptions
            {
                RequestsPerSecond = 0,
                TimeProvider = Time,
                MailingLists = [new(LoopsIds.Newsletter, "Newsletter")],
                TransactionalEmails = [new(LoopsIds.PasswordReset, "Password reset") { DataVariables = ["resetLink", "validMinutes"] }],
            },
            Cancel);
        _app = new WebAppOverServer(Server, database, Time) { Delivers = Delivers };
        Client = _app.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_app is not null)
            await _app.DisposeAsync();
        if (Server is not null)
            await Server.DisposeAsync();
        await database.DisposeAsync();
    }

    /// <summary>Signs Adam up, with a plan that costs nothing and no decision about the newsletter.</summary>
    protected async Task<User> SignUpAsync()
    {
        using var answer = await Client.PostAsJsonAsync("/users", new SignUpRequest("adam@example.com", Plan.Free, "Adam"), Cancel);
        return (await answer.Content.ReadFromJsonAsync<User>(Cancel))!;
    }

    /// <summary>Waits until everything that was committed has arrived, or cannot arrive any more.</summary>
    protected async Task DeliveredAsync()
    {
        var loops = Services.GetRequiredService<AppLoops>();
        await loops.FlushAsync(Cancel);
    }

    /// <summary>The accounts that there are.</summary>
    protected async Task<List<User>> UsersAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AppDbContext>().Users.AsNoTracking().ToListAsync(Cancel);
    }
}
