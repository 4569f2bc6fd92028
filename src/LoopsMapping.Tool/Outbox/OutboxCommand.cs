using System.CommandLine;
using LoopsMapping.Tool.CommandLine;
using LoopsMapping.Tool.Projects;

namespace LoopsMapping.Tool.Outbox;

/// <summary>What all commands on an outbox have in common: where it is, how it is shown, and that what is wrong with it is told.</summary>
internal static class OutboxCommand
{
    /// <summary>Where the outbox is, for the notes of a command.</summary>
    public static IReadOnlyList<string> WhereNotes { get; } =
    [
        $"Without --path and --connection it is that of the environment variable {OutboxFile.Variable} or",
        $"{OutboxDatabase.Variable}, else of {OutboxFile.Key} or",
        $"{OutboxDatabase.Key} in the user secrets or appsettings.json of the project in the",
        "current folder. A password can be left to PGPASSWORD or a password file.",
    ];

    /// <summary>Adds the common options behind those that the command has, and what it does.</summary>
    /// <param name="command">The command, with its own options.</param>
    /// <param name="console">The process.</param>
    /// <param name="showsRecords">Whether it has something to reveal.</param>
    /// <param name="run">What it does.</param>
    public static ToolCommand Complete(this ToolCommand command, ToolConsole console, bool showsRecords, Func<OutboxRun, CancellationToken, Task<int>> run)
    {
        var options = OutboxOptions.AddTo(command);
        var project = ProjectOption.Create("A project, or its folder, whose settings say where the outbox is.");
        var reveal = new Option<bool>("--reveal") { Description = "Show e-mail addresses and the data of transactional emails." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        command.Add(project);
        if (showsRecords)
            command.Add(reveal);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                await using var outbox = await OpenOutbox.OpenAsync(OutboxPlace.Find(console, options(parsed), parsed.GetValue(project)), console.Time, cancellationToken);
                return await run(new(parsed, console, outbox, new RecordMask(showsRecords && parsed.GetValue(reveal)), parsed.GetValue(json)), cancellationToken);
            }
            catch (LoopsOutboxException exception)
            {
                throw new ToolException(exception.Message);
            }
        });
        return command;
    }
}

/// <summary>One run of a command on an outbox.</summary>
/// <param name="Parsed">The command line.</param>
/// <param name="Console">The process.</param>
/// <param name="Outbox">The outbox.</param>
/// <param name="Mask">What is shown of records.</param>
/// <param name="IsJson">Whether a script reads the result.</param>
internal sealed record OutboxRun(ParseResult Parsed, ToolConsole Console, OpenOutbox Outbox, RecordMask Mask, bool IsJson)
{
    public DateTimeOffset Now => Console.Time.GetUtcNow();
}
