using System.CommandLine;
using LoopsMapping.Tool.Account;
using LoopsMapping.Tool.CommandLine;
using LoopsMapping.Tool.Projects;
using LoopsMapping.Tool.Schema;

namespace LoopsMapping.Tool.Checks;

/// <summary><c>check</c>: whether a built project and an account agree.</summary>
internal static class CheckCommand
{
    public static Command Create(ToolConsole console)
    {
        var options = new AccountOptions(console);
        var built = new BuiltDestinations(console);
        var schema = SchemaOption.Create();
        var live = new Option<bool>("--live") { Description = "Compare with the account itself instead of the schema file." };
        var maxAge = new Option<int>("--max-age")
        {
            Description = "Warn of a schema file that is older than this many days.",
            HelpName = "DAYS",
            DefaultValueFactory = static _ => PullCommand.MaxAge.Days,
            CustomParser = static result =>
            {
                if (int.TryParse(result.Tokens[0].Value, out var days) && days is >= 1 and <= 3650)
                    return days;
                result.AddError("--max-age takes a number of days from 1 to 3650.");
                return 0;
            },
        };
        var format = FormatOption.Create("table", "json", "github", "markdown");
        var command = new ToolCommand("check", "Compare a built project with loops.schema.json, or with the account itself.")
        {
            Notes =
            [
                "It compares every name and type that the destinations of the project send, and LoopsAccount.cs, with the",
                "schema file of the project, or with --live with the account of the key.",
                "",
                "With --format github the differences are annotations of a GitHub Actions run; --json is --format json.",
                "",
                $"Exit code: 0 they agree, 1 they differ, 2 wrong command line, {ExitCode.OfLoops},",
                $"{ExitCode.OfSchema}.",
            ],
            Examples =
            [
                ($"{LoopsTool.Name} check --project src/App", "Compares with the schema file; asks nobody."),
                ($"{LoopsTool.Name} check --project src/App --live", "Compares with the account of the key."),
                ($"{LoopsTool.Name} check --project src/App -c Release --format github", "In a workflow, after \"dotnet build -c Release\"."),
            ],
        };
        command.Add(options.Project);
        built.AddTo(command);
        command.Add(schema);
        command.Add(live);
        command.Add(maxAge);
        command.Add(format);
        command.Add(options.BaseAddress);
        command.Add(options.Json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var project = options.FindProject(parsed);
            var manifests = await built.ReadAsync(parsed, project, cancellationToken);
            if (parsed.GetValue(live) && manifests.Count > 1)
                throw new ToolException("--live compares with the account of one key, and the project has several destinations. Name one with --destination.");
            var account = parsed.GetValue(live) ? await PullAsync(console, options, parsed, cancellationToken) : null;
            var results = new List<CheckResult>();
            foreach (var manifest in manifests)
            {
                var file = account is null ? Find(console, project, parsed.GetValue(schema), manifest) : null;
                var known = account ?? file!.Read();
                var disagrees = file is not null && project is not null && AccountCodeFile.Disagrees(known, file, project) ? AccountCodeFile.PathFor(file, project) : null;
                results.Add(new(manifest, known, file, DifferenceFinder.Find(manifest, known), disagrees));
            }
            foreach (var old in results.Where(result => result.File is not null && console.Time.GetUtcNow() - result.Schema.PulledAt > TimeSpan.FromDays(parsed.GetValue(maxAge))).DistinctBy(static result => result.File))
                await console.Error.WriteLineAsync($"{old.File!.Path} is {(console.Time.GetUtcNow() - old.Schema.PulledAt).Days} days old. Bring it up to date: {LoopsTool.Name} pull");
            CheckReport.Write(console, results, parsed.GetValue(options.Json) ? "json" : parsed.GetValue(format)!);
            return results.All(static result => result.IsGood) ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static async Task<AccountSchema> PullAsync(ToolConsole console, AccountOptions options, ParseResult parsed, CancellationToken cancellationToken)
    {
        var progress = new Progress(console);
        try
        {
            return await AccountReader.ReadAsync(options.Connect(parsed), progress, console.Time.GetUtcNow(), cancellationToken);
        }
        finally
        {
            progress.Clear();
        }
    }

    private static SchemaFile Find(ToolConsole console, FileInfo? project, string? named, LoopsManifest manifest)
    {
        if (SchemaOption.Path(named, console) is { } path)
            return SchemaFile.Named(path);
        var folder = project?.DirectoryName ?? console.Folder;
        return SchemaFile.Find(folder, BuiltDestinations.SimpleName(manifest))
            ?? throw new ToolException($"There is no loops.schema.json from {folder} upwards. Write it with: {LoopsTool.Name} pull", ExitCode.Schema);
    }
}

/// <summary>How one destination stands.</summary>
/// <param name="File">The file that was compared with; <see langword="null"/> for the account itself.</param>
/// <param name="DisagreeingCode">The <c>LoopsAccount.cs</c> that says something else than the file.</param>
internal sealed record CheckResult(LoopsManifest Manifest, AccountSchema Schema, SchemaFile? File, IReadOnlyList<Difference> Differences, string? DisagreeingCode)
{
    public bool IsGood => Differences.Count == 0 && DisagreeingCode is null;

    public string DisagreementText => $"{DisagreeingCode} does not say what {Path.GetFileName(File!.Path)} does. Write it anew: {LoopsTool.Name} pull";
}
