using System.Globalization;
using LoopsMapping.Outbox.Sqlite;
using Microsoft.Data.Sqlite;

namespace LoopsMapping.Outbox.Moving;

/// <summary>
/// All that is in a file, on its way to another store. A move has an identity that is kept in the file from before the other store has anything until
/// the file has let go: whoever begins again after a crash knows what has been moved already.
/// </summary>
internal sealed class SqliteMove : IDisposable
{
    private readonly SqliteSession _session;

    private SqliteMove(SqliteSession session, Guid id, long last)
    {
        _session = session;
        Id = id;
        Last = last;
    }

    public Guid Id { get; }

    /// <summary>The last message that belongs to it. What somebody enqueues from now on has a higher number, and stays.</summary>
    public long Last { get; }

    /// <summary>Begins a move, or goes on with one that did not come to its end.</summary>
    /// <param name="path">An outbox of the current version, which nobody dispatches while it is moved.</param>
    public static SqliteMove Begin(string path)
    {
        var session = SqliteSession.Open(path);
        try
        {
            SqliteSchema.Execute(session.Connection, "BEGIN IMMEDIATE");
            SqliteSchema.Execute(session.Connection, "CREATE TABLE IF NOT EXISTS loops_move (id TEXT NOT NULL, last INTEGER NOT NULL) STRICT");
            if (SqliteSchema.Scalar(session.Connection, "SELECT id FROM loops_move") is null)
            {
                SqliteSchema.Execute(
                    session.Connection, $"INSERT INTO loops_move SELECT '{Guid.NewGuid()}', max(seq) FROM sqlite_sequence WHERE name = 'loops_message'");
            }
            SqliteSchema.Execute(session.Connection, "COMMIT");
            return new(
                session,
                Guid.Parse((string)SqliteSchema.Scalar(session.Connection, "SELECT id FROM loops_move")!, CultureInfo.InvariantCulture),
                (long)SqliteSchema.Scalar(session.Connection, "SELECT last FROM loops_move")!);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Pending messages in their order, and then dead letters.</summary>
    public IEnumerable<MovedMessage> Messages() => Read(
        """
        SELECT m.id, t.name, l.name, m.method, m.path, m.name, m.body, m.key, m.priority, m.email, m.user_id, m.enqueued_at, m.expires_at, m.attempts,
            m.first_attempt_at, m.may_have_arrived, m.last_reason, l.due, NULL, NULL, NULL, NULL, NULL,
            m.is_callers_key, m.trace_parent, m.deletes_contact, m.had_server_error, m.mapping, m.remembers
        FROM loops_message m JOIN loops_lane l ON l.id = m.lane JOIN loops_team t ON t.id = m.team WHERE m.id <= $last ORDER BY m.id
        """, Message).Concat(Read(
        """
        SELECT m.id, t.name, m.lane, m.method, m.path, m.name, m.body, m.key, m.priority, m.email, m.user_id, m.enqueued_at, m.expires_at, m.attempts,
            m.first_attempt_at, m.may_have_arrived, m.last_reason, NULL, m.reason, m.detail, m.status, m.answer, m.failed_at,
            m.is_callers_key, m.trace_parent, m.deletes_contact, m.had_server_error, m.mapping, m.remembers
        FROM loops_dead_letter m JOIN loops_team t ON t.id = m.team WHERE m.id <= $last ORDER BY m.id
        """, Message));

    public IEnumerable<MovedReceipt> Receipts() => Read(
        "SELECT t.name, k.key, k.delivered_at FROM loops_key k JOIN loops_team t ON t.id = k.team WHERE k.delivered_at IS NOT NULL AND k.message <= $last",
        static reader => new MovedReceipt(reader.GetString(0), reader.GetString(1), OperatorQueries.Time(reader, 2)!.Value));

    public IEnumerable<MovedContent> Contents() => Read(
        "SELECT t.name, c.lane, c.mapping, c.hash, c.email, c.user_id FROM loops_content c JOIN loops_team t ON t.id = c.team",
        static reader => new MovedContent(
            reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<byte[]>(3), reader.Text(4), reader.Text(5)));

    public IEnumerable<MovedRunItem> RunItems() => Read(
        "SELECT t.name, r.name, r.last_at, i.hash FROM loops_run_item i JOIN loops_run r ON r.id = i.run JOIN loops_team t ON t.id = r.team",
        static reader => new MovedRunItem(reader.GetString(0), reader.GetString(1), OperatorQueries.Time(reader, 2)!.Value, reader.GetFieldValue<byte[]>(3)));

    public IEnumerable<MovedPause> Pauses() => Read(
        "SELECT name, pause_reason, probe_at FROM loops_team WHERE pause_reason IS NOT NULL",
        static reader => new MovedPause(reader.GetString(0), reader.GetString(1), OperatorQueries.Time(reader, 2) ?? DateTimeOffset.UnixEpoch));

    /// <summary>Lets go of all that was moved, once the other store has it on its disk.</summary>
    public void Finish()
    {
        var last = Last.ToString(CultureInfo.InvariantCulture);
        SqliteSchema.Execute(
            _session.Connection,
            $"""
            BEGIN IMMEDIATE;
            DELETE FROM loops_message WHERE id <= {last};
            DELETE FROM loops_dead_letter WHERE id <= {last};
            DELETE FROM loops_key WHERE message <= {last};
            DELETE FROM loops_lane WHERE id NOT IN (SELECT lane FROM loops_message);
            UPDATE loops_lane SET priority = (SELECT min(priority) FROM loops_message WHERE lane = loops_lane.id), due = 0;
            DELETE FROM loops_alias WHERE (team, lane) NOT IN (SELECT team, name FROM loops_lane);
            DELETE FROM loops_content;
            DELETE FROM loops_run_item;
            DELETE FROM loops_run;
            UPDATE loops_team SET pause_reason = NULL, probe_at = NULL;
            DROP TABLE loops_move;
            COMMIT
            """);
    }

    public void Dispose() => _session.Dispose();

    private IEnumerable<T> Read<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var command = _session.Connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$last", Last);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return read(reader);
    }

    private static MovedMessage Message(SqliteDataReader reader) => new(OperatorQueries.Record(reader))
    {
        IsCallersKey = reader.GetBoolean(23),
        TraceParent = reader.Text(24),
        DeletesContact = reader.GetBoolean(25),
        HadServerError = reader.GetBoolean(26),
        Mapping = reader.Text(27),
        Remembers = reader.GetBoolean(28),
    };
}
