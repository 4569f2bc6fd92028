using LoopsMapping.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LoopsMapping.Outbox.PostgreSql.Tests.Harness;

/// <summary>One process of an application: a host with a destination whose outbox is in the test's schema.</summary>
internal sealed class App : IAsyncDisposable
{
    private readonly IHost _host;

    public App(LoopsServer server, Func<ILoopsBuilder, ILoopsBuilder> use)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.ClearProviders();
        use(builder.Services.AddLoops<AppLoops>(options =>
        {
            options.ApiKey = server.ApiKey;
            options.BaseAddress = server.BaseAddress;
            options.RequestsPerSecond = 0;
        }));
        _host = builder.Build();
    }

    public AppLoops Loops => _host.Services.GetRequiredService<AppLoops>();

    public ILoopsOutboxStore Store => _host.Services.GetRequiredKeyedService<ILoopsOutboxStore>(typeof(AppLoops).FullName);

    public Task StartAsync() => _host.StartAsync(TestContext.Current.CancellationToken);

    /// <summary>Waits until nothing is left of what anybody sent, and the inbox is empty, too.</summary>
    public async Task UntilEmptyAsync()
    {
        while ((await Store.GetStatsAsync(TestContext.Current.CancellationToken)).Sum(static stats => stats.Pending) > 0)
            await Store.WaitForWorkAsync("nobody", TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
