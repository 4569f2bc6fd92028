using Npgsql;

namespace LoopsMapping.Outbox.PostgreSql;

/// <summary>Reads what a claim returned: the heads, and a last row about the rest.</summary>
internal static class ClaimReader
{
    public static async Task<LoopsOutboxClaims> ReadAsync(NpgsqlDataReader reader, string team)
    {
        var claims = new List<LoopsOutboxClaim>();
        TimeSpan? nextDue = null;
        var isProbe = false;
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            if (!reader.IsDBNull(0))
            {
                claims.Add(Read(reader, team));
                continue;
            }
            nextDue = reader.Time(19);
            isProbe = reader.GetBoolean(20);
        }
        return new(claims, nextDue, isProbe);
    }

    private static LoopsOutboxClaim Read(NpgsqlDataReader reader, string team) => new()
    {
        Id = reader.GetInt64(0),
        LeaseToken = reader.GetString(1),
        Team = team,
        Lane = reader.GetString(2),
        Method = reader.GetString(3),
        Path = reader.GetString(4),
        Name = reader.GetString(5),
        Body = reader.GetFieldValue<byte[]>(6),
        IdempotencyKey = reader.Text(7),
        HasCallerIdempotencyKey = reader.GetBoolean(8),
        Priority = (LoopsPriority)reader.GetInt16(9),
        Email = reader.Text(10),
        TraceParent = reader.Text(11),
        DeletesContact = reader.GetBoolean(12),
        Age = reader.GetTimeSpan(13),
        ExpiresIn = reader.Time(14),
        Attempts = reader.GetInt32(15),
        SinceFirstAttempt = reader.Time(16),
        MayHaveArrived = reader.GetBoolean(17),
        HadServerError = reader.GetBoolean(18),
    };

    public static TimeSpan? Time(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetTimeSpan(column);

    public static DateTimeOffset? Moment(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : new(reader.GetDateTime(column));
}
