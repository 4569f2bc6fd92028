using System.Data.Common;

namespace LoopsMapping.Outbox;

/// <summary>
/// Reads what an operator sees of a message. The listings of the stores begin with the same columns: id, team, lane, method, path, name, body, key, priority,
/// email, user_id, enqueued_at, expires_at, attempts, first_attempt_at, may_have_arrived, last_reason, due, reason, detail, status, answer, failed_at.
/// </summary>
internal static class OperatorRow
{
    /// <param name="reader">At the row.</param>
    /// <param name="moment">Reads a time as the store keeps them; <see langword="null"/> where there is none.</param>
    public static LoopsOutboxRecord Read(DbDataReader reader, Func<int, DateTimeOffset?> moment) => new()
    {
        Id = reader.GetInt64(0),
        Team = reader.GetString(1),
        Lane = reader.GetString(2),
        Method = reader.GetString(3),
        Path = reader.GetString(4),
        Name = reader.GetString(5),
        Body = reader.GetFieldValue<byte[]>(6),
        IdempotencyKey = reader.Text(7),
        Priority = (LoopsPriority)reader.GetInt16(8),
        Email = reader.Text(9),
        UserId = reader.Text(10),
        EnqueuedAt = moment(11)!.Value,
        ExpiresAt = moment(12),
        Attempts = reader.GetInt32(13),
        FirstAttemptAt = moment(14),
        MayHaveArrived = reader.GetBoolean(15),
        LastReason = reader.Text(16),
        DueAt = moment(17),
        Failure = reader.Text(18) is { } reason ? new(Enum.Parse<LoopsOutboxReason>(reason), reader.GetString(19)) { Status = reader.GetInt32(20), Answer = reader.Text(21) } : null,
        FailedAt = moment(22),
    };

    public static string? Text(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
