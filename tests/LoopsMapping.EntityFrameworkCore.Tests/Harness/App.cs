using LoopsMapping.EntityFrameworkCore.Inbox;
using LoopsMapping.Outbox;
using LoopsMapping.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LoopsMapping.EntityFrameworkCore.Tests.Harness;

/// <summary>An application with a database, an outbox and a local Loops.</summary>
internal sealed class App : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loops-ef-app-");
    private readonly IHost _host;

    private App(LoopsServer server, Database database, IInterceptor[] interceptors, bool retries, bool pooled)
    {
        Server = server;
        Database = database;
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = _folder.FullName });
        builder.Logging.ClearProviders();
        Action<DbContextOptionsBuilder> configure = options =>
        {
            database.Configure(options, retries);
            options.AddInterceptors(interceptors);
        };
        if (pooled)
            builder.Services.AddDbContextPool<AppDbContext>(configure, poolSize: 1);
        else
            builder.Services.AddDbContext<AppDbContext>(configure);
        builder.Services
            .AddLoops<AppLoops>(options =>
            {
                options.ApiKey = server.ApiKey;
                options.BaseAddress = server.BaseAddress;
                options.RequestsPerSecond = 0;
            })
            .UseSqliteOutbox(Path.Combine(_folder.FullName, "loops.db"))
            .UseEntityFrameworkCoreOutbox<AppDbContext>();
        _host = builder.Build();
    }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public LoopsServer Server { get; }

    public Database Database { get; }

    public AppLoops Loops => _host.Services.GetRequiredService<AppLoops>();

    public ILoopsOutboxStore Store => _host.Services.GetRequiredKeyedService<ILoopsOutboxStore>(typeof(AppLoops).FullName);

    /// <summary>An application whose hosted services do not run: rows stay where they are until <see cref="MoveAsync"/>.</summary>
    public static async Task<App> CreateAsync(Database database, IInterceptor[]? interceptors = null, bool retries = false, bool pooled = false)
    {
        var app = new App(await LoopsServer.StartAsync(new() { RequestsPerSecond = 0 }, Cancel), database, interceptors ?? [], retries, pooled);
        await app.UseAsync(static db => db.Database.EnsureCreatedAsync(Cancel));
        return app;
    }

    public Task StartAsync() => _host.StartAsync(Cancel);

    /// <summary>What a request of the application does with its context.</summary>
    public async Task<T> UseAsync<T>(Func<AppDbContext, Task<T>> use)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<AppDbContext>());
    }

    public Task UseAsync(Func<AppDbContext, Task> use) => UseAsync(async db =>
    {
        await use(db);
        return 0;
    });

    /// <summary>What waits in the inbox, as the names of the records.</summary>
    public Task<List<string>> InboxAsync() => UseAsync(async db =>
    {
        var now = TimeProvider.System.GetUtcNow();
        var rows = await db.Set<InboxRow>().AsNoTracking().OrderBy(static row => row.Id).ToListAsync(Cancel);
        return rows.ConvertAll(row => System.Text.Encoding.UTF8.GetString(InboxHeader.ToMessage(row, now).Body.Span));
    });

    public Task<int> MoveAsync() => _host.Services.GetRequiredService<Inbox<AppDbContext>>().MoveAsync(Cancel);

    /// <summary>What is in the outbox, as bodies.</summary>
    public async Task<List<string>> OutboxAsync()
    {
        await Store.OpenAsync(Cancel);
        return [.. (await Store.ListAsync(new() { Limit = 10_000 }, Cancel)).Select(static record => System.Text.Encoding.UTF8.GetString(record.Body.Span))];
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();
        await Server.DisposeAsync();
        await Database.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
