using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace LoopsMapping.Outbox.Sqlite;

/// <summary>What an operator asks: figures and listings.</summary>
internal static class OperatorQueries
{
    private const string PendingColumns =
        """
        m.id, t.name, l.name, m.method, m.path, m.name, m.body, m.key, m.priority, m.email, m.user_id, m.enqueued_at, m.expires_at, m.attempts, m.first_attempt_at,
        m.may_have_arrived, m.last_reason, l.due, NULL, NULL, NULL, NULL, NULL
        FROM loops_message m JOIN loops_lane l ON l.id = m.lane JOIN loops_team t ON t.id = m.team
        """;

    private const string DeadColumns =
        """
        m.id, t.name, m.lane, m.method, m.path, m.name, m.body, m.key, m.priority, m.email, m.user_id, m.enqueued_at, m.expires_at, m.attempts, m.first_attempt_at,
        m.may_have_arrived, m.last_reason, NULL, m.reason, m.detail, m.status, m.answer, m.failed_at
        FROM loops_dead_letter m JOIN loops_team t ON t.id = m.team
        """;

    /// <summary>Of the year 9999: what expires later does not expire.</summary>
    private static readonly long LastMillisecond = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private static readonly SqliteStatement Teams = new(
        """
        SELECT id, name, pause_reason,
            (SELECT count(*) FROM loops_lane l JOIN loops_message m ON m.lane = l.id WHERE l.team = loops_team.id),
            (SELECT count(*) FROM loops_dead_letter WHERE team = loops_team.id),
            (SELECT enqueued_at FROM loops_message WHERE team = loops_team.id ORDER BY id LIMIT 1)
        FROM loops_team ORDER BY name
        """);

    public static List<LoopsOutboxStats> Stats(SqliteSession session, long now)
    {
        var stats = new List<LoopsOutboxStats>();
        using var reader = session.Query(Teams);
        while (reader.Read())
        {
            var (pending, dead) = (reader.GetInt64(3), reader.GetInt64(4));
            var pause = reader.Text(2);
            if (pending > 0 || dead > 0 || pause is not null)
                stats.Add(new(reader.GetString(1), pending, dead, reader.Number(5) is { } oldest ? TimeSpan.FromMilliseconds(Math.Max(0, now - oldest)) : null, pause));
        }
        return stats;
    }

    public static List<long> FindPending(SqliteSession session, IReadOnlyCollection<long> ids)
    {
        var pending = new List<long>();
        foreach (var chunk in ids.Chunk(500))
        {
            using var command = session.Connection.CreateCommand();
            command.CommandText = $"SELECT id FROM loops_message WHERE id IN ({Join(chunk)}) ORDER BY id";
            using var reader = command.ExecuteReader();
            while (reader.Read())
                pending.Add(reader.GetInt64(0));
        }
        return pending;
    }

    public static List<LoopsOutboxRecord> List(SqliteSession session, LoopsOutboxQuery query)
    {
        var records = new List<LoopsOutboxRecord>();
        if (query.State != LoopsOutboxState.DeadLetter && query.Reason is null)
            Read(session, PendingColumns, "l.name", query, records);
        if (query.State != LoopsOutboxState.Pending)
            Read(session, DeadColumns, "m.lane", query, records);
        return [.. records.OrderBy(static record => record.Id).Take(query.Limit)];
    }

    /// <summary>The numbers of the messages that a query means, in order.</summary>
    public static List<long> FindIds(SqliteSession session, LoopsOutboxQuery query, LoopsOutboxState state)
        => state == LoopsOutboxState.Pending && query.Reason is not null
            ? []
            : Ids(session, state == LoopsOutboxState.Pending ? PendingColumns : DeadColumns, state == LoopsOutboxState.Pending ? "l.name" : "m.lane", query);

    private static List<long> Ids(SqliteSession session, string columns, string lane, LoopsOutboxQuery query)
    {
        var ids = new List<long>();
        using var command = Command(session, "m.id " + columns[columns.IndexOf("FROM", StringComparison.Ordinal)..], lane, query with { AfterId = 0 }, limit: -1);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            ids.Add(reader.GetInt64(0));
        return ids;
    }

    private static void Read(SqliteSession session, string columns, string lane, LoopsOutboxQuery query, List<LoopsOutboxRecord> records)
    {
        using var command = Command(session, columns, lane, query, query.Limit);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            records.Add(Record(reader));
    }

    private static SqliteCommand Command(SqliteSession session, string columns, string lane, LoopsOutboxQuery query, int limit)
    {
        var command = session.Connection.CreateCommand();
        var sql = new StringBuilder("SELECT ").Append(columns).Append(" WHERE m.id > $after");
        command.Parameters.AddWithValue("$after", query.AfterId);
        if (query.Team is { } team)
        {
            sql.Append(" AND t.name = $team");
            command.Parameters.AddWithValue("$team", team);
        }
        if (query.Contact is { } contact)
        {
            sql.Append(CultureInfo.InvariantCulture, $" AND ({lane} IN ($contact, $lower) OR m.user_id = $contact OR (m.email IS NOT NULL AND loops_lower(m.email) = $lower))");
            command.Parameters.AddWithValue("$contact", contact);
            command.Parameters.AddWithValue("$lower", EnqueueWork.Lower(contact));
        }
        if (query.Reason is { } reason)
        {
            sql.Append(" AND m.reason = $reason");
            command.Parameters.AddWithValue("$reason", reason.ToString());
        }
        if (query.Ids is { } ids)
            sql.Append(CultureInfo.InvariantCulture, $" AND m.id IN ({Join(ids)})");
        sql.Append(" ORDER BY m.id LIMIT $limit");
        command.Parameters.AddWithValue("$limit", limit);
        command.CommandText = sql.ToString();
        return command;
    }

    internal static LoopsOutboxRecord Record(SqliteDataReader reader) => OperatorRow.Read(reader, column => Time(reader, column));

    internal static DateTimeOffset? Time(SqliteDataReader reader, int column)
        => reader.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(reader.GetInt64(column), LastMillisecond));

    private static string Join(IEnumerable<long> ids) => string.Join(',', ids.Select(static id => id.ToString(CultureInfo.InvariantCulture)));
}
