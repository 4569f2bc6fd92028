namespace LoopsMapping.Outbox.Sqlite;

/// <summary>What becomes of a message after, or just before, an attempt; within the writer's transaction.</summary>
internal static class SettleWork
{
    private static readonly SqliteStatement MarkAttempt = new(
        "UPDATE loops_message SET attempts = attempts + 1, first_attempt_at = coalesce(first_attempt_at, ?2), may_have_arrived = 1 WHERE id = ?1");

    private static readonly SqliteStatement KeepReceipt = new("UPDATE loops_key SET delivered_at = ?3 WHERE team = ?1 AND key = ?2");

    private static readonly SqliteStatement FollowContent = new("UPDATE loops_content SET hash = ?4 WHERE team = ?1 AND lane = ?2 AND mapping = ?3");

    private static readonly SqliteStatement RememberContent = new(
        """
        INSERT INTO loops_content (team, lane, mapping, hash, email, user_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (team, lane, mapping) DO UPDATE SET hash = excluded.hash, email = excluded.email, user_id = excluded.user_id
        """);

    private static readonly SqliteStatement TakeAttemptBack = new(
        """
        UPDATE loops_message SET attempts = attempts - 1, first_attempt_at = CASE WHEN ?4 THEN first_attempt_at END,
            may_have_arrived = ?2, last_reason = ?3
        WHERE id = ?1
        """);

    private static readonly SqliteStatement KeepAttempt = new(
        "UPDATE loops_message SET may_have_arrived = ?2, had_server_error = max(had_server_error, ?4), last_reason = ?3 WHERE id = ?1");

    private static readonly SqliteStatement DelayLane = new(
        "UPDATE loops_lane SET due = ?2 WHERE id = (SELECT lane FROM loops_message WHERE id = ?1)");

    private static readonly SqliteStatement Bury = new(
        """
        INSERT INTO loops_dead_letter (id, team, lane, method, path, name, body, key, is_callers_key, priority, email, user_id, trace_parent, deletes_contact,
            enqueued_at, expires_at, attempts, first_attempt_at, may_have_arrived, had_server_error, last_reason, reason, detail, status, answer, failed_at,
            mapping, remembers)
        SELECT m.id, m.team, l.name, method, path, m.name, body, key, is_callers_key, m.priority, m.email, m.user_id, trace_parent, deletes_contact,
            enqueued_at, expires_at, attempts, first_attempt_at, ?7, had_server_error, last_reason, ?2, ?3, ?4, ?5, ?6, mapping, remembers
        FROM loops_message m JOIN loops_lane l ON l.id = m.lane WHERE m.id = ?1
        """);

    public static bool Mark(SqliteSession session, LoopsOutboxClaim claim, Func<string?, IReadOnlySet<long>> underWay, long now)
    {
        if (session.Execute(MarkAttempt, claim.Id, now) == 0)
            return false;
        // What was under way when the deletion was enqueued, and is to be tried again, would bring the contact back.
        if (claim.DeletesContact)
            ContactRemoval.RemoveBefore(session, claim.Id, underWay(claim.Team), now);
        return true;
    }

    public static bool Complete(SqliteSession session, LoopsOutboxClaim claim, long now)
    {
        if (LaneWork.Remove(session, claim.Id, now) is not { } message)
            return false;
        Failpoint.Reach(Failpoint.MidCompletion);
        if (message.Key is { } key)
            session.Execute(KeepReceipt, message.Team, key, now);
        if (message.Mapping is { } mapping)
            Remember(session, message, mapping, LoopsOutboxHash.OfBody(claim.Body.Span));
        // What was delivered after the deletion was enqueued is gone, too.
        if (message.DeletesContact)
            new ContactRemoval(session, now, message.Team, message.UserId, EnqueueWork.Lower(message.Email)).Forget();
        return true;
    }

    public static bool Reschedule(SqliteSession session, LoopsOutboxClaim claim, LoopsOutboxRetry retry, long now)
    {
        // What was known before the attempt stays; the mark that was made for it gives way to what became of it.
        var mayHaveArrived = claim.MayHaveArrived || retry.MayHaveArrived;
        var changed = retry.CountsAsAttempt
            ? session.Execute(KeepAttempt, claim.Id, mayHaveArrived, retry.Reason, retry.WasServerError)
            : session.Execute(TakeAttemptBack, claim.Id, mayHaveArrived, retry.Reason, claim.SinceFirstAttempt is not null);
        if (changed == 0)
            return false;
        session.Execute(DelayLane, claim.Id, now + (long)Math.Ceiling(retry.Delay.TotalMilliseconds));
        return true;
    }

    public static bool DeadLetter(SqliteSession session, LoopsOutboxClaim claim, LoopsOutboxFailure failure, long now)
    {
        if (session.Execute(Bury, claim.Id, failure.Reason.ToString(), failure.Detail, failure.Status, failure.Answer, now, claim.MayHaveArrived) == 0)
            return false;
        return LaneWork.Withdraw(session, claim.Id, now);
    }

    private static void Remember(SqliteSession session, RemovedMessage message, string mapping, byte[] hash)
    {
        if (message.Remembers)
            session.Execute(RememberContent, message.Team, message.Lane, mapping, hash, EnqueueWork.Lower(message.Email), message.UserId);
        else
            session.Execute(FollowContent, message.Team, message.Lane, mapping, hash);
    }
}
