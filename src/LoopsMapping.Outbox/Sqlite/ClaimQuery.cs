namespace LoopsMapping.Outbox.Sqlite;

/// <summary>Finds the heads of lanes that are due. It reads the lanes' index from its front, never the messages of a lane that waits.</summary>
internal static class ClaimQuery
{
    /// <summary>How many lanes more are looked at than are free at least, in case some have to wait for others.</summary>
    private const int SparedLanes = 16;

    private static readonly SqliteStatement FindPause = new("SELECT probe_at FROM loops_team WHERE id = ?1 AND pause_reason IS NOT NULL");

    private static readonly SqliteStatement FindLanes = new(
        "SELECT id, name FROM loops_lane WHERE team = ?1 AND priority = ?2 AND due <= ?3 ORDER BY due, turn LIMIT ?4");

    private static readonly SqliteStatement FindNextDue = new(
        "SELECT due, name FROM loops_lane WHERE team = ?1 AND priority = ?2 ORDER BY due, turn LIMIT ?3");

    private static readonly SqliteStatement FindHead = new(
        """
        SELECT id, method, path, name, body, key, is_callers_key, priority, email, user_id, trace_parent, deletes_contact, enqueued_at, expires_at,
            attempts, first_attempt_at, may_have_arrived, had_server_error
        FROM loops_message WHERE lane = ?1 ORDER BY id LIMIT 1
        """);

    public static LoopsOutboxClaims Claim(SqliteSession session, LaneClaims claims, string team, int maxCount, TimeSpan lease, long now)
    {
        if (SqliteTeams.FindId(session, team) is not { } teamId)
            return new([], null);
        var probeAt = (long?)session.Scalar(FindPause, teamId);
        if (probeAt > now)
            return new([], NextDue(session, claims, [], teamId, team, now) is null ? null : TimeSpan.FromMilliseconds(probeAt.Value - now));

        if (probeAt is not null && claims.IsBusy(team))
            return new([], null);

        var found = new List<LoopsOutboxClaim>();
        // Deletions whose contact is under way: what ends that is a reason to look again, not the time.
        var blocked = new HashSet<string>(StringComparer.Ordinal);
        var limit = probeAt is null ? maxCount : 1;
        foreach (var priority in new[] { LoopsPriority.Live, LoopsPriority.Bulk })
        {
            foreach (var (id, lane) in DueLanes(session, teamId, priority, now, limit - found.Count + claims.Count + SparedLanes))
            {
                if (found.Count == limit)
                    break;
                if (claims.IsTaken(team, lane) || ReadHead(session, id, team, lane, now) is not var (head, userId))
                    continue;
                if (claims.TryTake(head, userId, lease) is { } claim)
                    found.Add(claim);
                else
                    blocked.Add(lane);
            }
        }
        return new(found, NextDue(session, claims, blocked, teamId, team, now), IsProbe: probeAt is not null);
    }

    private static List<(long Id, string Name)> DueLanes(SqliteSession session, long team, LoopsPriority priority, long now, int limit)
    {
        var lanes = new List<(long, string)>();
        using var reader = session.Query(FindLanes, team, (int)priority, now, limit);
        while (reader.Read())
            lanes.Add((reader.GetInt64(0), reader.GetString(1)));
        return lanes;
    }

    private static TimeSpan? NextDue(SqliteSession session, LaneClaims claims, HashSet<string> blocked, long teamId, string team, long now)
    {
        long? next = null;
        foreach (var priority in new[] { LoopsPriority.Live, LoopsPriority.Bulk })
        {
            using var reader = session.Query(FindNextDue, teamId, (int)priority, claims.Count + blocked.Count + 1);
            while (reader.Read())
            {
                var due = reader.GetInt64(0);
                if (blocked.Contains(reader.GetString(1)) || claims.IsTaken(team, reader.GetString(1)))
                    continue;
                next = next is null ? due : Math.Min(next.Value, due);
                break;
            }
        }
        return next is { } time ? TimeSpan.FromMilliseconds(Math.Max(time - now, 0)) : null;
    }

    private static (LoopsOutboxClaim Head, string? UserId)? ReadHead(SqliteSession session, long lane, string team, string laneName, long now)
    {
        using var reader = session.Query(FindHead, lane);
        if (!reader.Read())
            return null;
        return (new LoopsOutboxClaim
        {
            Id = reader.GetInt64(0),
            Team = team,
            Lane = laneName,
            Method = reader.GetString(1),
            Path = reader.GetString(2),
            Name = reader.GetString(3),
            Body = reader.GetBytes(4),
            IdempotencyKey = reader.Text(5),
            HasCallerIdempotencyKey = reader.GetBoolean(6),
            Priority = (LoopsPriority)reader.GetInt32(7),
            Email = reader.Text(8),
            TraceParent = reader.Text(10),
            DeletesContact = reader.GetBoolean(11),
            Age = TimeSpan.FromMilliseconds(now - reader.GetInt64(12)),
            ExpiresIn = reader.Number(13) is { } expiry ? TimeSpan.FromMilliseconds(expiry - now) : null,
            Attempts = reader.GetInt32(14),
            SinceFirstAttempt = reader.Number(15) is { } first ? TimeSpan.FromMilliseconds(now - first) : null,
            MayHaveArrived = reader.GetBoolean(16),
            HadServerError = reader.GetBoolean(17),
        }, reader.Text(9));
    }
}
