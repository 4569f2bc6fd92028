using System.Globalization;
using LoopsMapping.CrashTests.Judging;
using LoopsMapping.CrashTests.Killing;
using LoopsMapping.CrashTests.Working;
using LoopsMapping.Testing;

namespace LoopsMapping.CrashTests.Campaigns;

/// <summary>What most campaigns need: a server, a store, workers, and a judge at the end.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private readonly Workspace _workspace;
    private readonly List<WorkerProcess> _workers = [];
    private int _started;

    private Rig(Workspace workspace, StorePlace store, LoopsServer server, int seed)
    {
        _workspace = workspace;
        Server = server;
        Template = new()
        {
            Number = 0,
            Seed = seed,
            Directory = workspace.Path,
            BaseAddress = server.BaseAddress,
            ApiKey = server.ApiKey,
            Store = store,
        };
        Producer = Producer.Open(Template);
    }

    public LoopsServer Server { get; }

    /// <summary>Enqueues from this process into the store that the workers dispatch.</summary>
    public Producer Producer { get; }

    /// <summary>The arguments of a worker that has no number yet.</summary>
    public WorkerArguments Template { get; }

    /// <param name="options">Where, and how random.</param>
    /// <param name="server">How the server runs.</param>
    /// <param name="part">Which part of a campaign that has several, each with a directory of its own.</param>
    /// <exception cref="UsageException">The directory is in use.</exception>
    public static async Task<Rig> StartAsync(CampaignOptions options, LoopsServerOptions server, string part = "")
    {
        var workspace = Workspace.Create(options.Directory is { } directory ? Path.Combine(directory, part) : null, options.Keep);
        Console.Error.WriteLine($"seed {options.Seed}, in {workspace.Path}");
        var store = options.PlaceIn(workspace.Path);
        await store.CreateAsync();
        return new(workspace, store, await LoopsServer.StartAsync(server), options.Seed);
    }

    /// <summary>Starts a worker, and waits until it is up.</summary>
    /// <param name="arguments">What it does; its number is given here.</param>
    public async Task<WorkerProcess> StartAsync(WorkerArguments arguments)
    {
        var worker = await WorkerProcess.StartUpAsync(Numbered(arguments));
        _workers.Add(worker);
        return worker;
    }

    /// <summary>Asks a worker to stop, as a deployment does, and waits until it has.</summary>
    public static async Task StopAsync(WorkerProcess worker)
    {
        worker.Terminate();
        if (!await worker.ExitAsync(TimeSpan.FromMinutes(2)))
            throw await worker.FailureAsync("did not stop");
        if (worker.ExitCode != 0 || await worker.ReadErrorsAsync() is { Length: > 0 })
            throw await worker.FailureAsync($"stopped with exit code {worker.ExitCode}");
    }

    /// <summary>Delivers what is left without a limit, stops the server, and judges.</summary>
    /// <param name="board">Takes the verdict.</param>
    /// <param name="acked">What the workers' programs were told, besides those of <see cref="Producer"/>.</param>
    public async Task JudgeAsync(Scoreboard board, IEnumerable<RecordId> acked)
    {
        Server.RequestsPerSecond = 0;
        var deadLetters = await WorkerProcess.DrainAsync(Numbered(Template with { Job = WorkerJob.Drain }), () => Server.Requests.Count);
        await Server.DisposeAsync();
        board.Add(Judge.Decide(acked.Concat(Producer.Acked), ServerHistory.Read(Server).Effects), deadLetters);
        Forget(board);
    }

    /// <summary>Nobody looks into what met its goals.</summary>
    public void Forget(Scoreboard board) => _workspace.IsSpent = board.IsGood;

    /// <summary>The number of the worker that sent a request.</summary>
    public static int Sender(LoopsServerRequest request) => int.Parse(request.Headers[Worker.NumberHeader], CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
            worker.Dispose();
        await Producer.DisposeAsync();
        await Server.DisposeAsync();
        if (_workspace.IsSpent)
            await Template.Store.DropAsync();
        _workspace.Dispose();
    }

    private WorkerArguments Numbered(WorkerArguments arguments) => arguments with { Number = ++_started };
}
