using LoopsMapping.Tool.Account;
using LoopsMapping.Tool.CommandLine;
using LoopsMapping.Tool.Projects;

namespace LoopsMapping.Tool.Mappings;

/// <summary><c>mappings</c>: what a built project sends, as Segment's form shows it.</summary>
internal static class MappingsCommand
{
    public static ToolCommand Create(ToolConsole console)
    {
        var options = new AccountOptions(console);
        var built = new BuiltDestinations(console);
        var format = FormatOption.Create("table", "json", "markdown", "mermaid");
        var command = new ToolCommand("mappings", "Show what a built project sends: trigger, action and fields of each mapping.")
        {
            Notes =
            [
                "It reads the metadata of the built assembly and runs none of its code. A trigger says which messages of",
                "Segment SDKs fire the mapping, where the project takes such messages.",
                "",
                "Exit code: 0 done, 1 there is no built destination, 2 wrong command line.",
            ],
            Examples =
            [
                ($"{LoopsTool.Name} mappings --project src/App", "What the debug build of this project sends."),
                ($"{LoopsTool.Name} mappings --assembly App.dll --format markdown", "For a page of your documentation."),
                ($"{LoopsTool.Name} mappings --project src/App --format mermaid", "As a diagram that GitHub and others draw."),
            ],
        };
        command.Add(options.Project);
        built.AddTo(command);
        command.Add(format);
        command.Add(options.Json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var manifests = await built.ReadAsync(parsed, options.FindProject(parsed), cancellationToken);
            MappingsReport.Write(console, manifests, parsed.GetValue(options.Json) ? "json" : parsed.GetValue(format)!);
            return ExitCode.Success;
        });
        return command;
    }
}
