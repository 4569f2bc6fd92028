using LoopsMapping.CrashTests.Working;
using LoopsMapping.Testing;

namespace LoopsMapping.CrashTests.Campaigns;

/// <summary>The default pace against a limit that forgives nothing, in real time.</summary>
internal static class RateCampaign
{
    private const int Limit = 10;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    private static readonly Dictionary<string, LoopsServerRateLimiter> Limiters = new(StringComparer.Ordinal)
    {
        ["sliding"] = LoopsServerRateLimiter.SlidingWindow,
        ["fixed"] = LoopsServerRateLimiter.FixedWindow,
        ["bucket"] = LoopsServerRateLimiter.TokenBucket,
    };

    public static readonly (string Name, string Help)[] Options =
    [
        ("--limiter", "sliding, fixed or bucket; without it one after the other"),
        ("--seconds", "for how long each, 300 by default"),
        ("--processes", "how many programs share the store, 1 by default"),
    ];

    public static async Task<Scoreboard> RunAsync(CampaignOptions options)
    {
        var seconds = options.Number("--seconds", 300);
        var processes = options.Number("--processes", 1);
        var wanted = options.Text("--limiter");
        if (wanted is not null && !Limiters.ContainsKey(wanted))
            throw CommandLine.Wrong($"There is no limiter {wanted}.");

        var board = new Scoreboard();
        foreach (var (name, limiter) in Limiters)
        {
            if (wanted is null || wanted == name)
                await RunAsync(options, board, name, limiter, seconds, processes);
        }
        return board;
    }

    private static async Task RunAsync(CampaignOptions options, Scoreboard board, string name, LoopsServerRateLimiter limiter, int seconds, int processes)
    {
        await using var rig = await Rig.StartAsync(options, new() { RequestsPerSecond = Limit, RateLimiter = limiter }, name);
        await rig.Producer.FillAsync((seconds + 30) * Limit);
        for (var slot = 0; slot < processes; slot++)
            await rig.StartAsync(rig.Template with { Job = WorkerJob.Dispatch, RequestsPerSecond = null });
        while (rig.Server.Requests.Count == 0)
            await Task.Delay(10);

        var from = rig.Server.Requests[0].ReceivedAt + WarmUp;
        var to = from.AddSeconds(seconds);
        await Task.Delay(to - DateTimeOffset.UtcNow + TimeSpan.FromSeconds(1));

        LoopsServerRequest[] requests = [.. rig.Server.Requests.Where(request => request.ReceivedAt >= from && request.ReceivedAt < to)];
        var accepted = requests.Where(static request => request.StatusCode == 200).Select(static request => request.ReceivedAt).ToList();
        var throttled = requests.Count(static request => request.StatusCode == 429);
        board.Add($"{name}-requests", $"{name}: requests in {seconds} s", requests.Length);
        board.Add($"{name}-most", $"{name}: most accepted in any second", Statistics.MostInASecond(accepted), Goal.AtMost(Limit));
        board.Add($"{name}-goodput", $"{name}: accepted per second", accepted.Count / (double)seconds, Goal.AtLeast(9));
        board.Add($"{name}-429", $"{name}: share of 429, %", 100.0 * throttled / requests.Length, Goal.AtMost(0.5));
        rig.Forget(board);
    }
}
