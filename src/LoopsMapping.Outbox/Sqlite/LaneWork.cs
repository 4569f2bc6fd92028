namespace LoopsMapping.Outbox.Sqlite;

/// <summary>What a lane loses when one of its messages goes.</summary>
/// <param name="Team">The team's number.</param>
/// <param name="Lane">The lane's name.</param>
/// <param name="Mapping">The mapping of the message that is gone.</param>
/// <param name="Remembers">Whether its content is to be remembered.</param>
/// <param name="Key">Its idempotency key.</param>
/// <param name="Email">The address that it named.</param>
/// <param name="UserId">The user id that it named.</param>
/// <param name="DeletesContact">Whether it deleted them.</param>
internal sealed record RemovedMessage(long Team, string Lane, string? Mapping, bool Remembers, string? Key, string? Email, string? UserId, bool DeletesContact);

/// <summary>Takes messages out of their lanes, within the writer's transaction.</summary>
internal static class LaneWork
{
    private static readonly SqliteStatement JoinLane = new(
        """
        INSERT INTO loops_lane (team, name, priority, due, turn, pending, live) VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6)
        ON CONFLICT (team, name) DO UPDATE SET pending = pending + 1, live = live + excluded.live, priority = min(priority, excluded.priority)
        RETURNING id
        """);

    private static readonly SqliteStatement Delete = new(
        """
        DELETE FROM loops_message WHERE id = ?1
        RETURNING team, lane, (SELECT name FROM loops_lane WHERE id = lane), mapping, remembers, key, email, user_id, priority, deletes_contact
        """);

    /// <summary>What is not delivered may be enqueued again.</summary>
    private static readonly SqliteStatement FreeKey = new("DELETE FROM loops_key WHERE team = ?1 AND key = ?2 AND delivered_at IS NULL");

    private static readonly SqliteStatement LeaveLast = new("DELETE FROM loops_lane WHERE id = ?1 AND pending <= 1");

    /// <summary>The lane goes to the end of those that are due.</summary>
    private static readonly SqliteStatement Leave = new(
        """
        UPDATE loops_lane SET pending = pending - 1, live = live - ?2, priority = CASE WHEN live - ?2 > 0 THEN 0 ELSE 1 END,
            due = ?3, turn = (SELECT 2 * seq + 1 FROM sqlite_sequence WHERE name = 'loops_message')
        WHERE id = ?1
        """);

    /// <summary>Makes room at the end of a lane.</summary>
    /// <returns>The lane's number.</returns>
    public static long Join(SqliteSession session, long team, string lane, LoopsPriority priority, long id, long now)
        => (long)session.Scalar(JoinLane, team, lane, (int)priority, now, 2 * id, priority == LoopsPriority.Live)!;

    /// <returns>What it was; <see langword="null"/> when it is gone already.</returns>
    public static RemovedMessage? Remove(SqliteSession session, long id, long now)
    {
        RemovedMessage removed;
        long lane;
        int live;
        using (var reader = session.Query(Delete, id))
        {
            if (!reader.Read())
                return null;
            lane = reader.GetInt64(1);
            live = reader.GetInt64(8) == (long)LoopsPriority.Live ? 1 : 0;
            removed = new(reader.GetInt64(0), reader.GetString(2), reader.Text(3), reader.GetBoolean(4), reader.Text(5), reader.Text(6), reader.Text(7), reader.GetBoolean(9));
        }
        if (session.Execute(LeaveLast, lane) == 0)
            session.Execute(Leave, lane, live, now);
        return removed;
    }

    /// <summary>Removes a message that will not be delivered; its key is free again.</summary>
    public static bool Withdraw(SqliteSession session, long id, long now)
    {
        if (Remove(session, id, now) is not { } message)
            return false;
        if (message.Key is { } key)
            session.Execute(FreeKey, message.Team, key);
        return true;
    }
}
