using LoopsMapping.Outbox;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Says at start what cannot work.</summary>
/// <param name="name">The name of the options that are looked at.</param>
/// <param name="needsConnectionString">Whether they say where the database is.</param>
internal sealed class PostgreSqlOutboxOptionsValidator(string name, bool needsConnectionString) : IValidateOptions<PostgreSqlOutboxOptions>
{
    public ValidateOptionsResult Validate(string? optionsName, PostgreSqlOutboxOptions options)
    {
        if (name != optionsName)
            return ValidateOptionsResult.Skip;
        List<string> failures = [];
        if (needsConnectionString && string.IsNullOrWhiteSpace(options.ConnectionString))
            failures.Add("The outbox has no database: give UsePostgreSqlOutbox a connection string, or set Loops:Outbox:ConnectionString.");
        else if (needsConnectionString && !IsConnectionString(options.ConnectionString!))
            failures.Add("Loops:Outbox:ConnectionString is no connection string of Npgsql: \"Host=…;Database=…;Username=…;Password=…\".");
        if (!PostgreSqlOutboxSchema.IsName(options.Schema))
            failures.Add($"Loops:Outbox:Schema is '{options.Schema}': take lower-case letters, digits and underscores, 63 at most.");
        if (options.MaxConnections is not (>= 2 and <= 100))
            failures.Add("Loops:Outbox:MaxConnections must be between 2 and 100.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    /// <summary>The reason why it is none may quote it.</summary>
    private static bool IsConnectionString(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
