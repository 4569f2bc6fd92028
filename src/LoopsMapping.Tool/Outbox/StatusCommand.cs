using System.CommandLine;
using System.Globalization;
using LoopsMapping.Outbox;
using LoopsMapping.Tool.CommandLine;
using Spectre.Console;

namespace LoopsMapping.Tool.Outbox;

/// <summary><c>outbox status</c>: how it is, and whether somebody has to look after it.</summary>
internal static class StatusCommand
{
    private static readonly Style Bad = new(Color.Red);

    public static Command Create(ToolConsole console) => new ToolCommand("status", "Show for each team what waits, what failed, and whether it is paused.")
    {
        Notes =
        [
            .. OutboxCommand.WhereNotes,
            "",
            "Exit code: 0 all is well, 1 somebody has to look: dead letters, a paused team, or no outbox to be",
            "read; 2 wrong command line.",
        ],
        Examples =
        [
            ($"{LoopsTool.Name} outbox status", "The outbox of the project in the current folder."),
            ($"{LoopsTool.Name} outbox status --path /var/lib/app/loops.db --json", "For a script or a monitor."),
        ],
    }.Complete(console, showsRecords: false, RunAsync);

    private static async Task<int> RunAsync(OutboxRun run, CancellationToken cancellationToken)
    {
        var teams = await run.Outbox.Store.GetStatsAsync(cancellationToken);
        var needsAttention = teams.Any(static team => team.DeadLetters > 0 || team.PauseReason is not null);
        if (run.IsJson)
            await run.Console.Output.WriteLineAsync(ToolJson.Line(Json(run.Outbox, teams, needsAttention)));
        else
            Show(run, teams);
        return needsAttention ? ExitCode.Failure : ExitCode.Success;
    }

    private static object Json(OpenOutbox outbox, IReadOnlyList<LoopsOutboxStats> teams, bool needsAttention) => new
    {
        Outbox = outbox.Store.Name,
        outbox.IsDispatched,
        NeedsAttention = needsAttention,
        Teams = teams.Select(static team => new
        {
            team.Team,
            team.Pending,
            OldestAgeSeconds = (long?)team.OldestAge?.TotalSeconds,
            team.DeadLetters,
            team.PauseReason,
        }),
    };

    private static void Show(OutboxRun run, IReadOnlyList<LoopsOutboxStats> teams)
    {
        var writer = new AnsiWriter(run.Console.Output, run.Console.Capabilities);
        writer.WriteLine(run.Outbox.Store.Name);
        writer.WriteLine(run.Outbox.IsDispatched switch
        {
            true => "An application is sending from it.",
            false => "No application is sending from it now.",
            null => "Whether an application is sending from it cannot be told.",
        });
        writer.WriteLine();
        if (teams.Count == 0)
        {
            writer.WriteLine("Nothing is pending, nothing is paused, and there are no dead letters.");
            return;
        }

        var table = new TextTable("Team", ">Pending", ">Oldest", ">Dead letters", "Paused");
        foreach (var team in teams)
        {
            table.Add(
                (Shown.Text(team.Team), Style.Plain),
                (team.Pending.ToString(CultureInfo.InvariantCulture), Style.Plain),
                (team.OldestAge is { } age ? Age.Text(age) : "-", Style.Plain),
                (team.DeadLetters.ToString(CultureInfo.InvariantCulture), team.DeadLetters > 0 ? Bad : Style.Plain),
                (team.PauseReason is { } reason ? Shown.Text(reason) : "no", team.PauseReason is null ? Style.Plain : Bad));
        }
        table.Write(writer);
        Advise(writer, teams);
    }

    private static void Advise(AnsiWriter writer, IReadOnlyList<LoopsOutboxStats> teams)
    {
        List<string> advice = [];
        if (teams.Any(static team => team.DeadLetters > 0))
            advice.Add($"See what failed with \"{LoopsTool.Name} outbox list --dead\".");
        if (teams.Any(static team => team.PauseReason is not null))
            advice.Add($"A paused team goes on by itself once Loops takes its key; try the key with \"{LoopsTool.Name} key test\".");
        if (advice.Count > 0)
            writer.WriteLine();
        foreach (var line in advice)
            writer.WriteLine(line);
    }
}
