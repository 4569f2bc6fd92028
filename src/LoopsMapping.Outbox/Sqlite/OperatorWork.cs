namespace LoopsMapping.Outbox.Sqlite;

/// <summary>What an operator does, and what time does; within the writer's transaction.</summary>
internal static class OperatorWork
{
    private static readonly SqliteStatement Pause = new("UPDATE loops_team SET pause_reason = ?2, probe_at = ?3 WHERE id = ?1");
    private static readonly SqliteStatement Resume = new("UPDATE loops_team SET pause_reason = NULL, probe_at = NULL WHERE name = ?1");

    private static readonly SqliteStatement FindDead = new(
        "SELECT team, lane, key, priority, email, user_id FROM loops_dead_letter WHERE id = ?1 AND reason <> 'Invalid'");

    private static readonly SqliteStatement TakeKey = new("INSERT INTO loops_key (team, key, message) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");

    /// <summary>It never expires, and its 23 hours begin with the next attempt; its attempts go on counting, so that 409 says what it said.</summary>
    private static readonly SqliteStatement Revive = new(
        """
        INSERT INTO loops_message (id, team, lane, method, path, name, body, key, is_callers_key, priority, email, user_id,
            trace_parent, deletes_contact, enqueued_at, expires_at, attempts, first_attempt_at, may_have_arrived, had_server_error, last_reason, mapping, remembers)
        SELECT ?3, team, ?2, method, path, name, body, key, is_callers_key, priority, email, user_id,
            trace_parent, deletes_contact, ?4, NULL, attempts, NULL, may_have_arrived, had_server_error, last_reason, mapping, remembers
        FROM loops_dead_letter WHERE id = ?1
        """);

    private static readonly SqliteStatement RemoveDead = new("DELETE FROM loops_dead_letter WHERE id = ?1");
    private static readonly SqliteStatement ExpireDead = new("DELETE FROM loops_dead_letter WHERE failed_at <= ?1");
    private static readonly SqliteStatement ExpireReceipts = new("DELETE FROM loops_key WHERE delivered_at <= ?1");
    private static readonly SqliteStatement ExpireRunItems = new("DELETE FROM loops_run_item WHERE run IN (SELECT id FROM loops_run WHERE last_at <= ?1)");
    private static readonly SqliteStatement ExpireRuns = new("DELETE FROM loops_run WHERE last_at <= ?1");

    public static bool PauseTeam(SqliteSession session, string team, string reason, long probeAt)
        => session.Execute(Pause, SqliteTeams.IdOf(session, team), reason, probeAt) == 1;

    public static bool ResumeTeam(SqliteSession session, string team) => session.Execute(Resume, team) == 1;

    public static int Retry(SqliteSession session, LoopsOutboxQuery query, long now)
    {
        if (query.State == LoopsOutboxState.Pending)
            return 0;
        var retried = 0;
        foreach (var id in OperatorQueries.FindIds(session, query, LoopsOutboxState.DeadLetter))
        {
            if (Retry(session, id, now))
                retried++;
        }
        return retried;
    }

    public static int Purge(SqliteSession session, LoopsOutboxQuery query, Func<string?, IReadOnlySet<long>> underWay, long now)
    {
        var purged = 0;
        if (query.State != LoopsOutboxState.DeadLetter)
        {
            var spared = underWay(query.Team);
            foreach (var id in OperatorQueries.FindIds(session, query, LoopsOutboxState.Pending))
            {
                if (!spared.Contains(id) && LaneWork.Withdraw(session, id, now))
                    purged++;
            }
        }
        if (query.State != LoopsOutboxState.Pending)
        {
            foreach (var id in OperatorQueries.FindIds(session, query, LoopsOutboxState.DeadLetter))
                purged += session.Execute(RemoveDead, id);
        }
        if (query.Contact is { } contact)
            ContactRemoval.Forget(session, query.Team, contact);
        return purged;
    }

    public static bool CleanUp(SqliteSession session, LoopsOutboxRetention retention, long now)
    {
        session.Execute(ExpireDead, now - Milliseconds(retention.DeadLetters));
        session.Execute(ExpireReceipts, now - Milliseconds(retention.Receipts));
        var runs = now - Milliseconds(retention.Runs);
        session.Execute(ExpireRunItems, runs);
        session.Execute(ExpireRuns, runs);
        return true;
    }

    private static bool Retry(SqliteSession session, long id, long now)
    {
        long team;
        string lane;
        string? key, email, userId;
        LoopsPriority priority;
        using (var reader = session.Query(FindDead, id))
        {
            if (!reader.Read())
                return false;
            (team, lane, priority) = (reader.GetInt64(0), reader.GetString(1), (LoopsPriority)reader.GetInt32(3));
            (key, email, userId) = (reader.Text(2), reader.Text(4), reader.Text(5));
        }
        var newId = session.TakeId();
        if (key is not null && session.Execute(TakeKey, team, key, newId) == 0)
            return false;
        var laneId = LaneWork.Join(session, team, lane, priority, email, userId, newId, now);
        session.Execute(Revive, id, laneId, newId, now);
        return session.Execute(RemoveDead, id) == 1;
    }

    private static long Milliseconds(TimeSpan time) => (long)Math.Min(time.TotalMilliseconds, long.MaxValue / 4);
}
