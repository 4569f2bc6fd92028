using System.CommandLine;
using System.Globalization;
using LoopsMapping.Outbox;
using LoopsMapping.Tool.CommandLine;
using Spectre.Console;

namespace LoopsMapping.Tool.Outbox;

/// <summary><c>outbox list</c>: the records, a line each.</summary>
internal static class ListCommand
{
    private const int DefaultLimit = 50;
    private const int LargestLimit = 10_000;
    private const int LongestName = 32;
    private const int LongestContact = 40;

    private static readonly Style Bad = new(Color.Red);
    private static readonly Style Dim = new(decoration: Decoration.Dim);

    public static Command Create(ToolConsole console)
    {
        var command = new ToolCommand("list", "List records, the oldest first.")
        {
            Notes =
            [
                .. OutboxCommand.WhereNotes,
                "E-mail addresses are masked; --reveal shows them. Ages count from when a record was enqueued.",
                "",
                "Exit code: 0 also when there are none, 1 no outbox to be read, 2 wrong command line.",
            ],
            Examples =
            [
                ($"{LoopsTool.Name} outbox list --dead", "What is not sent any more, and why."),
                ($"{LoopsTool.Name} outbox list --contact adam@loops.so", "All that waits or failed for one contact."),
                ($"{LoopsTool.Name} outbox list --reason Refused --limit 1000 --json", "For a script: what Loops refused."),
            ],
        };
        var filter = new RecordFilter(command, hasStates: true, hasIds: false);
        var limit = new Option<int>("--limit")
        {
            Description = "How many at most.",
            HelpName = "N",
            DefaultValueFactory = static _ => DefaultLimit,
            CustomParser = static result =>
            {
                if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= LargestLimit)
                    return number;
                result.AddError($"--limit takes a number from 1 to {LargestLimit}.");
                return 0;
            },
        };
        var after = new Option<long>("--after")
        {
            Description = "Only records with a higher ID, for the next page.",
            HelpName = "ID",
            CustomParser = static result => RecordFilter.ParseId(result, result.Tokens[0].Value),
        };
        command.Add(limit);
        command.Add(after);
        return command.Complete(console, showsRecords: true, async (run, cancellationToken) =>
        {
            var count = run.Parsed.GetValue(limit);
            // One more than is shown tells whether there is a next page.
            var query = filter.Query(run.Parsed) with { AfterId = run.Parsed.GetValue(after), Limit = count + 1 };
            var found = await run.Outbox.Store.ListAsync(query, cancellationToken);
            var shown = found.Take(count).ToList();
            var next = found.Count > count ? shown[^1].Id : (long?)null;
            if (run.IsJson)
                await run.Console.Output.WriteLineAsync(ToolJson.Line(new { Records = shown.Select(record => RecordFacts.Json(record, run.Mask, withContent: false)), NextAfter = next }));
            else
                Show(run, shown, await PausedAsync(run, cancellationToken), next);
            return ExitCode.Success;
        });
    }

    private static async Task<HashSet<string>> PausedAsync(OutboxRun run, CancellationToken cancellationToken)
        => [.. (await run.Outbox.Store.GetStatsAsync(cancellationToken)).Where(static team => team.PauseReason is not null).Select(static team => team.Team)];

    private static void Show(OutboxRun run, List<LoopsOutboxRecord> records, HashSet<string> paused, long? next)
    {
        var writer = new AnsiWriter(run.Console.Output, run.Console.Capabilities);
        if (records.Count == 0)
        {
            writer.WriteLine("There is no such record.");
            return;
        }

        var table = new TextTable(">ID", "Team", "Name", "Contact", "State", ">Attempts", ">Age", "Next attempt, or reason");
        foreach (var record in records)
        {
            table.Add(
                (record.Id.ToString(CultureInfo.InvariantCulture), Style.Plain),
                (Shown.Text(record.Team, LongestName), Style.Plain),
                (Shown.Text(run.Mask.Text(record.Name)!, LongestName), Style.Plain),
                (Shown.Text(run.Mask.Contact(record), run.Mask.Reveals ? int.MaxValue : LongestContact), Style.Plain),
                (RecordFacts.State(record), record.Failure is null ? Style.Plain : Bad),
                (record.Attempts.ToString(CultureInfo.InvariantCulture), Style.Plain),
                (Age.Text(run.Now - record.EnqueuedAt), Style.Plain),
                (record.Failure is { } failure ? RecordFacts.Reason(failure) : Next(record, paused, run.Now), Style.Plain));
        }
        table.Write(writer);
        if (next is { } id)
        {
            writer.WriteLine();
            writer.WriteLine(FormattableString.Invariant($"There are more: --after {id}"), Dim);
        }
    }

    private static string Next(LoopsOutboxRecord record, HashSet<string> paused, DateTimeOffset now)
        => paused.Contains(record.Team) ? "paused" : record.DueAt is { } due && due > now ? $"in {Age.Text(due - now)}" : "now";
}
