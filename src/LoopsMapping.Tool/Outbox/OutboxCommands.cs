using System.CommandLine;
using LoopsMapping.Tool.CommandLine;

namespace LoopsMapping.Tool.Outbox;

/// <summary><c>outbox</c>: what waits, what failed, and what to do about it.</summary>
internal static class OutboxCommands
{
    public static Command Create(ToolConsole console)
    {
        var command = new ToolCommand("outbox", "Look into an outbox, retry what failed, remove what has to go, move it to a database.")
        {
            StatusCommand.Create(console),
            ListCommand.Create(console),
            ShowCommand.Create(console),
            RetryCommand.Create(console),
            PurgeCommand.Create(console),
            MoveCommand.Create(console),
            ScriptCommand.Create(console),
        };
        command.SetAction(static parsed => CommandHelp.Show(parsed));
        return command;
    }
}
