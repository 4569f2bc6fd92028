using Npgsql;
using NpgsqlTypes;

namespace LoopsMapping.Outbox.PostgreSql;

/// <summary>Messages as the parameters of one statement, an array for each column.</summary>
internal static class EnqueueColumns
{
    public const string Statement =
        "SELECT number, entry FROM {schema}.enqueue($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)";

    public const string LeaveInInbox =
        "SELECT {schema}.leave_in_inbox($26, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)";

    public static NpgsqlParameter[] Of(IReadOnlyList<LoopsOutboxMessage> messages) =>
    [
        Text(messages, static message => PgText.Key(message.Team)),
        Text(messages, static message => PgText.Key(message.Lane)),
        Text(messages, static message => PgText.Key(message.Lane) == message.Lane ? null : PgText.Clean(message.Lane)),
        Text(messages, static message => PgText.Clean(message.Method)),
        Text(messages, static message => PgText.Clean(message.Path)),
        Text(messages, static message => PgText.Clean(message.Name)),
        Column(messages, NpgsqlDbType.Bytea, static message => message.Body.ToArray()),
        Text(messages, static message => PgText.Clean(message.IdempotencyKey)),
        Column(messages, NpgsqlDbType.Boolean, static message => message.HasCallerIdempotencyKey),
        Column(messages, NpgsqlDbType.Smallint, static message => (short)message.Priority),
        Text(messages, static message => PgText.Clean(message.Email)),
        Text(messages, static message => PgText.Clean(message.UserId)),
        Text(messages, static message => PgText.EmailKey(message.Email)),
        Text(messages, static message => PgText.Key(message.UserId)),
        Column(messages, NpgsqlDbType.Interval, static message => message.ExpiresAfter),
        Text(messages, static message => PgText.Clean(message.TraceParent)),
        Column(messages, NpgsqlDbType.Boolean, static message => message.DeletesContact),
        Text(messages, static message => PgText.Key(message.Mapping)),
        Column(messages, NpgsqlDbType.Boolean, static message => message.SkipUnchanged),
        Text(messages, static message => PgText.Key(message.Run)),
        Column(messages, NpgsqlDbType.Bytea, RunHash),
        Text(messages, static message => message.Failure?.Reason.ToString()),
        Text(messages, static message => PgText.Clean(message.Failure?.Detail)),
        Column(messages, NpgsqlDbType.Integer, static message => message.Failure?.Status),
        Text(messages, static message => PgText.Clean(message.Failure?.Answer)),
    ];

    /// <summary>Stores one message about which nothing is out of the ordinary; without an entry it is for <see cref="Statement"/>.</summary>
    public const string PlainStatement =
        "SELECT number, entry FROM {schema}.enqueue_plain($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";

    public static bool IsPlain(LoopsOutboxMessage message)
        => message is { DeletesContact: false, SkipUnchanged: false, Run: null, Failure: null } && (message.UserId is null || message.UserId == message.Lane);

    public static NpgsqlParameter[] OfPlain(LoopsOutboxMessage message)
    {
        var lane = PgText.Key(message.Lane);
        return
        [
            PgDatabase.Of(PgText.Key(message.Team)), PgDatabase.Of(lane), PgDatabase.Of(lane == message.Lane ? null : PgText.Clean(message.Lane)),
            PgDatabase.Of(PgText.Clean(message.Method)), PgDatabase.Of(PgText.Clean(message.Path)), PgDatabase.Of(PgText.Clean(message.Name)),
            new NpgsqlParameter<byte[]> { TypedValue = message.Body.ToArray(), NpgsqlDbType = NpgsqlDbType.Bytea },
            PgDatabase.Of(PgText.Clean(message.IdempotencyKey)), PgDatabase.Of(message.HasCallerIdempotencyKey),
            new NpgsqlParameter<short> { TypedValue = (short)message.Priority, NpgsqlDbType = NpgsqlDbType.Smallint },
            PgDatabase.Of(PgText.Clean(message.Email)), PgDatabase.Of(PgText.Clean(message.UserId)), PgDatabase.Of(PgText.EmailKey(message.Email)),
            PgDatabase.Of(PgText.Key(message.UserId)),
            message.ExpiresAfter is { } expiry ? PgDatabase.Of(expiry) : new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Interval },
            PgDatabase.Of(PgText.Clean(message.TraceParent)), PgDatabase.Of(PgText.Key(message.Mapping)),
        ];
    }

    public static byte[]? RunHash(LoopsOutboxMessage message)
        => message.Run is null ? null : LoopsOutboxHash.OfItem(message.Mapping ?? "", message.Lane, message.Body.Span);

    private static NpgsqlParameter Text(IReadOnlyList<LoopsOutboxMessage> messages, Func<LoopsOutboxMessage, string?> value) => Column(messages, NpgsqlDbType.Text, value);

    private static NpgsqlParameter Column<T>(IReadOnlyList<LoopsOutboxMessage> messages, NpgsqlDbType type, Func<LoopsOutboxMessage, T> value)
    {
        var values = new T[messages.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = value(messages[i]);
        return PgDatabase.Of(values, type);
    }
}
