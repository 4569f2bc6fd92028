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
    private static readonly SqliteStatement FindLane = new("SELECT id, priority, email FROM loops_lane WHERE team = ?1 AND name = ?2");
    private static readonly SqliteStatement AddLane = new("INSERT INTO loops_lane (team, name, priority, due, turn, email) VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING id");
    private static readonly SqliteStatement LiftLane = new("UPDATE loops_lane SET priority = ?2 WHERE id = ?1");
    private static readonly SqliteStatement AddAlias = new("INSERT INTO loops_alias (team, identity, lane) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");

    private static readonly SqliteStatement Delete = new(
        """
        DELETE FROM loops_message WHERE id = ?1
        RETURNING team, lane, (SELECT name FROM loops_lane WHERE id = lane), mapping, remembers, key, email, user_id, deletes_contact
        """);

    /// <summary>What is not delivered may be enqueued again.</summary>
    private static readonly SqliteStatement FreeKey = new("DELETE FROM loops_key WHERE team = ?1 AND key = ?2 AND delivered_at IS NULL");

    private static readonly SqliteStatement FindPriority = new("SELECT min(priority) FROM loops_message WHERE lane = ?1");
    private static readonly SqliteStatement RemoveLane = new("DELETE FROM loops_lane WHERE id = ?1");

    private static readonly SqliteStatement RemoveAliases = new("DELETE FROM loops_alias WHERE team = ?1 AND lane = ?2");

    /// <summary>The lane goes to the end of those that are due.</summary>
    private static readonly SqliteStatement Leave = new(
        """
        UPDATE loops_lane SET priority = ?2, due = ?3, turn = (SELECT 2 * seq + 1 FROM sqlite_sequence WHERE name = 'loops_message') WHERE id = ?1
        """);

    /// <summary>Finds the lane that a message joins, or makes it.</summary>
    /// <returns>The lane's number.</returns>
    public static long Join(SqliteSession session, long team, string lane, LoopsPriority priority, string? email, string? userId, long id, long now)
    {
        var lower = EnqueueWork.Lower(email);
        long found;
        bool isLifted;
        string? known;
        using (var rows = session.Query(FindLane, team, lane))
        {
            var exists = rows.Read();
            found = exists ? rows.GetInt64(0) : 0;
            isLifted = exists && rows.GetInt64(1) > (long)priority;
            known = exists ? rows.Text(2) : lower;
        }
        if (found == 0)
            found = (long)session.Scalar(AddLane, team, lane, (int)priority, now, 2 * id, lower == lane ? null : lower)!;
        else if (isLifted)
            session.Execute(LiftLane, found, (int)priority);
        if (lower is not null && lower != lane && lower != known)
            session.Execute(AddAlias, team, lower, lane);
        if (userId is not null && userId != lane)
            session.Execute(AddAlias, team, userId, lane);
        return found;
    }

    /// <returns>What it was; <see langword="null"/> when it is gone already.</returns>
    public static RemovedMessage? Remove(SqliteSession session, long id, long now)
    {
        RemovedMessage removed;
        long lane;
        using (var reader = session.Query(Delete, id))
        {
            if (!reader.Read())
                return null;
            lane = reader.GetInt64(1);
            removed = new(reader.GetInt64(0), reader.GetString(2), reader.Text(3), reader.GetBoolean(4), reader.Text(5), reader.Text(6), reader.Text(7), reader.GetBoolean(8));
        }
        if (session.Scalar(FindPriority, lane) is { } priority)
            session.Execute(Leave, lane, priority, now);
        else
        {
            session.Execute(RemoveLane, lane);
            session.Execute(RemoveAliases, removed.Team, removed.Lane);
        }
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
