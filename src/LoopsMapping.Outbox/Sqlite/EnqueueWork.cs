namespace LoopsMapping.Outbox.Sqlite;

/// <summary>Stores messages, within the writer's transaction.</summary>
/// <param name="session">The writer's session.</param>
/// <param name="now">The time, in Unix milliseconds.</param>
/// <param name="underWay">Which messages of a team are being sent, and must not be removed.</param>
internal readonly struct EnqueueWork(SqliteSession session, long now, Func<string, IReadOnlySet<long>> underWay)
{
    private static readonly SqliteStatement TakeKey = new("INSERT INTO loops_key (team, key, message) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");
    private static readonly SqliteStatement TakeKeyAsReceipt = new("INSERT INTO loops_key (team, key, message, delivered_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING");
    private static readonly SqliteStatement FindKey = new("SELECT message FROM loops_key WHERE team = ?1 AND key = ?2");

    private static readonly SqliteStatement Insert = new(
        """
        INSERT INTO loops_message (id, team, lane, method, path, name, body, key, is_callers_key, priority, email, user_id,
            trace_parent, deletes_contact, enqueued_at, expires_at, mapping, remembers)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
        """);

    /// <summary>Only messages move the sequence by themselves.</summary>
    private static readonly SqliteStatement KeepId = new("UPDATE sqlite_sequence SET seq = ?1 WHERE name = 'loops_message'");

    private static readonly SqliteStatement InsertDeadLetter = new(
        """
        INSERT INTO loops_dead_letter (id, team, lane, method, path, name, body, key, is_callers_key, priority, email, user_id,
            trace_parent, deletes_contact, enqueued_at, expires_at, attempts, may_have_arrived, had_server_error, mapping, remembers,
            reason, detail, status, answer, failed_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, 0, 0, 0, NULL, 0, ?17, ?18, ?19, ?20, ?15)
        """);

    private static readonly SqliteStatement FindContent = new("SELECT hash FROM loops_content WHERE team = ?1 AND lane = ?2 AND mapping = ?3");
    private static readonly SqliteStatement FindLane = new("SELECT 1 FROM loops_lane WHERE team = ?1 AND name = ?2");
    private static readonly SqliteStatement JoinRun = new("INSERT INTO loops_run (team, name, last_at) VALUES (?1, ?2, ?3) ON CONFLICT (team, name) DO UPDATE SET last_at = excluded.last_at RETURNING id");
    private static readonly SqliteStatement InsertRunItem = new("INSERT INTO loops_run_item (run, hash) VALUES (?1, ?2) ON CONFLICT DO NOTHING");

    public LoopsOutboxTicket[] Enqueue(IReadOnlyList<LoopsOutboxMessage> messages)
    {
        var tickets = new LoopsOutboxTicket[messages.Count];
        for (var i = 0; i < tickets.Length; i++)
            tickets[i] = Enqueue(messages[i]);
        return tickets;
    }

    private LoopsOutboxTicket Enqueue(LoopsOutboxMessage message)
    {
        var team = SqliteTeams.IdOf(session, message.Team);
        if (message.Failure is { } failure)
            return StoreDeadLetter(team, message, failure);
        if (IsUnchanged(team, message) || WasInRun(team, message))
            return new(0, LoopsOutboxEntry.Unchanged);
        var id = session.TakeId();
        if (message.IdempotencyKey is { } key && session.Execute(TakeKey, team, key, id) == 0)
            return new((long)session.Scalar(FindKey, team, key)!, LoopsOutboxEntry.Duplicate);
        if (message.DeletesContact)
            new ContactRemoval(session, now, team, message.UserId, Lower(message.Email)).RemovePending(underWay(message.Team));
        Store(id, team, message);
        return new(id, LoopsOutboxEntry.Enqueued);
    }

    private void Store(long id, long team, LoopsOutboxMessage message)
    {
        var lane = LaneWork.Join(session, team, message.Lane, message.Priority, message.Email, message.UserId, id, now);
        session.Execute(Insert, id, team, lane, message.Method, message.Path, message.Name, message.Body,
            message.IdempotencyKey, message.HasCallerIdempotencyKey, (int)message.Priority, message.Email, message.UserId,
            message.TraceParent, message.DeletesContact, now, Expiry(message), message.Mapping, message.SkipUnchanged);
    }

    private LoopsOutboxTicket StoreDeadLetter(long team, LoopsOutboxMessage message, LoopsOutboxFailure failure)
    {
        var id = session.TakeId();
        if (message.IdempotencyKey is { } key)
        {
            // It comes to nothing more, so it is known as a delivered one is; under another key, since it is in no other message's way.
            var own = DeadLetterKey(key);
            if ((session.Scalar(FindKey, team, key) ?? (session.Execute(TakeKeyAsReceipt, team, own, id, now) == 0 ? session.Scalar(FindKey, team, own) : null)) is long earlier)
                return new(earlier, LoopsOutboxEntry.Duplicate);
        }
        session.Execute(KeepId, id);
        session.Execute(InsertDeadLetter, id, team, message.Lane, message.Method, message.Path, message.Name, message.Body,
            message.IdempotencyKey, message.HasCallerIdempotencyKey, (int)message.Priority, message.Email, message.UserId,
            message.TraceParent, message.DeletesContact, now, Expiry(message), failure.Reason.ToString(), failure.Detail, failure.Status, failure.Answer);
        return new(id, LoopsOutboxEntry.DeadLetter);
    }

    /// <summary>What waits in the lane may change the content, so only an empty lane says that it is the last.</summary>
    private bool IsUnchanged(long team, LoopsOutboxMessage message)
        => message is { SkipUnchanged: true, Mapping: { } mapping }
            && session.Scalar(FindContent, team, message.Lane, mapping) is byte[] hash
            && hash.AsSpan().SequenceEqual(LoopsOutboxHash.OfBody(message.Body.Span))
            && session.Scalar(FindLane, team, message.Lane) is null;

    private bool WasInRun(long team, LoopsOutboxMessage message)
        => message.Run is { } run
            && session.Execute(InsertRunItem, session.Scalar(JoinRun, team, run, now), LoopsOutboxHash.OfItem(message.Mapping ?? "", message.Lane, message.Body.Span)) == 0;

    private static string DeadLetterKey(string key) => $"\u0001{key}";

    private long? Expiry(LoopsOutboxMessage message) => message.ExpiresAfter is { } after ? now + (long)Math.Min(after.TotalMilliseconds, long.MaxValue / 4) : null;

#pragma warning disable CA1308 // Loops compares e-mail addresses in lower case.
    internal static string? Lower(string? email) => email?.ToLowerInvariant();
#pragma warning restore CA1308
}
