using LoopsMapping.Delivery;
using LoopsMapping.Testing;
using Microsoft.Extensions.Logging.Testing;

namespace LoopsMapping.Tests.Harness;

/// <summary>A Loops server, and a client that reaches it over real HTTP on a clock of its own.</summary>
internal sealed class LoopsFixture : IAsyncDisposable
{
    private readonly HttpClient _http = new(LoopsHttp.CreateHandler()) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };

    private readonly TimeProvider _time;

    private LoopsFixture(LoopsServer server, TimeProvider time, LoopsOptions options)
    {
        Server = server;
        _time = time;
        Options = options;
        Team = new LoopsTeam("default", time);
        Delivery = new DirectDelivery(new Transport("The app", Team, () => _http, () => Options, time, Log) { Jitter = () => 1 });
        Client = new AppLoops(Delivery);
    }

    public LoopsServer Server { get; }

    public VirtualTime Time => (VirtualTime)_time;

    public LoopsOptions Options { get; }

    public FakeLogger Log { get; } = new();

    public LoopsTeam Team { get; }

    public DirectDelivery Delivery { get; }

    public AppLoops Client { get; }

    public static Task<LoopsFixture> StartAsync(Action<LoopsOptions>? configure = null, int serverLimit = 0) => StartAsync(new VirtualTime(), configure, serverLimit);

    public static async Task<LoopsFixture> StartAsync(TimeProvider time, Action<LoopsOptions>? configure = null, int serverLimit = 0, LoopsServerOptions? server = null)
        => Over(await LoopsServer.StartAsync(server ?? new LoopsServerOptions { TimeProvider = time, RequestsPerSecond = serverLimit }, TestContext.Current.CancellationToken), time, configure);

    private static LoopsFixture Over(LoopsServer server, TimeProvider time, Action<LoopsOptions>? configure)
    {
        var options = new LoopsOptions { ApiKey = server.ApiKey, BaseAddress = server.BaseAddress, RequestsPerSecond = 0 };
        configure?.Invoke(options);
        return new(server, time, options);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }
}
