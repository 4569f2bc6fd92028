using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using LoopsMapping.CrashTests.Judging;
using LoopsMapping.CrashTests.Working;
using LoopsMapping.Testing;

namespace LoopsMapping.CrashTests.Killing;

/// <summary>Starts a worker, kills it, starts the next on the same store, and in the end judges by the server's record.</summary>
internal sealed class Campaign(CommandLine options)
{
    private const int ProgressEvery = 25;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>One process of several may not be the one that dispatches, and then it does not get to every point: it dies at a random time.</summary>
    private static readonly TimeSpan PatienceWithMany = TimeSpan.FromSeconds(5);

    /// <summary>Where many processes dispatch, what a dead one had claimed waits for its lease. Still longer than any request takes here.</summary>
    private const int LeaseSeconds = 8;

    private readonly bool _hasOutbox = options.Sender is SenderKind.Outbox;
    private readonly Nemesis _nemesis = new(options.Seed);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly List<RecordId> _acked = [];
    private readonly SortedDictionary<string, int> _kills = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private int _workers;

    /// <summary>How the workers die; by default at random times and at labels by turns.</summary>
    public IEnumerable<Kill> Plan { get; init; } = Kill.Plan(options.Kills, new(options.Seed), options.Sender is not SenderKind.Outbox);

    /// <summary>For how many milliseconds a producer rests after each call.</summary>
    public int Rest { get; init; }

    /// <exception cref="UsageException">The directory is in use.</exception>
    /// <exception cref="CampaignException">A worker failed for another reason than a kill.</exception>
    public async Task<Report> RunAsync()
    {
        using var directory = Workspace.Create(options.Directory, options.Keep);
        await using var server = await LoopsServer.StartAsync(new() { RequestsPerSecond = 0, OnRequest = _nemesis.OnRequest });
        _nemesis.Server = server;
        Console.WriteLine($"seed {options.Seed}, in {directory.Path}");

        var store = StorePlace.Of(options.Store, directory.Path);
        await store.CreateAsync();
        var disturbs = options.Restarts + options.Cuts > 0;
        WorkerArguments template = new()
        {
            Number = 0,
            Seed = options.Seed,
            Directory = directory.Path,
            BaseAddress = server.BaseAddress,
            ApiKey = server.ApiKey,
            Processes = options.Processes,
            Sender = options.Sender,
            Rest = Rest,
            Store = store,
            LeaseSeconds = LeaseSeconds,
            IsDisturbed = disturbs,
        };
        var plan = new ConcurrentQueue<Kill>(Plan);
        var disturbance = Disturbance.RunAsync(options, store);
        await RunSlotsAsync(Enumerable.Range(0, options.Processes).Select(slot => KillAsync(template with { Slot = slot }, plan, disturbance)));
        await disturbance;
        var drain = template with { Number = Interlocked.Increment(ref _workers), Job = WorkerJob.Drain };
        var deadLetters = _hasOutbox ? await WorkerProcess.DrainAsync(drain, () => _nemesis.Requests) : 0;

        // What the dead had sent is handled before it has stopped, and nothing changes any more.
        await server.DisposeAsync();
        var history = ServerHistory.Read(server);
        var report = new Report(options.Kills, _kills, Judge.Decide(_acked, history.Effects), history)
        {
            DeadLetters = deadLetters,
            Integrity = _hasOutbox ? await store.CheckAsync() : null,
            Disturbances = (options.Restarts, options.Cuts),
            Duration = _watch.Elapsed,
        };
        directory.IsSpent = report.IsGood || !_hasOutbox;
        if (directory.IsSpent)
            await store.DropAsync();
        return report;
    }

    /// <summary>The first that fails ends the campaign; the others' workers end with the program.</summary>
    private static async Task RunSlotsAsync(IEnumerable<Task> slots)
    {
        await foreach (var slot in Task.WhenEach(slots))
            await slot;
    }

    private async Task KillAsync(WorkerArguments template, ConcurrentQueue<Kill> plan, Task disturbance)
    {
        while (true)
        {
            // Without one more to kill, the load lasts as long as the disturbance.
            var isPlanned = plan.TryDequeue(out var kill);
            if (!isPlanned)
            {
                if (disturbance.IsCompleted)
                    return;
                kill = new(Kill.AtTheEnd, 0, TimeSpan.MaxValue);
            }
            var arguments = template with
            {
                Number = Interlocked.Increment(ref _workers),
                DieAt = kill!.IsByWorker ? kill.Point : null,
                DieAfter = kill.IsByWorker ? kill.Count : 0,
            };
            using var worker = WorkerProcess.Start(arguments);
            var point = await KillAsync(worker, kill!, disturbance);
            _nemesis.Forget(worker.Number);
            if (!worker.WasKilled)
                throw await worker.FailureAsync($"ended by itself with exit code {worker.ExitCode}");
            // What a database that is gone makes of every program is no news.
            if (!template.IsDisturbed && await worker.ReadErrorsAsync() is { Length: > 0 } errors)
                Console.Error.WriteLine($"worker {worker.Number} wrote: {errors}");
            Count(isPlanned ? point : null, AckReader.Read(arguments.AckPath));
        }
    }

    /// <summary>Lets a worker live until it is time.</summary>
    /// <returns>The point at which it died.</returns>
    private async Task<string> KillAsync(WorkerProcess worker, Kill kill, Task disturbance)
    {
        if (kill.Point == Kill.MidHttp)
            _nemesis.Aim(worker.Number, kill.Count, worker.Kill);
        // A worker that dies at a label can do so before it is up.
        var exit = worker.ExitAsync(Timeout.InfiniteTimeSpan);
        if (kill.Point != Kill.Starting && await Task.WhenAny(worker.Up, exit, Task.Delay(Patience)) is var first && first != worker.Up && first != exit)
            throw await worker.FailureAsync($"was not up after {Patience.TotalSeconds} s");

        if (kill.Point == Kill.AtTheEnd)
        {
            await Task.WhenAny(exit, disturbance);
            worker.Kill();
            await exit;
            return kill.Point;
        }

        var patience = kill.Count == 0 ? kill.Delay : options.Processes > 1 ? PatienceWithMany : Patience;
        if (await Task.WhenAny(exit, Task.Delay(patience)) == exit)
            return kill.Point;
        if (kill.Count > 0 && options.Processes == 1)
            throw await worker.FailureAsync($"did not get to '{kill.Point}' {kill.Count} times within {patience.TotalSeconds} s");
        worker.Kill();
        await exit;
        return kill.Count > 0 ? Kill.Random : kill.Point;
    }

    private void Count(string? point, IReadOnlyList<RecordId> acks)
    {
        lock (_gate)
        {
            _acked.AddRange(acks);
            if (point is null)
                return;
            _kills[point] = _kills.GetValueOrDefault(point) + 1;
            if (_kills.Values.Sum() is var kills && kills % ProgressEvery == 0)
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kills} kills, {_acked.Count} acked, {_nemesis.Requests} requests, {_watch.Elapsed.TotalSeconds:F0} s"));
        }
    }
}

/// <summary>There is nothing to judge; the message says why.</summary>
internal sealed class CampaignException(string message) : Exception(message);
