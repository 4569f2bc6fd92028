using System.Collections.Concurrent;
using LoopsMapping.CrashTests.Judging;
using LoopsMapping.CrashTests.Working;

namespace LoopsMapping.CrashTests.Campaigns;

/// <summary>A backfill of hours is queued, and something happens that a person waits for.</summary>
internal static class FairnessCampaign
{
    private const int LiveEvents = 20;

    /// <summary>Contacts that the backfill has nothing of: within a lane the order never changes.</summary>
    private const int FirstLiveLane = 1_000_000;

    public static readonly (string Name, string Help)[] Options = [("--bulk", "how many records are queued, 100000 by default")];

    public static async Task<Scoreboard> RunAsync(CampaignOptions options)
    {
        var bulk = options.Number("--bulk", 100_000);
        var arrivals = new ConcurrentDictionary<int, DateTimeOffset>();
        await using var rig = await Rig.StartAsync(options, new()
        {
            OnRequest = request =>
            {
                if (request.StatusCode == 200 && ServerHistory.Identify(request) is { Lane: >= FirstLiveLane } live)
                    arrivals.TryAdd(live.Lane, request.ReceivedAt);
            },
        });
        await rig.Producer.FillAsync(bulk, LoopsPriority.Bulk);
        await rig.StartAsync(rig.Template with { Job = WorkerJob.Dispatch, RequestsPerSecond = null });
        await Task.Delay(TimeSpan.FromSeconds(3));

        var random = new Random(options.Seed);
        var waits = new List<double>();
        for (var i = 0; i < LiveEvents; i++)
        {
            var lane = FirstLiveLane + i;
            var start = DateTimeOffset.UtcNow;
            await rig.Producer.EnqueueAsync(new(RecordKind.Event, lane, i));
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(2_000, 4_000)));
            // One that has not come by then has missed the goal by any measure.
            waits.Add(arrivals.TryGetValue(lane, out var arrival) ? (arrival - start).TotalSeconds : double.PositiveInfinity);
        }

        var board = new Scoreboard();
        board.Add("bulk", "records queued before", bulk);
        board.Add("sent", "of these sent meanwhile", rig.Server.Requests.Count - arrivals.Count);
        board.Add("live", "live events", waits.Count);
        board.Add("median", "from the call to the server, median, s", Statistics.Quantile(waits, 0.5));
        board.Add("max", "from the call to the server, max, s", waits.Max(), Goal.AtMost(2));
        rig.Forget(board);
        return board;
    }
}
