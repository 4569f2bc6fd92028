using System.CommandLine;
using System.CommandLine.Parsing;

namespace LoopsMapping.Tool.CommandLine;

/// <summary>What is wrong with a command line, one message for one mistake.</summary>
internal static class UsageErrors
{
    public static int Report(ParseResult parsed, TextWriter error)
    {
        var command = parsed.CommandResult.Command;
        foreach (var message in Messages(parsed, command))
            error.WriteLine(message);
        if (command.Subcommands.Count == 0)
        {
            error.WriteLine($"See {PathOf(parsed.CommandResult)} --help.");
            return ExitCode.Usage;
        }
        error.WriteLine();
        parsed.InvocationConfiguration.Output = error;
        CommandHelp.Show(parsed);
        return ExitCode.Usage;
    }

    /// <summary>A word in the wrong place can be a key, so only what looks like a name is repeated.</summary>
    private static IEnumerable<string> Messages(ParseResult parsed, Command command)
    {
        if (parsed.UnmatchedTokens is not [var first, ..])
            return parsed.Errors.Select(static error => error.Message);
        if (first.StartsWith('-'))
            return [$"{PathOf(parsed.CommandResult)} has no option {first.Split('=', ':')[0]}."];
        if (command is RootCommand)
            return [$"There is no command {first}."];
        if (command.Subcommands.Count > 0)
            return [$"{PathOf(parsed.CommandResult)} has no such command."];
        return [command.Arguments.Count > 0 ? $"{PathOf(parsed.CommandResult)} takes no more than one argument." : $"{PathOf(parsed.CommandResult)} takes options only."];
    }

    private static string PathOf(CommandResult result)
        => result.Parent is CommandResult parent ? $"{PathOf(parent)} {result.Command.Name}" : LoopsTool.Name;
}
