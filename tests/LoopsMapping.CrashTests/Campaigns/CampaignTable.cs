namespace LoopsMapping.CrashTests.Campaigns;

/// <summary>A campaign that can be asked for by name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Help">What it does, in a line.</param>
/// <param name="Options">What it takes besides the options of all, and what for.</param>
/// <param name="RunAsync">Runs it.</param>
internal sealed record CampaignEntry(string Name, string Help, (string Name, string Help)[] Options, Func<CampaignOptions, Task<Scoreboard>> RunAsync);

/// <summary>The campaigns besides the kills.</summary>
internal static class CampaignTable
{
    private static readonly CampaignEntry[] All =
    [
        new("rate", "the pace against a strict limit of 10 per second", RateCampaign.Options, RateCampaign.RunAsync),
        new("throttle", "a limit that drops to 2 per second and goes back", ThrottleCampaign.Options, ThrottleCampaign.RunAsync),
        new("fairness", "live events while a backfill is queued", FairnessCampaign.Options, FairnessCampaign.RunAsync),
        new("stuck-lane", "one lane that waits with everything behind it", StuckLaneCampaign.Options, StuckLaneCampaign.RunAsync),
        new("takeover", "the death of the process that dispatches", TakeoverCampaign.Options, TakeoverCampaign.RunAsync),
        new("lease", "the death of one of several processes that dispatch (postgres)", LeaseCampaign.Options, LeaseCampaign.RunAsync),
        new("teams", "many teams in one store, each at a pace of its own", TeamsCampaign.Options, TeamsCampaign.RunAsync),
        new("shutdown", "rolling restarts under load", ShutdownCampaign.Options, ShutdownCampaign.RunAsync),
        new("transactions", "records inside transactions, and kills", TransactionCampaign.Options, TransactionCampaign.RunAsync),
        new("fsync", "every ack comes after the flush of the disk (needs strace)", FsyncCampaign.Options, FsyncCampaign.RunAsync),
        new("compare", "the same faults and kills, with and without an outbox", CompareCampaign.Options, CompareCampaign.RunAsync),
    ];

    public static string Usage => $"""
               LoopsMapping.CrashTests --campaign NAME [options]

        Measures one more promise, prints a table, and as the last line its figures:

          campaign NAME key value key value …

        The exit code is 1 when a goal is missed.

        {string.Join(Environment.NewLine, All.SelectMany(Describe))}

        Each takes --seed N, --directory PATH and --keep, too, and all but fsync and compare --store sqlite|postgres.
        """;

    /// <param name="arguments">The command line from the campaign's name on.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">It is not one.</exception>
    /// <exception cref="CampaignException">There is nothing to judge.</exception>
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not [var name, .. var rest])
            throw CommandLine.Wrong("--campaign has no value.");
        var campaign = All.FirstOrDefault(campaign => campaign.Name == name) ?? throw CommandLine.Wrong($"There is no campaign {name}.");
        var board = await campaign.RunAsync(CampaignOptions.Parse(rest, [.. campaign.Options.Select(static option => option.Name)]));
        return board.Print(name, Console.Out) ? 0 : 1;
    }

    private static IEnumerable<string> Describe(CampaignEntry campaign)
    {
        yield return $"  {campaign.Name,-12} {campaign.Help}";
        foreach (var (name, help) in campaign.Options)
            yield return $"    {name,-20} {help}";
    }
}
