using Npgsql;
using NpgsqlTypes;

namespace LoopsMapping.Outbox.PostgreSql;

/// <summary>Messages as the parameters of a statement.</summary>
internal static class EnqueueColumns
{
    private static readonly Column[] All =
    [
        Text(static message => PgText.Key(message.Team)),
        Text(static message => PgText.Key(message.Lane)),
        Text(static message => PgText.Key(message.Lane) == message.Lane ? null : PgText.Clean(message.Lane)),
        Text(static message => PgText.Clean(message.Method)),
        Text(static message => PgText.Clean(message.Path)),
        Text(static message => PgText.Clean(message.Name)),
        Of(NpgsqlDbType.Bytea, static message => message.Body.ToArray()),
        Text(static message => PgText.Clean(message.IdempotencyKey)),
        Of(NpgsqlDbType.Boolean, static message => message.HasCallerIdempotencyKey),
        Of(NpgsqlDbType.Smallint, static message => (short)message.Priority),
        Text(static message => PgText.Clean(message.Email)),
        Text(static message => PgText.Clean(message.UserId)),
        Text(static message => PgText.EmailKey(message.Email)),
        Text(static message => PgText.Key(message.UserId)),
        Of(NpgsqlDbType.Interval, static message => message.ExpiresAfter),
        Text(static message => PgText.Clean(message.TraceParent)),
        Text(static message => PgText.Key(message.Mapping)),
        Of(NpgsqlDbType.Boolean, static message => message.DeletesContact),
        Of(NpgsqlDbType.Boolean, static message => message.SkipUnchanged),
        Text(static message => PgText.Key(message.Run)),
        Of(NpgsqlDbType.Bytea, RunHash),
        Text(static message => message.Failure?.Reason.ToString()),
        Text(static message => PgText.Clean(message.Failure?.Detail)),
        Of(NpgsqlDbType.Integer, static message => message.Failure?.Status),
        Text(static message => PgText.Clean(message.Failure?.Answer)),
    ];

    private static readonly string Places = string.Join(", ", Enumerable.Range(1, All.Length).Select(static number => $"${number}"));

    /// <summary>Stores one message; null when it is for <see cref="ManyStatement"/>.</summary>
    public static readonly string OneStatement = $"SELECT {{schema}}.enqueue_one({Places})";

    /// <summary>Stores messages, an array for each column.</summary>
    public static readonly string ManyStatement = $"SELECT {{schema}}.enqueue_many({Places})";

    /// <summary>Leaves one message in the inbox; the last parameter is the identity of the outbox, and the result null when it is another one.</summary>
    public static readonly string TransactionStatement = $"SELECT {{schema}}.enqueue_in_transaction({Places}, ${All.Length + 1})";

    public static NpgsqlParameter[] Of(IReadOnlyList<LoopsOutboxMessage> messages) => Array.ConvertAll(All, column => column.Of(messages));

    public static NpgsqlParameter[] Of(LoopsOutboxMessage message) => Array.ConvertAll(All, column => column.Of(message));

    private static byte[]? RunHash(LoopsOutboxMessage message)
        => message.Run is null ? null : LoopsOutboxHash.OfItem(message.Mapping ?? "", message.Lane, message.Body.Span);

    private static Column<string?> Text(Func<LoopsOutboxMessage, string?> value) => Of(NpgsqlDbType.Text, value);

    private static Column<T> Of<T>(NpgsqlDbType type, Func<LoopsOutboxMessage, T> value) => new(type, value);

    private abstract class Column
    {
        /// <summary>An array, with an element for each message.</summary>
        public abstract NpgsqlParameter Of(IReadOnlyList<LoopsOutboxMessage> messages);

        public abstract NpgsqlParameter Of(LoopsOutboxMessage message);
    }

    private sealed class Column<T>(NpgsqlDbType type, Func<LoopsOutboxMessage, T> value) : Column
    {
        public override NpgsqlParameter Of(IReadOnlyList<LoopsOutboxMessage> messages)
        {
            var values = new T[messages.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = value(messages[i]);
            return PgDatabase.Of(values, type);
        }

        public override NpgsqlParameter Of(LoopsOutboxMessage message) => new() { Value = (object?)value(message) ?? DBNull.Value, NpgsqlDbType = type };
    }
}
