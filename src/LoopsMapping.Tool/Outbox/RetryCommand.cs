using System.CommandLine;
using LoopsMapping.Outbox;
using LoopsMapping.Tool.CommandLine;

namespace LoopsMapping.Tool.Outbox;

/// <summary><c>outbox retry</c>: dead letters become pending again.</summary>
internal static class RetryCommand
{
    public static Command Create(ToolConsole console)
    {
        var command = new ToolCommand("retry", "Make dead letters pending again, to be sent once more.")
        {
            Notes =
            [
                .. OutboxCommand.WhereNotes,
                "What is retried goes to the end of its lane, under a new number, and does not expire any more. What",
                "never became a request stays. One that Loops may have accepted can mail somebody a second time: it",
                "is taken only with --ambiguous, or by its ID. Look in Loops first.",
                "",
                "Exit code: 0 done, 1 not done or not all that was named, 2 wrong command line.",
            ],
            Examples =
            [
                ($"{LoopsTool.Name} outbox retry 1042 1043", "These two."),
                ($"{LoopsTool.Name} outbox retry --reason GaveUp --yes", "After an outage of Loops, without being asked."),
                ($"{LoopsTool.Name} outbox retry --all", "All of them, except those that may have arrived."),
            ],
        };
        var filter = new RecordFilter(command, hasStates: false, hasIds: true);
        var all = new Option<bool>("--all") { Description = "All dead letters." };
        var ambiguous = new Option<bool>("--ambiguous") { Description = "Also those that may have arrived: somebody can get a second e-mail." };
        var yes = Confirmation.CreateOption();
        command.Add(all);
        command.Add(ambiguous);
        command.Add(yes);
        command.Validators.Add(result =>
        {
            if (!filter.IsNarrowed(result) && result.GetResult(all) is null)
                result.AddError("Which dead letters? Name their IDs, or --team, --contact or --reason, or take --all.");
        });
        return command.Complete(console, showsRecords: false, async (run, cancellationToken) =>
        {
            var named = filter.Ids(run.Parsed);
            var choice = await Choice.FindAsync(run, filter.Query(run.Parsed), takesDoubtful: named.Count > 0 || run.Parsed.GetValue(ambiguous), cancellationToken);
            if (named.Count > 0)
                await RequireAllAsync(run, named, choice, cancellationToken);
            if (choice.Taken.Count > 0 && !run.Parsed.GetValue(yes))
            {
                choice.Show(console.Error);
                if (!await Confirmation.AskAsync(console, $"Make {Quantity.Of(choice.Taken.Count, "dead letter")} pending again?", cancellationToken))
                    return ExitCode.Failure;
            }
            var retried = await choice.Taken.ChangeAsync(LoopsOutboxState.DeadLetter, query => run.Outbox.Store.RetryAsync(query, cancellationToken));
            await console.Output.WriteLineAsync(run.IsJson ? choice.Json(retried) : choice.Sentences(retried));
            return retried < named.Distinct().Count() ? ExitCode.Failure : ExitCode.Success;
        });
    }

    private static async Task RequireAllAsync(OutboxRun run, IReadOnlyList<long> named, Choice choice, CancellationToken cancellationToken)
    {
        var missing = named.Except(choice.Found).Order().ToList();
        if (missing.Count == 0)
            return;
        var pending = await run.Outbox.Store.FindPendingAsync(missing, cancellationToken);
        throw new ToolException(pending.Count == missing.Count
            ? $"Pending already: {MissingRecords.Text(pending)}. Nothing was changed."
            : $"There is no such dead letter: {MissingRecords.Text([.. missing.Except(pending)])}. What was retried has a new number. Nothing was changed.");
    }

    /// <summary>What is retried of what was found, and what stays.</summary>
    private sealed class Choice
    {
        private int _doubtful;
        private int _doubtfulLeft;
        private int _invalid;

        public Selection Taken { get; } = new();

        public HashSet<long> Found { get; } = [];

        public static async Task<Choice> FindAsync(OutboxRun run, LoopsOutboxQuery query, bool takesDoubtful, CancellationToken cancellationToken)
        {
            var choice = new Choice();
            await foreach (var record in Selection.ReadAsync(run.Outbox.Store, query, cancellationToken))
                choice.Add(record, run.Mask, takesDoubtful);
            return choice;
        }

        public void Show(TextWriter output)
        {
            Taken.Show(output);
            if (_doubtful > 0)
                output.WriteLine(FormattableString.Invariant($"Careful: {(Taken.Count == 1 ? "it" : $"{_doubtful} of them")} may have arrived, and can mail somebody a second time."));
        }

        public string Json(int retried) => ToolJson.Line(new
        {
            Retried = retried,
            LeftAmbiguous = _doubtfulLeft,
            LeftInvalid = _invalid,
            LeftDuplicate = Taken.Count - retried,
        });

        public string Sentences(int retried)
        {
            List<string> lines = [];
            lines.Add(retried switch
            {
                0 => "No dead letter was retried.",
                1 => "1 dead letter is pending again, under a new number.",
                _ => $"{Quantity.Of(retried, "dead letter")} are pending again, under new numbers.",
            });
            AddIfAny(_doubtfulLeft, "may have arrived. Look in Loops; retry what is not there by its ID, or with --ambiguous.");
            AddIfAny(_invalid, "never became a request. Mend the code, and send the value anew.");
            AddIfAny(Taken.Count - retried, "cannot be retried: another record has the idempotency key now, or somebody else was faster.");
            return string.Join(Environment.NewLine, lines);

            void AddIfAny(int count, string why)
            {
                if (count > 0)
                    lines.Add($"{Quantity.Of(count, "stays: it", "stay: they")} {why}");
            }
        }

        private void Add(LoopsOutboxRecord record, RecordMask mask, bool takesDoubtful)
        {
            Found.Add(record.Id);
            var isDoubtful = RecordFacts.MayMailTwice(record);
            if (record.Failure?.Reason == LoopsOutboxReason.Invalid)
                _invalid++;
            else if (isDoubtful && !takesDoubtful)
                _doubtfulLeft++;
            else
                Taken.Add(record, mask);
            if (isDoubtful && takesDoubtful)
                _doubtful++;
        }
    }
}
