using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace LoopsMapping.Tool.CommandLine;

/// <summary>Help, with the notes and examples of the command.</summary>
internal sealed class CommandHelp(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    /// <summary>The help of the command that was typed.</summary>
    public static int Show(ParseResult parsed)
        => ((CommandHelp)parsed.RootCommandResult.Command.Options.OfType<HelpOption>().Single().Action!).Invoke(parsed);

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is ToolCommand { Notes: { Count: > 0 } notes })
        {
            foreach (var line in notes)
                output.WriteLine(line);
            output.WriteLine();
        }
        output.WriteLine("Examples:");
        foreach (var (commandLine, effect) in ToolCommand.ExamplesOf(parseResult.CommandResult.Command))
        {
            output.WriteLine($"  {commandLine}");
            output.WriteLine($"      {effect}");
        }
        if (parseResult.CommandResult.Command.Subcommands.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("More with --help after a command.");
        }
        return ExitCode.Success;
    }
}
