using System.CommandLine;
using LoopsMapping.Outbox;
using LoopsMapping.Outbox.Moving;
using LoopsMapping.Outbox.PostgreSql.Moving;
using LoopsMapping.Tool.CommandLine;
using LoopsMapping.Tool.Projects;

namespace LoopsMapping.Tool.Outbox;

/// <summary><c>outbox move</c>: all that is in a file goes to a database.</summary>
internal static class MoveCommand
{
    private const string To = "--to";

    public static Command Create(ToolConsole console)
    {
        var command = new ToolCommand("move", "Move all that is in an outbox from its SQLite file to PostgreSQL.")
        {
            Notes =
            [
                "Stop the application first, and start it with UsePostgreSqlOutbox afterwards. What waits keeps its",
                "order, its attempts and its idempotency keys; dead letters, receipts, pauses and what backfills",
                "remember come with it. When the command is cut off, run it again: nothing is lost or there twice.",
                "The file stays, and is empty.",
                "",
                $"Without --path and {To} they are those of {OutboxFile.Key} and",
                $"{OutboxDatabase.Key}, in the environment, the user secrets or the appsettings.json",
                "of the project in the current folder. The tables must be there: see \"outbox script\".",
                "",
                "Exit code: 0 moved, or there was nothing to move; 1 not moved, 2 wrong command line.",
            ],
            Examples =
            [
                ($"{LoopsTool.Name} outbox move --path data/loops.db {To} \"Host=db;Database=shop;Username=shop\"", "The password is in PGPASSWORD."),
            ],
        };
        var path = OutboxOptions.AddPath(command);
        var connection = OutboxOptions.AddConnection(command, To, "The connection string of the PostgreSQL database.");
        var schema = OutboxOptions.AddSchema(command);
        var project = ProjectOption.Create("A project, or its folder, whose settings say where the outbox is.");
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        command.Add(project);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var from = parsed.GetValue(path) is { } file
                    ? new OutboxFile(Path.GetFullPath(file, console.Folder), OutboxOptions.PathName)
                    : OutboxPlace.Search(console, parsed.GetValue(project), static source => source.File)
                        ?? throw new ToolException($"Nobody says which file is moved. Name it with {OutboxOptions.PathName}, or set {OutboxFile.Key}.");
                var to = parsed.GetValue(connection) is { } text
                    ? new OutboxDatabase(text, parsed.GetValue(schema) ?? OutboxDatabase.UsualSchema, To)
                    : OutboxPlace.Search(console, parsed.GetValue(project), source => source.Database(parsed.GetValue(schema)))
                        ?? throw new ToolException($"Nobody says to which database. Name it with {To}, or set {OutboxDatabase.Key}.");
                return await MoveAsync(console, from, to, parsed.GetValue(json), cancellationToken);
            }
            catch (LoopsOutboxException exception)
            {
                throw new ToolException(exception.Message);
            }
        });
        return command;
    }

    private static async Task<int> MoveAsync(ToolConsole console, OutboxFile from, OutboxDatabase to, bool isJson, CancellationToken cancellationToken)
    {
        OpenOutbox.Require(from);
        await using var target = OpenOutbox.StoreOf(to);
        await target.OpenAsync(cancellationToken);
        await using var source = new SqliteOutboxStore(from.File, console.Time);
        await source.OpenAsync(cancellationToken);
        await using var role = await source.TryBecomeDispatcherAsync(cancellationToken)
            ?? throw new ToolException($"An application is sending from {from.File}. Stop it, and run this again.");

        MoveResult? result;
        using (var move = SqliteMove.Begin(from.File))
        {
            result = await target.TakeAsync(move, cancellationToken);
            move.Finish();
        }
        await console.Output.WriteLineAsync(isJson ? Json(source, target, result) : Sentence(source, target, result));
        return ExitCode.Success;
    }

    private static string Json(SqliteOutboxStore source, PostgreSqlOutboxStore target, MoveResult? result) => ToolJson.Line(new
    {
        From = source.Name,
        To = target.Name,
        Pending = result?.Pending ?? 0,
        DeadLetters = result?.DeadLetters ?? 0,
        Duplicates = result?.Duplicates ?? 0,
        LanesBehind = result?.LanesBehind ?? 0,
        CameBefore = result is null,
    });

    private static string Sentence(SqliteOutboxStore source, PostgreSqlOutboxStore target, MoveResult? result)
    {
        if (result is null)
            return $"All of {source.Name} had come to {target.Name} before, and is gone from the file now.";
        var text = $"Moved from {source.Name} to {target.Name}: {Quantity.Of(result.Pending, "pending record")} and {Quantity.Of(result.DeadLetters, "dead letter")}.";
        if (result.Duplicates > 0)
            text += $" {Quantity.Of(result.Duplicates, "record was", "records were")} there already, under the same idempotency key.";
        if (result.LanesBehind > 0)
            text += $" {Quantity.Of(result.LanesBehind, "contact")} had something waiting there: that goes first.";
        return text;
    }
}
