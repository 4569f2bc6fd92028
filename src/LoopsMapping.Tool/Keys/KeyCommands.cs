using System.CommandLine;
using LoopsMapping.Tool.CommandLine;

namespace LoopsMapping.Tool.Keys;

/// <summary><c>key</c>: what has to do with the API key.</summary>
internal static class KeyCommands
{
    public static Command Create(ToolConsole console)
    {
        var command = new ToolCommand("key", "Test the API key: key test.") { KeyTestCommand.Create(console) };
        command.SetAction(static parsed => CommandHelp.Show(parsed));
        return command;
    }
}
