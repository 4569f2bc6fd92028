using LoopsMapping.CrashTests.Working;
using LoopsMapping.Outbox;
using LoopsMapping.Testing;

namespace LoopsMapping.CrashTests.Campaigns;

/// <summary>Loops allows less for a while, without a word before.</summary>
internal static class ThrottleCampaign
{
    private const int Usual = 10;
    private const int Low = 2;

    /// <summary>A program that has just come up takes longer for its first requests, so that the next ones come too close.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Before = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan After = TimeSpan.FromSeconds(15);

    /// <summary>What a change may take to be noticed.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>One 429 of the usual pace, which costs a second of the twelve that are measured, is no failure to recover.</summary>
    private const double Recovered = 8.5;

    /// <summary>After the limit has gone back: the sender's next request is due within half a second, and tells it.</summary>
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(3);

    public static readonly (string Name, string Help)[] Options = [("--seconds", "for how long the limit is low, 30 by default"), ("--processes", "how many programs share the store, 1 by default")];

    public static async Task<Scoreboard> RunAsync(CampaignOptions options)
    {
        var throttle = TimeSpan.FromSeconds(options.Number("--seconds", 30, least: 5));
        await using var rig = await Rig.StartAsync(options, new() { RequestsPerSecond = Usual });
        await rig.Producer.FillAsync((int)(WarmUp + Before + throttle + After).TotalSeconds * Usual + 500);
        var processes = options.Number("--processes", 1);
        List<Killing.WorkerProcess> workers = [];
        for (var i = 0; i < processes; i++)
            workers.Add(await rig.StartAsync(rig.Template with { Job = WorkerJob.Dispatch, RequestsPerSecond = null }));
        await Task.Delay(WarmUp + Before);

        rig.Server.RequestsPerSecond = Low;
        var dropped = DateTimeOffset.UtcNow;
        var mostAttempts = await WatchAttemptsAsync(rig.Producer.Store, throttle);
        rig.Server.RequestsPerSecond = Usual;
        var restored = DateTimeOffset.UtcNow;
        await Task.Delay(After);
        var ended = DateTimeOffset.UtcNow;

        foreach (var worker in workers)
            await Rig.StopAsync(worker);
        // Nothing is under way now, so that every recorded attempt is one that counted.
        var pending = await rig.Producer.Store.ListAsync(new() { State = LoopsOutboxState.Pending, Limit = 10_000 });
        var requests = rig.Server.Requests;
        var refused = requests.FirstOrDefault(request => request.StatusCode == 429 && request.ReceivedAt >= dropped);
        var slowFrom = (refused?.ReceivedAt ?? dropped) + Grace;

        IEnumerable<LoopsServerRequest> Between(DateTimeOffset from, DateTimeOffset to) => requests.Where(request => request.ReceivedAt >= from && request.ReceivedAt < to);
        static int Count429(IEnumerable<LoopsServerRequest> requests) => requests.Count(static request => request.StatusCode == 429);

        var board = new Scoreboard();
        board.Add("processes", "programs that send", requests.Where(request => request.ReceivedAt < dropped).Select(Rig.Sender).Distinct().Count(), Goal.AtLeast(processes));
        board.Add("before", "accepted per second before the drop", Between(dropped - Before, dropped).Count(static request => request.StatusCode == 200) / Before.TotalSeconds);
        board.Add("first-429", "first 429 after the drop, s", refused is null ? double.NaN : (refused.ReceivedAt - dropped).TotalSeconds);
        board.Add("early-429", "429 before the drop", Count429(Between(DateTimeOffset.MinValue, dropped)));
        board.Add("drop-429", "429 up to 1 s after the first", Count429(Between(dropped, slowFrom)));
        board.Add("late-429", "429 later", Count429(Between(slowFrom, DateTimeOffset.MaxValue)));
        board.Add("most", "most attempts in any second, from 1 s after the first 429", Statistics.MostInASecond(Between(slowFrom, restored).Select(static request => request.ReceivedAt)), Goal.AtMost(Low));
        board.Add("slow", "accepted per second meanwhile", Between(slowFrom, restored).Count(static request => request.StatusCode == 200) / (restored - slowFrom).TotalSeconds, Goal.AtLeast(1.6));
        board.Add("recovered", "accepted per second from 3 s after the limit went back", Between(restored + Recovery, ended).Count(static request => request.StatusCode == 200) / (ended - restored - Recovery).TotalSeconds, Goal.AtLeast(Recovered));
        board.Add("attempts", "most attempts of a pending record meanwhile", mostAttempts, Goal.AtMost(1));
        board.Add("counted", "attempts of pending records once it has stopped", pending.Sum(static record => record.Attempts), Goal.Zero);
        board.Add("told", "pending records that were refused", pending.Count(static record => record.LastReason is not null));
        await rig.JudgeAsync(board, []);
        return board;
    }

    /// <returns>The highest number of attempts that any record had; 1 while it is under way.</returns>
    private static async Task<int> WatchAttemptsAsync(ILoopsOutboxStore store, TimeSpan duration)
    {
        var most = 0;
        for (var end = DateTimeOffset.UtcNow + duration; DateTimeOffset.UtcNow < end; await Task.Delay(500))
        {
            foreach (var record in await store.ListAsync(new() { State = LoopsOutboxState.Pending, Limit = 100 }))
                most = Math.Max(most, record.Attempts);
        }
        return most;
    }
}
