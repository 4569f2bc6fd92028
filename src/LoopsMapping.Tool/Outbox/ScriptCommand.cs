using System.CommandLine;
using LoopsMapping.Outbox;
using LoopsMapping.Tool.CommandLine;

namespace LoopsMapping.Tool.Outbox;

/// <summary><c>outbox script</c>: the SQL of an outbox on PostgreSQL, for those who may create tables.</summary>
internal static class ScriptCommand
{
    public static Command Create(ToolConsole console)
    {
        var command = new ToolCommand("script", "Print the SQL that creates or upgrades the tables of an outbox on PostgreSQL.")
        {
            Notes =
            [
                "Run it as somebody who may create tables, before the application of this version starts. It changes",
                "nothing the second time, and applications may work while it runs. The role of an application that",
                "does not own the tables needs USAGE on the schema and its sequences, and SELECT, INSERT, UPDATE and",
                "DELETE on its tables.",
                "",
                "Exit code: 0 printed, 2 wrong command line.",
            ],
            Examples =
            [
                ($"{LoopsTool.Name} outbox script | psql -d shop", "Create the tables in the schema loops."),
                ($"{LoopsTool.Name} outbox script --schema mail > loops.sql", "For a migration of your own."),
            ],
        };
        var schema = OutboxOptions.AddSchema(command);
        command.SetAction(async (parsed, _) =>
        {
            await console.Output.WriteAsync(PostgreSqlOutboxSchema.GetScript(parsed.GetValue(schema) ?? OutboxDatabase.UsualSchema));
            return ExitCode.Success;
        });
        return command;
    }
}
