using System.Globalization;
using LoopsMapping.CrashTests.Killing;
using LoopsMapping.CrashTests.Working;

namespace LoopsMapping.CrashTests.Campaigns;

/// <summary>What programs without an outbox lose and repeat under the same faults and kills. Only the outbox has a goal.</summary>
internal static class CompareCampaign
{
    /// <summary>
    /// The same load for all, about a thousand calls a second. Without it, whoever fails at once, as behind an open circuit breaker, would be called
    /// the more often, and lose what others are never asked for.
    /// </summary>
    private const int Rest = 20;

    public static readonly (string Name, string Help)[] Options = [("--kills", "how many for each, 20 by default")];

    private static readonly (string Key, string What, SenderKind Sender)[] Contestants =
    [
        ("http", "HttpClient", SenderKind.HttpClient),
        ("resilience", "HttpClient, standard resilience handler", SenderKind.Resilience),
        ("direct", "LoopsMapping without an outbox", SenderKind.Direct),
        ("outbox", "LoopsMapping with the outbox", SenderKind.Outbox),
    ];

    public static async Task<Scoreboard> RunAsync(CampaignOptions options)
    {
        var kills = options.Number("--kills", 20);
        var board = new Scoreboard();
        foreach (var (key, what, sender) in Contestants)
        {
            Console.Error.WriteLine(what);
            var verdict = (await new Campaign(new()
            {
                Kills = kills,
                Seed = options.Seed,
                Sender = sender,
                Directory = options.Directory is { } directory ? Path.Combine(directory, key) : null,
                Keep = options.Keep,
            })
            {
                Rest = Rest,
                Plan = Kill.AtRandom(kills, new(options.Seed)),
            }.RunAsync()).Verdict;
            Goal? goal = sender is SenderKind.Outbox ? Goal.Zero : null;
            board.Add($"{key}-sent", $"{what}: calls", verdict.Acked);
            board.Add($"{key}-lost", $"{what}: lost", verdict.Lost, goal);
            board.Add($"{key}-lost-share", $"{what}: lost, %", Share(verdict.Lost, verdict.Acked));
            board.Add($"{key}-duplicated", $"{what}: duplicated", verdict.Duplicated, goal);
            board.Add($"{key}-duplicated-share", $"{what}: duplicated, %", Share(verdict.Duplicated, verdict.Acked));
            board.Add($"{key}-reordered", $"{what}: reordered", verdict.Reordered, goal);
        }
        return board;
    }

    private static double Share(int part, int all) => all == 0 ? double.NaN : 100.0 * part / all;
}
