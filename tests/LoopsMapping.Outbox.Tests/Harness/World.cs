using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using LoopsMapping.Delivery;
using LoopsMapping.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Testing;

namespace LoopsMapping.Outbox.Tests.Harness;

/// <summary>A Loops server and applications that reach it over real HTTP, all on one clock that the test moves.</summary>
internal sealed partial class World : IAsyncDisposable
{
    public const string ApiKey = "secret-key-of-the-team";

    private readonly List<App> _apps = [];
    private readonly Lazy<DirectoryInfo> _directory = new(static () => Directory.CreateTempSubdirectory("loops-outbox-"));
    private readonly ConcurrentDictionary<object, Task> _waiting = [];
    private LoopsServer? _server;

    public World()
    {
        Work = new(Time);
        Network = new(Work);
        Time.TimerAdded = Work.Change;
        Work.LoopsWait = () => _apps.All(static app => app.LoopsWait) && _waiting.All(waiting => waiting.Value.IsCompleted || Time.CountOf(waiting.Key) > 0);
    }

    public static bool IsFullScale { get; } = Environment.GetEnvironmentVariable("LOOPS_TEST_SCALE") == "full";

    public VirtualTime Time { get; } = new();

    public Work Work { get; }

    public Network Network { get; }

    public FakeLoggerProvider Logs { get; } = new();

    public LoopsServer Server => _server ?? throw new InvalidOperationException("Nothing was started.");

    /// <summary>A file of this test alone.</summary>
    public string Path => System.IO.Path.Combine(_directory.Value.FullName, "loops.db");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public IEnumerable<string> LogMessages => Logs.Collector.GetSnapshot().Where(static record => record.Category == Transport.LogCategory).Select(static record => record.Message);

    /// <summary>Starts the server, if it has to be another than the usual one.</summary>
    public async Task<LoopsServer> StartServerAsync(int requestsPerSecond = 0, Action<LoopsServerRequest>? onRequest = null, string apiKey = ApiKey) => _server = await LoopsServer.StartAsync(
        new() { TimeProvider = Time, RequestsPerSecond = requestsPerSecond, ApiKey = apiKey, OnRequest = onRequest }, Cancel);

    /// <summary>Makes an application that is not running: it enqueues, and nobody dispatches.</summary>
    public async Task<App> CreateAsync(AppSetup? setup = null)
    {
        if (_server is null)
            await StartServerAsync();
        var app = new App(this, setup ?? new());
        _apps.Add(app);
        return app;
    }

    public async Task<App> StartAsync(AppSetup? setup = null)
    {
        var app = await CreateAsync(setup);
        await app.StartAsync();
        return app;
    }

    /// <summary>Adds a second destination under the key <c>shop</c>, of another team and in the same file.</summary>
    public void AddShop(IServiceCollection services) => services.AddKeyedLoops<AppLoops>("shop", options =>
    {
        options.ApiKey = ApiKey;
        options.BaseAddress = Server.BaseAddress;
        options.RequestsPerSecond = 0;
    }).UseSqliteOutbox(Path).HttpClient.AddHttpMessageHandler(Network.CreateHandler);

    /// <summary>Lets time go on until something is so.</summary>
    /// <param name="condition">What; asked when nothing is going on.</param>
    /// <param name="within">The virtual time within which it has to come.</param>
    /// <param name="leap">How far the clock goes at a time at least.</param>
    public async Task UntilAsync(Func<ValueTask<bool>> condition, TimeSpan? within = null, TimeSpan leap = default)
    {
        var end = Time.Elapsed + (within ?? TimeSpan.FromHours(1));
        while (true)
        {
            await Work.WaitForQuietAsync(Cancel);
            if (await condition())
                return;
            if (Time.Elapsed >= end)
                Assert.Fail($"It did not come by {Time.Elapsed}. Requests: {string.Join("; ", Server.Requests.TakeLast(20))}. Log: {string.Join('\n', LogMessages.TakeLast(20))}");
            Time.GoOn(end, leap);
        }
    }

    /// <inheritdoc cref="UntilAsync(Func{ValueTask{bool}}, TimeSpan?, TimeSpan)"/>
    public Task UntilAsync(Func<bool> condition, TimeSpan? within = null) => UntilAsync(() => new ValueTask<bool>(condition()), within);

    /// <summary>Begins something of which time is a part; <see cref="UntilAsync(Task, TimeSpan?)"/> ends it.</summary>
    public async Task<T> BeginAsync<T>(Func<Task<T>> run)
    {
        VirtualTime.Owner = new();
        var task = run();
        _waiting[VirtualTime.Owner] = task;
        return await task;
    }

    /// <summary>Lets time go on until something has been done.</summary>
    public async Task<T> DoAsync<T>(Func<Task<T>> run, TimeSpan? within = null)
    {
        var task = BeginAsync(run);
        await UntilAsync(task, within);
        return await task;
    }

    /// <inheritdoc cref="DoAsync{T}(Func{Task{T}}, TimeSpan?)"/>
    public Task DoAsync(Func<Task> run, TimeSpan? within = null) => DoAsync(() => RunAsync(run), within);

    /// <summary>Lets time go on until a task has completed.</summary>
    public async Task UntilAsync(Task task, TimeSpan? within = null)
    {
        await UntilAsync(() => task.IsCompleted, within);
        await task;
    }

    /// <summary>Lets time go on until an outbox is empty.</summary>
    public Task UntilEmptyAsync(App app, TimeSpan? within = null, TimeSpan leap = default)
        => UntilAsync(async () => (await app.Store.GetStatsAsync(Cancel)).All(static stats => stats.Pending == 0), within, leap);

    /// <summary>Lets time go on until an outbox is empty, and stops the application: then all that is told of the records has been.</summary>
    public async Task FinishAsync(App app)
    {
        await UntilEmptyAsync(app);
        await app.StopAsync();
    }

    /// <summary>Lets this much time pass, with all that happens in it.</summary>
    public async Task PassAsync(TimeSpan time, TimeSpan leap = default)
    {
        var end = Time.Elapsed + time;
        await UntilAsync(() => new ValueTask<bool>(Time.Elapsed >= end), time, leap);
        await Work.WaitForQuietAsync(Cancel);
    }

    /// <summary>Whatever a test does, no log record of it has an address or a key.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps)
            await app.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        if (_directory.IsValueCreated)
            _directory.Value.Delete(recursive: true);
        foreach (var record in Logs.Collector.GetSnapshot())
        {
            var text = $"{record.Message} {record.Exception}";
            Assert.DoesNotContain(ApiKey, text, StringComparison.Ordinal);
            Assert.DoesNotMatch(UnmaskedAddress(), text);
        }
    }

    private static async Task<bool> RunAsync(Func<Task> run)
    {
        await run();
        return true;
    }

    [GeneratedRegex(@"[^\s*]@[a-z]+\.", RegexOptions.IgnoreCase)]
    private static partial Regex UnmaskedAddress();
}
