using System.CommandLine;
using LoopsMapping.Outbox;
using LoopsMapping.Tool.CommandLine;

namespace LoopsMapping.Tool.Outbox;

/// <summary><c>outbox purge</c>: records are removed for good.</summary>
internal static class PurgeCommand
{
    public static Command Create(ToolConsole console)
    {
        var command = new ToolCommand("purge", "Remove records for good.")
        {
            Notes =
            [
                .. OutboxCommand.WhereNotes,
                "With --contact, what backfills remember of the contact goes, too. A contact with both a user id and",
                "an e-mail address can have records that name one of them alone: purge both. What is being sent at",
                "this moment may still arrive. Loops itself is not asked to delete anything.",
                "",
                "Exit code: 0 done, 1 not done or not all that was named, 2 wrong command line.",
            ],
            Examples =
            [
                ($"{LoopsTool.Name} outbox purge --contact adam@loops.so", "All of one contact, as a data protection request asks for."),
                ($"{LoopsTool.Name} outbox purge --dead --reason Refused --yes", "What Loops refused, without being asked."),
                ($"{LoopsTool.Name} outbox purge 1042", "This one."),
            ],
        };
        var filter = new RecordFilter(command, hasStates: true, hasIds: true);
        var yes = Confirmation.CreateOption();
        command.Add(yes);
        command.Validators.Add(result =>
        {
            if (!filter.IsNarrowed(result))
                result.AddError("Which records? Name their IDs, or --contact, --team, --reason, --dead or --pending.");
        });
        return command.Complete(console, showsRecords: false, async (run, cancellationToken) =>
        {
            var query = filter.Query(run.Parsed);
            var named = filter.Ids(run.Parsed).Distinct().ToList();
            var found = new Selection();
            await foreach (var record in Selection.ReadAsync(run.Outbox.Store, query, cancellationToken))
                found.Add(record, run.Mask);
            if (named.Except(found.Ids).Order().ToList() is { Count: > 0 } missing)
                throw new ToolException($"There is no such record: {MissingRecords.Text(missing)}. Nothing was changed.");
            // What is remembered of a contact cannot be seen beforehand.
            if ((found.Count > 0 || query.Contact is not null) && !run.Parsed.GetValue(yes))
            {
                found.Show(console.Error);
                var memory = query.Contact is null ? "" : " and what is remembered of the contact";
                if (!await Confirmation.AskAsync(console, $"Remove {Quantity.Of(found.Count, "record")}{memory} for good?", cancellationToken))
                    return ExitCode.Failure;
            }
            var purged = query.Contact is null
                ? await found.ChangeAsync(query.State, part => run.Outbox.Store.PurgeAsync(part, cancellationToken))
                // All of them, those included that arrived since.
                : await run.Outbox.Store.PurgeAsync(query, cancellationToken);
            await console.Output.WriteLineAsync(run.IsJson ? ToolJson.Line(new { Purged = purged }) : Sentence(purged, found.Count, query));
            return purged < named.Count ? ExitCode.Failure : ExitCode.Success;
        });
    }

    private static string Sentence(int purged, int found, LoopsOutboxQuery query)
    {
        var memory = query.Contact is null ? "" : ", and what was remembered of the contact";
        var rest = purged < found ? $" {Quantity.Of(found - purged, "was", "were")} sent or removed in the meantime." : "";
        return $"{Quantity.Of(purged, "record")} removed{memory}.{rest}";
    }
}
