using System.Collections.Concurrent;
using System.Diagnostics;
using LoopsMapping.CrashTests.Judging;
using LoopsMapping.CrashTests.Killing;
using LoopsMapping.CrashTests.Working;
using LoopsMapping.Outbox;
using LoopsMapping.Testing;

namespace LoopsMapping.CrashTests.Campaigns;

/// <summary>One of several processes that dispatch dies with requests under way: its lanes go on when their leases end.</summary>
internal static class LeaseCampaign
{
    /// <summary>How long the server takes to answer, so that there is something under way.</summary>
    private static readonly TimeSpan Answer = TimeSpan.FromMilliseconds(150);

    /// <summary>What a lane may wait longer than its lease.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan EnqueueEvery = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan Lease = new LoopsOutboxOptions().Lease;

    public static readonly (string Name, string Help)[] Options =
    [
        ("--times", "how often, 5 by default"),
        ("--processes", "how many programs share the store, 4 by default"),
    ];

    public static async Task<Scoreboard> RunAsync(CampaignOptions options)
    {
        if (options.Text("--store") != "postgres")
            throw CommandLine.Wrong("One process dispatches a file, and another takes over by its lock: --campaign takeover. Only --store postgres has leases.");
        var times = options.Number("--times", 5);
        var processes = options.Number("--processes", 4);
        var lanes = new Arrivals();
        await using var rig = await Rig.StartAsync(options, new() { RequestsPerSecond = 0, OnRequest = lanes.OnRequest });
        using var ending = new CancellationTokenSource();
        var producing = rig.Producer.RunAsync(EnqueueEvery, ending.Token);
        var dispatch = rig.Template with { Job = WorkerJob.Dispatch };
        List<WorkerProcess> workers = [];
        for (var i = 0; i < processes; i++)
            workers.Add(await rig.StartAsync(dispatch));

        var random = new Random(options.Seed);
        var gaps = new List<double>();
        for (var i = 0; i < times; i++)
        {
            await Task.Delay(random.Next(2_000, 4_000));
            var victim = workers[random.Next(workers.Count)];
            victim.Kill();
            await victim.ExitAsync(Timeout.InfiniteTimeSpan);
            var start = Stopwatch.GetTimestamp();
            var waiting = await ClaimedAsync(rig.Template.Store, Lease);
            // Every lane that was claimed at its death and is claimed by nobody alive: it has to be sent again.
            await Task.Delay(Lease + Grace);
            var late = waiting.Where(lane => !lanes.WasSentSince(lane, start)).ToList();
            gaps.AddRange(waiting.Except(late).Select(lane => Stopwatch.GetElapsedTime(start, lanes.FirstSince(lane, start)).TotalSeconds));
            gaps.AddRange(late.Select(static _ => double.PositiveInfinity));
            workers.Remove(victim);
            workers.Add(await rig.StartAsync(dispatch));
        }
        await ending.CancelAsync();
        await producing;
        foreach (var worker in workers)
            await Rig.StopAsync(worker);

        var board = new Scoreboard();
        board.Add("times", "deaths of one of them", times);
        board.Add("lanes", "lanes that were claimed at a death", gaps.Count, Goal.AtLeast(1));
        board.Add("lease", "lease, s", Lease.TotalSeconds);
        board.Add("median", "until the lane's next request, median, s", Statistics.Quantile(gaps, 0.5));
        board.Add("max", "until the lane's next request, max, s", gaps.Max(), Goal.AtMost((Lease + Grace).TotalSeconds));
        await rig.JudgeAsync(board, []);
        return board;
    }

    /// <summary>The lanes that are claimed just now, as the database says.</summary>
    private static async Task<List<string>> ClaimedAsync(StorePlace store, TimeSpan lease)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(StorePlace.ConnectionString);
#pragma warning disable CA2100 // The schema's name is the campaign's own.
        await using var command = source.CreateCommand($"SELECT name FROM {store.Place}.lane WHERE lease_until > clock_timestamp() + interval '{(int)lease.TotalSeconds - 10} seconds'");
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var lanes = new List<string>();
        while (await reader.ReadAsync())
            lanes.Add(reader.GetString(0));
        return lanes;
    }

    /// <summary>When something of a lane arrived.</summary>
    private sealed class Arrivals
    {
        private readonly ConcurrentDictionary<string, ConcurrentQueue<long>> _requests = new(StringComparer.Ordinal);

        public void OnRequest(LoopsServerRequest request)
        {
            var record = ServerHistory.Identify(request);
            _requests.GetOrAdd(Lanes.UserId(record.Lane), static _ => new()).Enqueue(Stopwatch.GetTimestamp());
            Thread.Sleep(Answer);
        }

        public bool WasSentSince(string lane, long start) => _requests.TryGetValue(lane, out var requests) && requests.Any(at => at > start);

        public long FirstSince(string lane, long start) => _requests[lane].First(at => at > start);
    }
}
