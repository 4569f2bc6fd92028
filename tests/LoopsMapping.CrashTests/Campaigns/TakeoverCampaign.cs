using System.Diagnostics;
using LoopsMapping.CrashTests.Killing;
using LoopsMapping.CrashTests.Working;
using LoopsMapping.Testing;

namespace LoopsMapping.CrashTests.Campaigns;

/// <summary>Two programs share a file, and the one that dispatches dies, again and again, while a third enqueues.</summary>
internal static class TakeoverCampaign
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EnqueueEvery = TimeSpan.FromMilliseconds(5);

    public static readonly (string Name, string Help)[] Options = [("--times", "how often, 10 by default")];

    public static async Task<Scoreboard> RunAsync(CampaignOptions options)
    {
        var times = options.Number("--times", 10);
        var dispatching = new Dispatching();
        await using var rig = await Rig.StartAsync(options, new() { RequestsPerSecond = 0, OnRequest = dispatching.OnRequest });
        using var ending = new CancellationTokenSource();
        var producing = rig.Producer.RunAsync(EnqueueEvery, ending.Token);

        var dispatch = rig.Template with { Job = WorkerJob.Dispatch };
        List<WorkerProcess> workers = [await rig.StartAsync(dispatch), await rig.StartAsync(dispatch)];
        var random = new Random(options.Seed);
        var gaps = new List<double>();
        for (var i = 0; i < times; i++)
        {
            // So that the death comes at some point of a delivery, and to a dispatcher that is at work.
            await Task.Delay(random.Next(500, 1_500));
            var victim = workers.Find(worker => worker.Number == dispatching.Number)
                ?? throw new CampaignException($"Neither worker dispatches: the last request came from worker {dispatching.Number}.");
            var next = dispatching.NextAsync();
            var start = Stopwatch.GetTimestamp();
            victim.Kill();
            if (await Task.WhenAny(next, Task.Delay(Patience)) != next)
                throw await workers.Find(worker => worker != victim)!.FailureAsync($"sent nothing within {Patience.TotalSeconds} s after the other's death");
            gaps.Add((await next - start) / (double)Stopwatch.Frequency);
            workers.Remove(victim);
            workers.Add(await rig.StartAsync(dispatch));
        }
        await ending.CancelAsync();
        await producing;
        foreach (var worker in workers)
            await Rig.StopAsync(worker);

        var board = new Scoreboard();
        board.Add("times", "deaths of the dispatching process", times);
        board.Add("median", "until the other's first request, median, s", Statistics.Quantile(gaps, 0.5));
        board.Add("max", "until the other's first request, max, s", gaps.Max(), Goal.AtMost(5));
        await rig.JudgeAsync(board, []);
        return board;
    }

    /// <summary>Which worker sends.</summary>
    private sealed class Dispatching
    {
        private readonly Lock _gate = new();
        private readonly HashSet<int> _past = [];
        private TaskCompletionSource<long> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Number { get; private set; }

        /// <summary>When another begins to, as a timestamp.</summary>
        public Task<long> NextAsync()
        {
            lock (_gate)
            {
                _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
                return _next.Task;
            }
        }

        public void OnRequest(LoopsServerRequest request)
        {
            var now = Stopwatch.GetTimestamp();
            lock (_gate)
            {
                // What the dead had sent can be handled a little later; only a new one is another.
                var number = Rig.Sender(request);
                if (number == Number || _past.Contains(number))
                    return;
                _past.Add(Number);
                Number = number;
                _next.TrySetResult(now);
            }
        }
    }
}
