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
        };
        var plan = new ConcurrentQueue<Kill>(Plan);
        await RunSlotsAsync(Enumerable.Range(0, options.Processes).Select(slot => KillAsync(template with { Slot = slot }, plan)));
        var drain = template with { Number = Interlocked.Increment(ref _workers), Job = WorkerJob.Drain };
        var deadLetters = _hasOutbox ? await WorkerProcess.DrainAsync(drain, () => _nemesis.Requests) : 0;

        // What the dead had sent is handled before it has stopped, and nothing changes any more.
        await server.DisposeAsync();
        var history = ServerHistory.Read(server);
        var report = new Report(options.Kills, _kills, Judge.Decide(_acked, history.Effects), history)
        {
            DeadLetters = deadLetters,
            Integrity = _hasOutbox ? DatabaseCheck.Run(template.DatabasePath) : null,
            Duration = _watch.Elapsed,
        };
        directory.IsSpent = report.IsGood || !_hasOutbox;
        return report;
    }

    /// <summary>The first that fails ends the campaign; the others' workers end with the program.</summary>
    private static async Task RunSlotsAsync(IEnumerable<Task> slots)
    {
        await foreach (var slot in Task.WhenEach(slots))
            await slot;
    }

    private async Task KillAsync(WorkerArguments template, ConcurrentQueue<Kill> plan)
    {
        while (plan.TryDequeue(out var kill))
        {
            var arguments = template with
            {
                Number = Interlocked.Increment(ref _workers),
                DieAt = kill.IsByWorker ? kill.Point : null,
                DieAfter = kill.IsByWorker ? kill.Count : 0,
            };
            using var worker = WorkerProcess.Start(arguments);
            var point = await KillAsync(worker, kill);
            _nemesis.Forget(worker.Number);
            if (!worker.WasKilled)
                throw await worker.FailureAsync($"ended by itself with exit code {worker.ExitCode}");
            if (await worker.ReadErrorsAsync() is { Length: > 0 } errors)
                Console.Error.WriteLine($"worker {worker.Number} wrote: {errors}");
            Count(point, AckReader.Read(arguments.AckPath));
        }
    }

    /// <summary>Lets a worker live until it is time.</summary>
    /// <returns>The point at which it died.</returns>
    private async Task<string> KillAsync(WorkerProcess worker, Kill kill)
    {
        if (kill.Point == Kill.MidHttp)
            _nemesis.Aim(worker.Number, kill.Count, worker.Kill);
        // A worker that dies at a label can do so before it is up.
        var exit = worker.ExitAsync(Timeout.InfiniteTimeSpan);
        if (kill.Point != Kill.Starting && await Task.WhenAny(worker.Up, exit, Task.Delay(Patience)) is var first && first != worker.Up && first != exit)
            throw await worker.FailureAsync($"was not up after {Patience.TotalSeconds} s");

        var patience = kill.Count == 0 ? kill.Delay : options.Processes > 1 ? PatienceWithMany : Patience;
        if (await Task.WhenAny(exit, Task.Delay(patience)) == exit)
            return kill.Point;
        if (kill.Count > 0 && options.Processes == 1)
            throw await worker.FailureAsync($"did not get to '{kill.Point}' {kill.Count} times within {patience.TotalSeconds} s");
        worker.Kill();
        await exit;
        return kill.Count > 0 ? Kill.Random : kill.Point;
    }

    private void Count(string point, IReadOnlyList<RecordId> acks)
    {
        lock (_gate)
        {
            _kills[point] = _kills.GetValueOrDefault(point) + 1;
            _acked.AddRange(acks);
            if (_kills.Values.Sum() is var kills && kills % ProgressEvery == 0)
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kills} kills, {_acked.Count} acked, {_nemesis.Requests} requests, {_watch.Elapsed.TotalSeconds:F0} s"));
        }
    }
}

/// <summary>There is nothing to judge; the message says why.</summary>
internal sealed class CampaignException(string message) : Exception(message);
