using System.Globalization;
using Microsoft.Data.Sqlite;

namespace LoopsMapping.Outbox.Sqlite;

/// <summary>
/// The tables of an outbox, and how a file of an older version becomes one of this. Every step only adds, so that a process of the version before
/// can go on with the file until it is replaced.
/// </summary>
internal static class SqliteSchema
{
    /// <summary>Older ones can damage a file in WAL mode when a checkpoint meets a reset of the log (fixed in this one).</summary>
    private static readonly Version OldestSqlite = new(3, 51, 3);

    /// <summary>The step at index n makes version n + 1 of version n.</summary>
    private static readonly string[] Steps =
    [
        // Times are Unix milliseconds. A lane's turn orders lanes that became due in the same millisecond. A key is that of a
        // pending message, or the receipt of a delivered one. An alias is an identifier that is neither the lane's name nor its email,
        // for whoever deletes the contact. An enqueue into a lane that has messages changes few pages, since pages are what a commit writes.
        """
        CREATE TABLE loops_team (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, pause_reason TEXT, probe_at INTEGER) STRICT;
        CREATE TABLE loops_lane (
            id INTEGER PRIMARY KEY, team INTEGER NOT NULL, name TEXT NOT NULL,
            priority INTEGER NOT NULL, due INTEGER NOT NULL, turn INTEGER NOT NULL, email TEXT,
            UNIQUE (team, name)) STRICT;
        CREATE INDEX loops_lane_due ON loops_lane (team, priority, due, turn);
        CREATE INDEX loops_lane_email ON loops_lane (team, email) WHERE email IS NOT NULL;
        CREATE TABLE loops_message (
            id INTEGER PRIMARY KEY AUTOINCREMENT, team INTEGER NOT NULL, lane INTEGER NOT NULL,
            method TEXT NOT NULL, path TEXT NOT NULL, name TEXT NOT NULL, body BLOB NOT NULL,
            key TEXT, is_callers_key INTEGER NOT NULL, priority INTEGER NOT NULL, email TEXT, user_id TEXT,
            trace_parent TEXT, deletes_contact INTEGER NOT NULL, enqueued_at INTEGER NOT NULL, expires_at INTEGER,
            attempts INTEGER NOT NULL DEFAULT 0, first_attempt_at INTEGER, may_have_arrived INTEGER NOT NULL DEFAULT 0,
            had_server_error INTEGER NOT NULL DEFAULT 0, last_reason TEXT) STRICT;
        CREATE INDEX loops_message_lane ON loops_message (lane, priority);
        CREATE TABLE loops_alias (
            team INTEGER NOT NULL, lane TEXT NOT NULL, identity TEXT NOT NULL, PRIMARY KEY (team, lane, identity)) STRICT, WITHOUT ROWID;
        CREATE INDEX loops_alias_identity ON loops_alias (team, identity);
        CREATE TABLE loops_dead_letter (
            id INTEGER PRIMARY KEY, team INTEGER NOT NULL, lane TEXT NOT NULL,
            method TEXT NOT NULL, path TEXT NOT NULL, name TEXT NOT NULL, body BLOB NOT NULL,
            key TEXT, is_callers_key INTEGER NOT NULL, priority INTEGER NOT NULL, email TEXT, user_id TEXT,
            trace_parent TEXT, deletes_contact INTEGER NOT NULL, enqueued_at INTEGER NOT NULL, expires_at INTEGER,
            attempts INTEGER NOT NULL, first_attempt_at INTEGER, may_have_arrived INTEGER NOT NULL,
            had_server_error INTEGER NOT NULL, last_reason TEXT,
            reason TEXT NOT NULL, detail TEXT NOT NULL, status INTEGER NOT NULL, answer TEXT, failed_at INTEGER NOT NULL) STRICT;
        CREATE INDEX loops_dead_letter_failed ON loops_dead_letter (failed_at);
        CREATE TABLE loops_key (
            team INTEGER NOT NULL, key TEXT NOT NULL, message INTEGER NOT NULL, delivered_at INTEGER,
            PRIMARY KEY (team, key)) STRICT, WITHOUT ROWID;
        CREATE INDEX loops_key_delivered ON loops_key (delivered_at) WHERE delivered_at IS NOT NULL;
        INSERT INTO sqlite_sequence (name, seq) VALUES ('loops_message', 0);
        """,

        // What backfills remember: hashes of contents that were delivered, and of what was enqueued in a run.
        """
        ALTER TABLE loops_message ADD COLUMN mapping TEXT;
        ALTER TABLE loops_message ADD COLUMN remembers INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE loops_dead_letter ADD COLUMN mapping TEXT;
        ALTER TABLE loops_dead_letter ADD COLUMN remembers INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE loops_content (
            team INTEGER NOT NULL, lane TEXT NOT NULL, mapping TEXT NOT NULL, hash BLOB NOT NULL, email TEXT, user_id TEXT,
            PRIMARY KEY (team, lane, mapping)) STRICT, WITHOUT ROWID;
        CREATE INDEX loops_content_email ON loops_content (team, email) WHERE email IS NOT NULL;
        CREATE INDEX loops_content_user ON loops_content (team, user_id) WHERE user_id IS NOT NULL;
        CREATE TABLE loops_run (
            id INTEGER PRIMARY KEY, team INTEGER NOT NULL, name TEXT NOT NULL, last_at INTEGER NOT NULL, UNIQUE (team, name)) STRICT;
        CREATE TABLE loops_run_item (
            run INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (run, hash)) STRICT, WITHOUT ROWID;
        """,
    ];

    public static int CurrentVersion => Steps.Length;

    public static void RequireSqlite(SqliteConnection connection, string path)
    {
        var version = connection.ServerVersion;
        if (!Version.TryParse(version, out var actual) || actual < OldestSqlite)
        {
            throw new LoopsOutboxException(
                $"The outbox {path} needs SQLite {OldestSqlite} or newer, and this is {version}: older ones can damage the file. Do not replace the SQLite that comes with Microsoft.Data.Sqlite 10.0.13 by the system's.");
        }
    }

    /// <summary>Whether the database has an outbox's tables, of whatever version.</summary>
    public static bool IsOutbox(SqliteConnection connection)
        => Scalar(connection, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'loops_message'") is not null;

    /// <summary>Brings the file up to the current version, in one transaction and with everything that is in it.</summary>
    /// <returns>The version it had.</returns>
    public static long Migrate(SqliteConnection connection, string path)
    {
        Execute(connection, "BEGIN IMMEDIATE");
        try
        {
            var version = (long)Scalar(connection, "PRAGMA user_version")!;
            if (version > CurrentVersion)
            {
                throw new LoopsOutboxException(
                    $"The outbox {path} has schema {version}; this version of LoopsMapping.Outbox knows {CurrentVersion}. Install the version that wrote it, or a newer one.");
            }
            for (var i = version; i < CurrentVersion; i++)
                Execute(connection, Steps[i]);
            if (version < CurrentVersion)
                Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {CurrentVersion}"));
            Execute(connection, "COMMIT");
            return version;
        }
        catch
        {
            Execute(connection, "ROLLBACK");
            throw;
        }
    }

    /// <summary>Makes a file of an older version, for tests.</summary>
    internal static void Create(SqliteConnection connection, int version)
    {
        for (var i = 0; i < version; i++)
            Execute(connection, Steps[i]);
        Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version}"));
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
