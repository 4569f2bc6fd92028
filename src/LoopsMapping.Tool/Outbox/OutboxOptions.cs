using System.CommandLine;
using LoopsMapping.Outbox;
using LoopsMapping.Tool.CommandLine;

namespace LoopsMapping.Tool.Outbox;

/// <summary>What the command line says of where an outbox is.</summary>
/// <param name="Path">The file.</param>
/// <param name="Connection">The connection string of the database.</param>
/// <param name="Schema">The schema of its tables.</param>
internal sealed record OutboxOptions(string? Path, string? Connection, string? Schema)
{
    public const string PathName = "--path";
    public const string ConnectionName = "--connection";
    public const string SchemaName = "--schema";

    /// <summary>Adds the options to a command.</summary>
    /// <returns>Reads them.</returns>
    public static Func<ParseResult, OutboxOptions> AddTo(ToolCommand command)
    {
        var path = AddPath(command);
        var connection = AddConnection(command, ConnectionName, "The connection string of the outbox's PostgreSQL database.");
        var schema = AddSchema(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(path) is not null && (result.GetResult(connection) is not null || result.GetResult(schema) is not null))
                result.AddError($"{PathName} is for a file, {ConnectionName} and {SchemaName} are for a database.");
        });
        return parsed => new(parsed.GetValue(path), parsed.GetValue(connection), parsed.GetValue(schema));
    }

    public static Option<string?> AddPath(ToolCommand command) => Add(command, PathName, "The file of the outbox.", "FILE", static text => string.IsNullOrWhiteSpace(text) ? $"{PathName} must not be blank." : null);

    public static Option<string?> AddConnection(ToolCommand command, string name, string description)
        => Add(command, name, description, "TEXT", text => string.IsNullOrWhiteSpace(text) ? $"{name} must not be blank." : null);

    public static Option<string?> AddSchema(ToolCommand command) => Add(
        command, SchemaName, $"The schema of its tables, {OutboxDatabase.UsualSchema} by default.", "NAME",
        static text => PostgreSqlOutboxSchema.IsName(text) ? null : $"{SchemaName} takes lower-case letters, digits and underscores, 63 at most.");

    private static Option<string?> Add(ToolCommand command, string name, string description, string helpName, Func<string, string?> findError)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && findError(token.Value) is { } error)
                result.AddError(error);
        });
        command.Add(option);
        return option;
    }
}
