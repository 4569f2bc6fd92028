using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LoopsMapping.Outbox;
using LoopsMapping.Tool.CommandLine;
using Spectre.Console;

namespace LoopsMapping.Tool.Outbox;

/// <summary><c>outbox show</c>: all of one record.</summary>
internal static class ShowCommand
{
    /// <summary>A balancer's page of HTML would push everything else off the screen.</summary>
    private const int LongestText = 4_000;

    private static readonly Style Bold = new(decoration: Decoration.Bold);
    private static readonly Style Dim = new(decoration: Decoration.Dim);
    private static readonly Style Bad = new(Color.Red);

    public static Command Create(ToolConsole console)
    {
        var command = new ToolCommand("show", "Show everything about one record.")
        {
            Notes =
            [
                .. OutboxCommand.WhereNotes,
                "E-mail addresses are masked, and what a transactional email is filled in with is left out; --reveal",
                "shows both.",
                "",
                "Exit code: 0 shown, 1 no such record or no outbox to be read, 2 wrong command line.",
            ],
            Examples =
            [
                ($"{LoopsTool.Name} outbox show 1042", "Request, times, attempts, reason, the answer of Loops, body."),
                ($"{LoopsTool.Name} outbox show 1042 --reveal --json", "All of it as it is, for a script."),
            ],
        };
        var id = new Argument<long>("ID")
        {
            Description = "The number of the record, as lists show it.",
            // Not one: what is missing is told below, in our words.
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = static result => RecordFilter.ParseId(result, result.Tokens[0].Value),
        };
        command.Add(id);
        command.Validators.Add(result =>
        {
            if (result.GetResult(id) is not { Tokens.Count: > 0 })
                result.AddError("Which record? Give its ID, as \"outbox list\" shows it.");
        });
        return command.Complete(console, showsRecords: true, async (run, cancellationToken) =>
        {
            var number = run.Parsed.GetValue(id);
            var found = await run.Outbox.Store.ListAsync(new() { Ids = [number], Limit = 1 }, cancellationToken);
            if (found is not [var record])
                throw new ToolException(FormattableString.Invariant($"There is no record {number}. What was delivered is removed, and what was retried has a new number."));
            if (run.IsJson)
                await run.Console.Output.WriteLineAsync(ToolJson.Line(RecordFacts.Json(record, run.Mask, withContent: true)));
            else
                Show(run, record);
            return ExitCode.Success;
        });
    }

    private static void Show(OutboxRun run, LoopsOutboxRecord record)
    {
        var (writer, mask) = (new AnsiWriter(run.Console.Output, run.Console.Capabilities), run.Mask);
        writer.WriteLine(FormattableString.Invariant($"Record {record.Id}, {(record.Failure is null ? "pending" : "a dead letter")}"), Bold);
        writer.WriteLine();
        Fact("Name", mask.Text(record.Name));
        Fact("Team", record.Team);
        Fact("Request", $"{record.Method} {record.Path}");
        Fact("Idempotency-Key", mask.Text(record.IdempotencyKey));
        Fact("User id", mask.Text(record.UserId));
        Fact("E-mail", mask.Text(record.Email));
        Fact("Lane", mask.Lane(record));
        Fact("Priority", record.Priority.ToString());
        writer.WriteLine();
        Fact("Enqueued", Age.Text(record.EnqueuedAt, run.Now));
        Fact("Expires", record.ExpiresAt is { } expiry ? Age.Text(expiry, run.Now) : "never");
        Fact("Attempts", record.Attempts.ToString(CultureInfo.InvariantCulture));
        Fact("First attempt", record.FirstAttemptAt is { } first ? Age.Text(first, run.Now) : null);
        Fact("Last failure", mask.Said(record, record.LastReason));
        Fact("Next attempt", record.DueAt is { } due ? due > run.Now ? Age.Text(due, run.Now) : "as soon as it can be sent" : null);
        Fact("May have arrived", record.MayHaveArrived ? "yes" : "no");
        if (record.Failure is { } failure)
        {
            writer.WriteLine();
            Fact("Failed", record.FailedAt is { } failed ? Age.Text(failed, run.Now) : null);
            Fact("Reason", RecordFacts.Reason(failure), Bad);
            Fact("Detail", mask.Said(record, failure.Detail));
        }
        Block("Answer of Loops", mask.Answer(record));
        Block("Body", mask.Body(record));
        if (!mask.Reveals)
        {
            writer.WriteLine();
            writer.WriteLine("E-mail addresses and the data of transactional emails are masked; --reveal shows them.", Dim);
        }

        void Fact(string name, string? value, Style style = default)
        {
            if (value is null)
                return;
            writer.Write($"  {name,-18}", Dim);
            writer.WriteLine(Shown.Text(value, int.MaxValue), style);
        }

        void Block(string name, JsonElement? content)
        {
            if (content is not { } value)
                return;
            writer.WriteLine();
            writer.WriteLine($"{name}:", Bold);
            var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : ToolJson.Pretty(value);
            foreach (var line in Shown.Lines(text.Length > LongestText ? text[..LongestText] : text))
                writer.WriteLine(line);
            if (text.Length > LongestText)
                writer.WriteLine(FormattableString.Invariant($"… and {text.Length - LongestText} characters more; --json shows all of it."), Dim);
        }
    }
}
