using Microsoft.Data.Sqlite;
using Npgsql;

namespace LoopsMapping.CrashTests.Killing;

/// <summary>What SQLite itself says of the file, and whether the tables in PostgreSQL agree with each other.</summary>
internal static class DatabaseCheck
{
    public const string Ok = "ok";

    public static string Run(string path)
    {
        if (!File.Exists(path))
            return "there is no database";
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string)command.ExecuteScalar()!;
    }

    public static async Task<string> RunAsync(NpgsqlDataSource source, string schema)
    {
        await using var command = source.CreateCommand($"""
            SELECT
                (SELECT count(*) FROM {schema}.message m WHERE NOT EXISTS (SELECT 1 FROM {schema}.lane l WHERE l.id = m.lane AND l.team = m.team)),
                (SELECT count(*) FROM {schema}.lane l LEFT JOIN (
                    SELECT m.lane, count(*) AS messages, count(*) FILTER (WHERE m.priority = 0) AS live FROM {schema}.message m GROUP BY m.lane) c ON c.lane = l.id
                    WHERE l.messages IS DISTINCT FROM c.messages OR l.live IS DISTINCT FROM c.live OR l.priority <> CASE WHEN l.live > 0 THEN 0 ELSE 1 END),
                (SELECT count(*) FROM {schema}.alias a WHERE NOT EXISTS (SELECT 1 FROM {schema}.lane l WHERE l.id = a.lane)),
                (SELECT count(*) FROM {schema}.key k WHERE k.delivered_at IS NULL AND NOT EXISTS (SELECT 1 FROM {schema}.message m WHERE m.id = k.message)),
                (SELECT count(*) FROM {schema}.message m WHERE m.key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {schema}.key k WHERE k.team = m.team AND k.key = m.key))
            """);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        string[] wrong =
        [
            .. new[] { "messages without a lane", "lanes that miscount", "aliases without a lane", "keys without a message", "messages without their key" }
                .Select((what, i) => reader.GetInt64(i) is > 0 and var count ? $"{count} {what}" : "").Where(static text => text.Length > 0),
        ];
        return wrong.Length == 0 ? Ok : string.Join(", ", wrong);
    }
}
