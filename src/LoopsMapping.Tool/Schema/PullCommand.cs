using System.CommandLine;
using LoopsMapping.Tool.Account;
using LoopsMapping.Tool.CommandLine;
using LoopsMapping.Tool.Projects;
using Spectre.Console;

namespace LoopsMapping.Tool.Schema;

/// <summary><c>pull</c>: what the account has, written beside the code.</summary>
internal static class PullCommand
{
    /// <summary>Until then a file in which nothing changed keeps its time, so that pulling makes no differences for nothing.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(30);

    private static readonly Style Added = new(Color.Green);
    private static readonly Style Removed = new(Color.Red);

    public static Command Create(ToolConsole console)
    {
        var options = new AccountOptions(console);
        var schema = SchemaOption.Create();
        var destination = new Option<string?>("--destination") { Description = "Write the file of one destination: loops.NAME.schema.json.", HelpName = "NAME" };
        destination.Validators.Add(static result =>
        {
            if (result.Tokens is [var name] && (name.Value.Length == 0 || !name.Value.All(static c => char.IsLetterOrDigit(c) || c == '_')))
                result.AddError("--destination takes the name of a destination's class, such as AppLoops.");
        });
        var command = new ToolCommand("pull", "Write what the account has into loops.schema.json, which the compiler checks the code against.")
        {
            Notes =
            [
                "The file is the nearest one from the folder of the project up to the root of the repository; where there",
                "is none, a new one in the folder of the project. Beside the project LoopsAccount.cs gets the ids of",
                "mailing lists and transactional emails as constants. Check both in.",
                "",
                .. AccountOptions.KeyNotes,
                "",
                $"Exit code: 0 done, 1 a file cannot be written, 2 wrong command line, {ExitCode.OfLoops}, {ExitCode.OfSchema}.",
            ],
            Examples =
            [
                ($"{LoopsTool.Name} pull --project src/App", "The account of the key in the user secrets of the project."),
                ($"{LoopsTool.Name} pull --destination AppLoops", "For this destination alone, where a project has several accounts."),
                ($"{LoopsTool.Name} pull --base-address http://127.0.0.1:5090/api/v1/", $"What the local Loops of \"{LoopsTool.Name} serve\" has."),
            ],
        };
        command.Add(options.Project);
        command.Add(destination);
        command.Add(schema);
        command.Add(options.BaseAddress);
        command.Add(options.Json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var project = options.FindProject(parsed);
            var folder = project?.DirectoryName ?? console.Folder;
            var name = parsed.GetValue(destination);
            var file = Target(folder, SchemaOption.Path(parsed.GetValue(schema), console), name);
            // What is there must be readable before it is replaced: a newer tool may know more of it.
            var before = file.Exists ? file.Read() : null;
            var progress = new Progress(console);
            AccountSchema now;
            try
            {
                now = await AccountReader.ReadAsync(options.Connect(parsed), progress, console.Time.GetUtcNow(), cancellationToken);
            }
            finally
            {
                progress.Clear();
            }
            var changes = before is null ? [] : SchemaChanges.Between(before, now);
            if (before is not null && changes.Count == 0 && now.PulledAt - before.PulledAt < MaxAge)
                now = now with { PulledAt = before.PulledAt };
            var isWritten = SchemaFile.Write(file.Path, SchemaWriter.Write(now));
            (string Path, bool IsWritten)? code = project is null ? null : WriteCode(now, file, project);
            if (parsed.GetValue(options.Json))
                await console.Output.WriteLineAsync(ToolJson.Line(Facts(file, now, changes, before is null, isWritten, code)));
            else
                Show(console, file, now, changes, before is null, isWritten, code);
            return ExitCode.Success;
        });
        return command;
    }

    private static SchemaFile Target(string folder, string? named, string? destination)
    {
        if (named is not null)
            return SchemaFile.Named(named);
        // A file for all is no file for one.
        return SchemaFile.Find(folder, destination) is { } found && found.Destination == destination ? found : SchemaFile.In(folder, destination);
    }

    private static (string Path, bool IsWritten) WriteCode(AccountSchema schema, SchemaFile file, FileInfo project)
    {
        var path = AccountCodeFile.PathFor(file, project);
        return (path, SchemaFile.Write(path, AccountCodeFile.Expected(schema, file, project)));
    }

    private static object Facts(SchemaFile file, AccountSchema now, IReadOnlyList<SchemaChange> changes, bool isNew, bool isWritten, (string Path, bool IsWritten)? code) => new
    {
        file.Path,
        now.Team,
        IsNew = isNew,
        IsWritten = isWritten,
        CodePath = code?.Path,
        IsCodeWritten = code?.IsWritten,
        ContactProperties = now.ContactProperties.Count,
        MailingLists = now.MailingLists.Count,
        Events = now.Events.Count,
        TransactionalEmails = now.TransactionalEmails.Count,
        Changes = changes.Select(static change => new { Change = change.Sign switch { '+' => "added", '-' => "removed", _ => "changed" }, change.Kind, change.Name, change.Detail }),
    };

    private static void Show(ToolConsole console, SchemaFile file, AccountSchema now, IReadOnlyList<SchemaChange> changes, bool isNew, bool isWritten, (string Path, bool IsWritten)? code)
    {
        var writer = new AnsiWriter(console.Output, console.Capabilities);
        var counts = string.Join(", ",
            Quantity.Of(now.ContactProperties.Count, "contact property", "contact properties"), Quantity.Of(now.MailingLists.Count, "mailing list"),
            Quantity.Of(now.Events.Count, "event"), Quantity.Of(now.TransactionalEmails.Count, "transactional email"));
        writer.WriteLine($"The account of {Shown.Text(now.Team)} has {counts}.");
        if (changes.Count > 0)
        {
            writer.WriteLine();
            var table = new TextTable("", "What", "Name", "Detail");
            foreach (var change in changes)
                table.Add((change.Sign.ToString(), change.Sign switch { '+' => Added, '-' => Removed, _ => Style.Plain }), (change.Kind, Style.Plain), (Shown.Text(change.Name, 200), Style.Plain), (Shown.Text(change.Detail, 200), Style.Plain));
            table.Write(writer, console.Width);
            writer.WriteLine();
        }
        else if (!isNew)
        {
            writer.WriteLine("Nothing has changed.");
        }
        foreach (var (path, written) in (IEnumerable<(string, bool)>)[(file.Path, isWritten), .. code is { } one ? new[] { one } : []])
            writer.WriteLine(written ? $"Wrote {path}" : $"{path} is as it should be.");
        if (code is null)
            writer.WriteLine("There is no project here, so no LoopsAccount.cs was written: name it with --project.");
    }
}
