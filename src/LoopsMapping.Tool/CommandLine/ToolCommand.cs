using System.CommandLine;

namespace LoopsMapping.Tool.CommandLine;

/// <summary>A command whose help shows how it is typed.</summary>
internal sealed class ToolCommand(string name, string description) : Command(name, description)
{
    /// <summary>Command lines, each with what it does.</summary>
    public IReadOnlyList<(string CommandLine, string Effect)> Examples { get; init; } = [];

    /// <summary>What has to be known beside the options; lines of at most 100 characters.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The examples of a command; of one that only holds others, the first of each.</summary>
    public static IEnumerable<(string CommandLine, string Effect)> ExamplesOf(Command command) => command.Subcommands.Count > 0
        ? command.Subcommands.SelectMany(static inner => ExamplesOf(inner).Take(1))
        : ((ToolCommand)command).Examples;
}
