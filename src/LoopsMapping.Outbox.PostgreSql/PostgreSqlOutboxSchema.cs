using System.Globalization;
using System.Text;

namespace LoopsMapping.Outbox;

/// <summary>The tables and functions of an outbox on PostgreSQL, as SQL for those who create them by hand or in their own migrations.</summary>
public static class PostgreSqlOutboxSchema
{
    /// <summary>The version that this library makes, and needs.</summary>
    internal const int Version = 1;

    /// <summary>
    /// The oldest version of the library, counted in versions of its tables, that can go on with what this one makes. A step of the tables only adds:
    /// columns that may be missing, functions under new names. So processes of both versions work side by side while one replaces the other.
    /// </summary>
    internal const int MinimumReader = 1;

    private const string DefaultSchema = "loops";

    /// <summary>What to do where tables are missing.</summary>
    internal static string Remedy(string schema) => schema == DefaultSchema
        ? "Somebody who may create tables runs 'loops-mapping outbox script | psql' or PostgreSqlOutboxSchema.Script"
        : $"Somebody who may create tables runs 'loops-mapping outbox script --schema {schema} | psql' or PostgreSqlOutboxSchema.GetScript(\"{schema}\")";

    /// <summary>The script for the schema <c>loops</c>.</summary>
    public static string Script => GetScript(DefaultSchema);

    /// <summary>
    /// Creates the tables, or upgrades those of an older version; running it again changes nothing. Whoever runs it owns them: a role that the application
    /// uses needs <c>USAGE</c> on the schema and its sequences, and <c>SELECT, INSERT, UPDATE, DELETE</c> on its tables.
    /// </summary>
    /// <param name="schema">The schema; see <see cref="PostgreSqlOutboxOptions.Schema"/>.</param>
    /// <exception cref="ArgumentException">It is no name of a schema.</exception>
    public static string GetScript(string schema)
    {
        var quoted = Quote(schema);
        return new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"-- The outbox of LoopsMapping on PostgreSQL, version {Version}. It may be run again at any time, under load, too.\nBEGIN;\n")
            .Append(GetStatements(schema, createsSchema: true))
            .Append("COMMIT;\n")
            .ToString();
    }

    /// <summary>The statements of the script, for within a transaction.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="createsSchema">Whether they make it: that takes a right even when it is there.</param>
    internal static string GetStatements(string schema, bool createsSchema)
    {
        var quoted = Quote(schema);
        var script = new StringBuilder();
        // Two who begin at the same time must not meet halfway.
        script.Append(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock(hashtext('LoopsMapping.Outbox {schema}'));\n");
        if (createsSchema)
            script.Append(CultureInfo.InvariantCulture, $"CREATE SCHEMA IF NOT EXISTS {quoted};\n");
        foreach (var name in new[] { "1-tables.sql", "2-lanes.sql", "3-enqueue.sql", "4-claim.sql", "5-settle.sql", "6-operate.sql", "7-move.sql" })
        {
            using var stream = typeof(PostgreSqlOutboxSchema).Assembly.GetManifestResourceStream(name)!;
            using var reader = new StreamReader(stream, Encoding.UTF8);
            script.Append(reader.ReadToEnd().Replace("{schema}", quoted, StringComparison.Ordinal)).Append('\n');
        }
        script.Append(
            CultureInfo.InvariantCulture,
            $"""
            INSERT INTO {quoted}.store AS s (version, minimum_reader) VALUES ({Version}, {MinimumReader})
            ON CONFLICT (id) DO UPDATE SET version = excluded.version, minimum_reader = excluded.minimum_reader WHERE s.version < excluded.version;

            """);
        return script.ToString();
    }

    internal static bool IsName(string? schema) => schema is { Length: > 0 and <= 63 }
        && !char.IsAsciiDigit(schema[0]) && schema.All(static letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_');

    internal static string Quote(string schema)
    {
        ArgumentException.ThrowIfNullOrEmpty(schema);
        if (!IsName(schema))
            throw new ArgumentException($"'{schema}' is no schema for an outbox: take lower-case letters, digits and underscores, 63 at most.", nameof(schema));
        return $"\"{schema}\"";
    }
}
