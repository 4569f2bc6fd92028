using LoopsMapping.Delivery;
using LoopsMapping.Outbox.Dispatch;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LoopsMapping.Outbox.Tests.Harness;

/// <summary>What an application is set up with.</summary>
internal sealed record AppSetup
{
    /// <summary>The file of its outbox; <see langword="null"/> for one in memory.</summary>
    public string? Path { get; init; }

    /// <summary>Its configuration below <c>Loops:</c>.</summary>
    public Dictionary<string, string?> Loops { get; init; } = [];

    public Action<LoopsOutboxOptions>? Outbox { get; init; }

    /// <summary>Gives the destination its outbox, instead of <see cref="Path"/>.</summary>
    public Func<ILoopsBuilder, ILoopsBuilder>? Use { get; init; }

    /// <summary>Leaves the log of the HTTP client out, for tests of very many requests.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Where in the range of a back-off waits fall; at random by default.</summary>
    public double? Jitter { get; init; }

    /// <summary>Further services, registrations of destinations for example.</summary>
    public Action<IServiceCollection>? Services { get; init; }
}

/// <summary>An application with a host, a destination and an outbox, as a user writes it.</summary>
internal sealed class App : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly World _world;
    private bool _isRunning;
    private bool _isStopped;

    public App(World world, AppSetup setup)
    {
        _world = world;
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(world.Logs);
        if (setup.IsQuiet)
            builder.Logging.AddFilter("System.Net.Http", LogLevel.None);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Loops:ApiKey"] = world.Server.ApiKey,
            ["Loops:BaseAddress"] = world.Server.BaseAddress.AbsoluteUri,
            ["Loops:RequestsPerSecond"] = "0",
        });
        builder.Configuration.AddInMemoryCollection(setup.Loops.Select(static pair => KeyValuePair.Create($"Loops:{pair.Key}", pair.Value)));
        builder.Services.AddSingleton<TimeProvider>(world.Time);

        var loops = builder.Services.AddLoops<AppLoops>();
        Name = loops.Name;
        if (setup.Use is { } use)
            use(loops);
        else if (setup.Path is { } path)
            loops.UseSqliteOutbox(path, setup.Outbox);
        else
            loops.UseInMemoryOutbox(setup.Outbox);
        loops.HttpClient.AddHttpMessageHandler(world.Network.CreateHandler);
        setup.Services?.Invoke(builder.Services);
        builder.Services.AddHealthChecks().AddLoops<AppLoops>();
        Watch(builder.Services, world.Work, this);
        if (setup.Jitter is { } jitter)
            FixJitter(builder.Services, loops.Name, jitter);
        _host = builder.Build();
    }

    public string Name { get; }

    public IServiceProvider Services => _host.Services;

    public AppLoops Loops => Services.GetRequiredService<AppLoops>();

    public ILoopsOutboxStore Store => Services.GetRequiredKeyedService<ILoopsOutboxStore>(Name);

    public WatchedStore Watched => (WatchedStore)Store;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Whether its loops wait: one for each store that it is not the dispatcher of, else one that looks after it and one for each team.</summary>
    public bool LoopsWait => !_isRunning || _world.Time.CountOf(this) >= Services.GetRequiredService<Outboxes>().All.Sum(
        static outbox => outbox.Store is WatchedStore { IsDispatched: true } ? 1 + outbox.Teams.Count : 1);

    public async Task StartAsync()
    {
        VirtualTime.Owner = this;
        await _host.StartAsync(Cancel);
        _isRunning = true;
    }

    public async Task StopAsync()
    {
        _isStopped = true;
        _isRunning = false;
        await _host.StopAsync(Cancel);
    }

    /// <summary>Changes the configuration, as an edited file does.</summary>
    public void Reconfigure(string key, string? value)
    {
        var configuration = (IConfigurationRoot)Services.GetRequiredService<IConfiguration>();
        configuration[$"Loops:{key}"] = value;
        configuration.Reload();
    }

    public Task<IReadOnlyList<LoopsOutboxRecord>> ListAsync(LoopsOutboxState state = LoopsOutboxState.Any) => Store.ListAsync(new() { State = state, Limit = 100_000 }, Cancel);

    public Task<IReadOnlyList<LoopsOutboxRecord>> PendingAsync() => ListAsync(LoopsOutboxState.Pending);

    public Task<IReadOnlyList<LoopsOutboxRecord>> DeadLettersAsync() => ListAsync(LoopsOutboxState.DeadLetter);

    public async Task<HealthReportEntry> CheckHealthAsync()
        => (await Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Cancel)).Entries["loops"];

    public async ValueTask DisposeAsync()
    {
        if (!_isStopped)
        {
            // What waits on the clock has to end, too, and nobody else moves it now.
            var stopping = StopAsync();
            while (await Task.WhenAny(stopping, Task.Delay(20, CancellationToken.None)) != stopping)
                _world.Time.Advance(TimeSpan.FromSeconds(1));
            await stopping;
        }
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();
    }

    private static void Watch(IServiceCollection services, Work work, App app)
    {
        for (var i = 0; i < services.Count; i++)
        {
            if (!services[i].IsKeyedService && services[i].ImplementationInstance is OutboxBinding binding)
                services[i] = ServiceDescriptor.Singleton(binding with { CreateStore = (provider, options) => new WatchedStore(binding.CreateStore(provider, options), work, app) });
        }
    }

    private static void FixJitter(IServiceCollection services, string name, double jitter) => services.AddKeyedSingleton(
        name,
        (provider, _) => new Transport(
            "The app",
            provider.GetRequiredService<LoopsTeams>().Of(provider.GetServices<LoopsRegistration>().First(registration => registration.Name == name)),
            () => provider.GetRequiredService<IHttpClientFactory>().CreateClient(name),
            () => provider.GetRequiredService<IOptionsMonitor<LoopsOptions>>().Get(name),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger(Transport.LogCategory)) { Jitter = () => jitter });
}
