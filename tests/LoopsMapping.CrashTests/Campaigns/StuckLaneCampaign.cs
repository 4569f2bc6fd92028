using System.Diagnostics;
using LoopsMapping.CrashTests.Killing;
using LoopsMapping.CrashTests.Working;
using LoopsMapping.Outbox;

namespace LoopsMapping.CrashTests.Campaigns;

/// <summary>A contact that Loops has trouble with, whose lane waits with all that is behind; the others must not notice. The store alone, no server.</summary>
internal static class StuckLaneCampaign
{
    private const string Team = "default";
    private const string StuckLane = "stuck";
    private const int OtherLanes = 1_000;
    private const int Claims = 2_000;
    private const int Enqueues = 500;

    /// <summary>How many are enqueued by one call, as a busy application's are: a call for thousands leaves PostgreSQL as many old versions of the lane's row.</summary>
    private const int Batch = 20;

    /// <summary>How many are under way at a time, as many as the dispatcher allows itself.</summary>
    private static readonly int UnderWay = new LoopsOutboxOptions().MaxConcurrency;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    public static readonly (string Name, string Help)[] Options = [("--records", "how many wait in the lane, 300000 by default")];

    public static async Task<Scoreboard> RunAsync(CampaignOptions options)
    {
        var records = options.Number("--records", 300_000);
        using var workspace = Workspace.Create(options.Directory, options.Keep);
        var place = options.PlaceIn(workspace.Path);
        await place.CreateAsync();
        await using var store = place.NewStore();
        await store.OpenAsync();
        for (var first = 0; first < records; first += Batch)
            await store.EnqueueAsync([.. Enumerable.Range(first, Math.Min(Batch, records - first)).Select(static i => Message(StuckLane, i))]);

        var (stuck, _, _) = await store.ClaimAsync(Team, 1, Lease);
        await store.RescheduleAsync(stuck[0], new(TimeSpan.FromHours(1), "a server that is down"));
        for (var round = 0; round < Claims / OtherLanes + 1; round++)
        {
            foreach (var lanes in Enumerable.Range(0, OtherLanes).Chunk(Batch))
                await store.EnqueueAsync([.. lanes.Select(lane => Message($"lane-{lane}", round))]);
        }

        var (claims, wrong) = await ClaimAsync(store);
        var enqueues = await EnqueueAsync(store, records);
        var board = new Scoreboard();
        board.Add("records", "records that wait in the lane", records);
        board.Add("claims", "claims of other lanes", claims.Count);
        board.Add("wrong", "claims of the lane that waits", wrong, Goal.Zero);
        board.Add("claim-p50", "claim, median, ms", Statistics.Quantile(claims, 0.5));
        board.Add("claim-p99", "claim, 99th percentile, ms", Statistics.Quantile(claims, 0.99), Goal.Below(10));
        board.Add("claim-max", "claim, max, ms", claims.Max());
        board.Add("enqueue-p50", "enqueue into the lane that waits, median, ms", Statistics.Quantile(enqueues, 0.5));
        board.Add("enqueue-p99", "enqueue into the lane that waits, 99th percentile, ms", Statistics.Quantile(enqueues, 0.99));
        workspace.IsSpent = board.IsGood;
        if (board.IsGood)
            await place.DropAsync();
        return board;
    }

    private static async Task<(List<double> Milliseconds, int Wrong)> ClaimAsync(ILoopsOutboxStore store)
    {
        var times = new List<double>();
        var wrong = 0;
        var underWay = new Queue<LoopsOutboxClaim>();
        while (times.Count < Claims)
        {
            if (underWay.Count == UnderWay)
                await store.CompleteAsync(underWay.Dequeue(), LoopsOutboxCompletion.Accepted);
            var start = Stopwatch.GetTimestamp();
            var (claims, _, _) = await store.ClaimAsync(Team, 1, Lease);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (claims is not [var claim])
                throw new CampaignException("No lane could be claimed, although a thousand are due.");
            wrong += claim.Lane == StuckLane ? 1 : 0;
            underWay.Enqueue(claim);
        }
        return (times, wrong);
    }

    private static async Task<List<double>> EnqueueAsync(ILoopsOutboxStore store, int first)
    {
        var times = new List<double>();
        for (var i = first; i < first + Enqueues; i++)
        {
            var message = Message(StuckLane, i);
            var start = Stopwatch.GetTimestamp();
            await store.EnqueueAsync([message]);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return times;
    }

    private static LoopsOutboxMessage Message(string lane, int number) => new()
    {
        Team = Team,
        Lane = lane,
        Method = "POST",
        Path = "events/send",
        Name = "Page Viewed",
        Body = System.Text.Encoding.UTF8.GetBytes($$$"""{"email":"{{{lane}}}@example.com","userId":"{{{lane}}}","eventName":"Page Viewed","eventProperties":{"sequence":{{{number}}}}}"""),
        IdempotencyKey = $"{lane}-{number}",
        Email = $"{lane}@example.com",
        UserId = lane,
    };
}
