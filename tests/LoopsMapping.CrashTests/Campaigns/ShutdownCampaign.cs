using System.Diagnostics;
using LoopsMapping.CrashTests.Judging;
using LoopsMapping.CrashTests.Killing;
using LoopsMapping.CrashTests.Working;
using LoopsMapping.Testing;
using Microsoft.Extensions.Hosting;

namespace LoopsMapping.CrashTests.Campaigns;

/// <summary>Deployments: the next program comes up beside the one that is asked to stop, and both work until it has.</summary>
internal static class ShutdownCampaign
{
    /// <summary>Some answers are late, so that something is under way when a program is asked to stop.</summary>
    private const double LateShare = 0.02;

    private const int ProgressEvery = 25;

    public static readonly (string Name, string Help)[] Options = [("--times", "how many restarts, 100 by default")];

    public static async Task<Scoreboard> RunAsync(CampaignOptions options)
    {
        var times = options.Number("--times", 100);
        var nemesis = new Nemesis(options.Seed);
        var random = new Random(options.Seed);
        await using var rig = await Rig.StartAsync(options, new()
        {
            RequestsPerSecond = 0,
            OnRequest = request =>
            {
                nemesis.OnRequest(request);
                if (Random.Shared.NextDouble() < LateShare)
                    nemesis.Server!.DelayNext(TimeSpan.FromMilliseconds(Random.Shared.Next(50, 1_500)));
            },
        });
        nemesis.Server = rig.Server;

        // Two programs run at a time while one follows the other: each has contacts of its own.
        var load = rig.Template with { Job = WorkerJob.LoadUntilStopped, Processes = 2 };
        var acked = new List<RecordId>();
        var stops = new List<double>();
        var current = await rig.StartAsync(load);
        for (var i = 1; i <= times; i++)
        {
            var next = await rig.StartAsync(load with { Slot = i % 2 });
            await Task.Delay(random.Next(50, 800));
            var start = Stopwatch.GetTimestamp();
            await Rig.StopAsync(current);
            stops.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            acked.AddRange(AckReader.Read(WorkerArguments.AckPathOf(rig.Template.Directory, current.Number)));
            current = next;
            if (i % ProgressEvery == 0)
                Console.Error.WriteLine($"{i} restarts, {acked.Count} acked, {nemesis.Requests} requests");
        }

        await Rig.StopAsync(current);
        acked.AddRange(AckReader.Read(WorkerArguments.AckPathOf(rig.Template.Directory, current.Number)));

        var board = new Scoreboard();
        board.Add("times", "restarts", times);
        board.Add("stop-median", "from SIGTERM to the end, median, s", Statistics.Quantile(stops, 0.5));
        board.Add("stop-max", "from SIGTERM to the end, max, s", stops.Max(), Goal.AtMost(new HostOptions().ShutdownTimeout.TotalSeconds));
        await rig.JudgeAsync(board, acked);
        return board;
    }
}
