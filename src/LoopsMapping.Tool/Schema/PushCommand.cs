using System.CommandLine;
using LoopsMapping.Tool.Account;
using LoopsMapping.Tool.Checks;
using LoopsMapping.Tool.CommandLine;
using LoopsMapping.Tool.Projects;
using Spectre.Console;

namespace LoopsMapping.Tool.Schema;

/// <summary><c>push</c>: creates in the account what code sends and an API can create.</summary>
internal static class PushCommand
{
    private static readonly Style Added = new(Color.Green);

    public static Command Create(ToolConsole console)
    {
        var options = new AccountOptions(console);
        var built = new BuiltDestinations(console);
        var yes = Confirmation.CreateOption();
        var dryRun = new Option<bool>("--dry-run") { Description = "Show the plan and change nothing." };
        var command = new ToolCommand("push", "Create the contact properties that the code sends and the account lacks.")
        {
            Notes =
            [
                "It shows the plan and asks. Events, mailing lists and transactional emails only a person can create:",
                "it names those that the account lacks.",
                "",
                .. AccountOptions.KeyNotes,
                "",
                $"Exit code: 0 done or nothing to do, 1 not done, 2 wrong command line, {ExitCode.OfLoops}.",
            ],
            Examples =
            [
                ($"{LoopsTool.Name} push --project src/App", "Shows the plan, and asks."),
                ($"{LoopsTool.Name} push --project src/App -c Release --yes", "In a workflow, where nobody can answer."),
                ($"{LoopsTool.Name} push --project src/App --dry-run", "Shows the plan alone."),
            ],
        };
        command.Add(options.Project);
        built.AddTo(command);
        command.Add(yes);
        command.Add(dryRun);
        command.Add(options.BaseAddress);
        command.Add(options.Json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var manifest = await built.ReadOneAsync(parsed, options.FindProject(parsed), cancellationToken);
            var account = options.Connect(parsed);
            var progress = new Progress(console);
            AccountSchema schema;
            try
            {
                schema = await AccountReader.ReadAsync(account, progress, console.Time.GetUtcNow(), cancellationToken);
            }
            finally
            {
                progress.Clear();
            }
            var plan = LoopsPropertyPlan.Of(manifest, schema.ContactProperties.Select(static property => new LoopsContactPropertyInfo(property.Key, property.Label ?? property.Key, property.Type)));
            // What is created in a moment is no difference any more.
            var left = DifferenceFinder.Find(manifest, schema).Where(static difference => difference.Kind != "unknownContactProperty").ToList();
            var isJson = parsed.GetValue(options.Json);
            if (!isJson)
                Show(console, manifest, schema, plan, left);
            IReadOnlyList<LoopsManifestProperty> created = [];
            if (plan.Missing.Count > 0 && !parsed.GetValue(dryRun))
            {
                var what = Quantity.Of(plan.Missing.Count, "contact property", "contact properties");
                if (!parsed.GetValue(yes) && !await Confirmation.AskAsync(console, $"Create {what} in the account of {Shown.Text(schema.Team)}? A property cannot be removed over the API.", cancellationToken))
                    return ExitCode.Failure;
                created = (await account.AskAsync(api => api.EnsureContactPropertiesAsync(manifest, cancellationToken))).Missing;
                if (!isJson)
                    await console.Output.WriteLineAsync($"Created {Quantity.Of(created.Count, "contact property", "contact properties")}.");
            }
            if (isJson)
            {
                await console.Output.WriteLineAsync(ToolJson.Line(new
                {
                    schema.Team,
                    Missing = plan.Missing.Select(static property => new { property.Name, Type = TypeName(property.Type) }),
                    Created = created.Select(static property => property.Name),
                    ForAPerson = left.Select(static one => new { one.Rule, one.Kind, one.Type, one.Member, one.Message, one.Suggestion }),
                }));
            }
            return ExitCode.Success;
        });
        return command;
    }

    private static void Show(ToolConsole console, LoopsManifest manifest, AccountSchema schema, LoopsPropertyPlan plan, List<Difference> left)
    {
        var writer = new AnsiWriter(console.Output, console.Capabilities);
        if (plan.Missing.Count == 0)
        {
            writer.WriteLine($"There is nothing to do: the account of {Shown.Text(schema.Team)} has every contact property that the code sends.");
        }
        else
        {
            writer.WriteLine($"The account of {Shown.Text(schema.Team)} lacks:");
            writer.WriteLine();
            var table = new TextTable("", "Contact property", "Type");
            foreach (var property in plan.Missing)
                table.Add(("+", Added), (Shown.Text(property.Name, 200), Style.Plain), (TypeName(property.Type), Style.Plain));
            table.Write(writer);
            writer.WriteLine();
        }
        if (left.Count == 0)
            return;
        writer.WriteLine("Only a person can do this, in Loops or in the code:");
        writer.WriteLine();
        var forPerson = new TextTable("Rule", "Where", "What");
        foreach (var difference in left)
            forPerson.Add((difference.Rule, Style.Plain), (BuiltDestinations.Short(manifest, difference.Where), Style.Plain), (difference.Text, Style.Plain));
        forPerson.Write(writer, console.Width);
        writer.WriteLine();
        writer.WriteLine($"Events: {LoopsPages.Events}  Mailing lists: {LoopsPages.Lists}  Transactional emails: {LoopsPages.Transactional}");
        writer.WriteLine();
    }

    private static string TypeName(LoopsPropertyType type) => type switch
    {
        LoopsPropertyType.Number => "number",
        LoopsPropertyType.Boolean => "boolean",
        LoopsPropertyType.Date => "date",
        _ => "string",
    };
}
