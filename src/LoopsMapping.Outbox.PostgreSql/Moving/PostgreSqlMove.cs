using LoopsMapping.Outbox.Moving;
using Npgsql;
using NpgsqlTypes;

namespace LoopsMapping.Outbox.PostgreSql.Moving;

/// <summary>Takes all that is in a file, in one transaction, and takes no move twice.</summary>
internal sealed class PostgreSqlMove(PgDatabase database)
{
    private const string TemporaryTables =
        """
        CREATE TEMPORARY TABLE moving_message ON COMMIT DROP AS
            SELECT 0::bigint AS position, 0::bigint AS number, d.team, d.lane, d.lane_name, d.method, d.path, d.name, d.body, d.key, d.is_callers_key, d.priority, d.email,
                d.user_id, d.email_key, d.user_key, d.trace_parent, d.deletes_contact, d.enqueued_at, d.expires_at, d.attempts, d.first_attempt_at, d.may_have_arrived,
                d.had_server_error, d.last_reason, d.mapping, d.remembers, d.failed_at AS due, d.reason, d.detail, d.status, d.answer, d.failed_at
            FROM {schema}.dead_letter d LIMIT 0;
        CREATE TEMPORARY TABLE moving_receipt ON COMMIT DROP AS SELECT k.team, k.key, k.delivered_at FROM {schema}.key k LIMIT 0;
        CREATE TEMPORARY TABLE moving_content ON COMMIT DROP AS SELECT c.team, c.lane, c.mapping, c.hash, c.email_key, c.user_key FROM {schema}.content c LIMIT 0;
        CREATE TEMPORARY TABLE moving_run_item ON COMMIT DROP AS SELECT r.team, r.name AS run, r.last_at, i.hash FROM {schema}.run r JOIN {schema}.run_item i ON i.run = r.id LIMIT 0;
        CREATE TEMPORARY TABLE moving_pause ON COMMIT DROP AS SELECT t.name AS team, t.pause_reason AS reason, t.probe_at FROM {schema}.team t LIMIT 0;
        """;

    /// <summary>Takes it.</summary>
    /// <returns><see langword="null"/> when it came before.</returns>
    /// <exception cref="LoopsOutboxException">Nothing was taken, or it says that it may have been.</exception>
    public Task<MoveResult?> TakeAsync(SqliteMove move, CancellationToken cancellationToken) => database.TransactAsync(
        async (connection, transaction) =>
        {
            if (await CameBeforeAsync(connection, move.Id).ConfigureAwait(false))
                return null;
            await ExecuteAsync(connection, TemporaryTables).ConfigureAwait(false);
            await CopyAsync(connection, "moving_message", move.Messages(), WriteAsync, cancellationToken).ConfigureAwait(false);
            await CopyAsync(connection, "moving_receipt", move.Receipts(), static (row, receipt) => row.WriteAsync(PgText.Key(receipt.Team), PgText.Clean(receipt.Key), receipt.DeliveredAt), cancellationToken).ConfigureAwait(false);
            await CopyAsync(connection, "moving_content", move.Contents(), WriteAsync, cancellationToken).ConfigureAwait(false);
            await CopyAsync(connection, "moving_run_item", move.RunItems(), static (row, item) => row.WriteAsync(PgText.Key(item.Team), PgText.Key(item.Run), item.LastAt, item.Hash), cancellationToken).ConfigureAwait(false);
            await CopyAsync(connection, "moving_pause", move.Pauses(), static (row, pause) => row.WriteAsync(PgText.Key(pause.Team), PgText.Clean(pause.Reason), pause.ProbeAt), cancellationToken).ConfigureAwait(false);
            return await FinishAsync(connection, move.Id).ConfigureAwait(false);
        }, cancellationToken);

    private async Task<bool> CameBeforeAsync(NpgsqlConnection connection, Guid id)
    {
        var command = Command(connection, "SELECT count(*) FROM {schema}.move WHERE id = $1");
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
            return (long)(await command.ExecuteScalarAsync(CancellationToken.None).ConfigureAwait(false))! > 0;
        }
    }

    private async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        var command = Command(connection, sql);
        await using (command.ConfigureAwait(false))
            await command.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<MoveResult?> FinishAsync(NpgsqlConnection connection, Guid id)
    {
        var command = Command(connection, "SELECT pending, dead_letters, duplicates, behind FROM {schema}.take_moved($1)");
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
            var reader = await command.ExecuteReaderAsync(CancellationToken.None).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
                return new(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
            }
        }
    }

    /// <summary>A move takes as long as it takes.</summary>
#pragma warning disable CA2100 // The schema's name is checked: letters, digits and underscores.
    private NpgsqlCommand Command(NpgsqlConnection connection, string sql) => new(sql.Replace("{schema}", database.Schema, StringComparison.Ordinal), connection) { CommandTimeout = 0 };
#pragma warning restore CA2100

    private static async Task CopyAsync<T>(NpgsqlConnection connection, string table, IEnumerable<T> rows, Func<CopyRow, T, Task> write, CancellationToken cancellationToken)
    {
        var importer = await connection.BeginBinaryImportAsync($"COPY {table} FROM STDIN (FORMAT binary)", CancellationToken.None).ConfigureAwait(false);
        await using (importer.ConfigureAwait(false))
        {
            importer.Timeout = TimeSpan.Zero;
            var copy = new CopyRow(importer);
            foreach (var row in rows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await importer.StartRowAsync(CancellationToken.None).ConfigureAwait(false);
                await write(copy, row).ConfigureAwait(false);
            }
            await importer.CompleteAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static Task WriteAsync(CopyRow row, MovedContent content) => row.WriteAsync(
        PgText.Key(content.Team), PgText.Key(content.Lane), PgText.Key(content.Mapping), content.Hash, PgText.EmailKey(content.Email), PgText.Key(content.UserId));

    private static Task WriteAsync(CopyRow row, MovedMessage message)
    {
        var record = message.Record;
        var lane = PgText.Key(record.Lane);
        return row.WriteAsync(
            row.Position, 0L, PgText.Key(record.Team), lane, lane == record.Lane ? null : PgText.Clean(record.Lane), PgText.Clean(record.Method),
            PgText.Clean(record.Path), PgText.Clean(record.Name), record.Body.ToArray(), PgText.Clean(record.IdempotencyKey), message.IsCallersKey, (short)record.Priority,
            PgText.Clean(record.Email), PgText.Clean(record.UserId), PgText.EmailKey(record.Email), PgText.Key(record.UserId), PgText.Clean(message.TraceParent),
            message.DeletesContact, record.EnqueuedAt, record.ExpiresAt, record.Attempts, record.FirstAttemptAt, record.MayHaveArrived, message.HadServerError,
            PgText.Clean(record.LastReason), PgText.Key(message.Mapping), message.Remembers, record.DueAt, record.Failure?.Reason.ToString(),
            PgText.Clean(record.Failure?.Detail), record.Failure?.Status, PgText.Clean(record.Failure?.Answer), record.FailedAt);
    }

    /// <summary>Writes the columns of one row after the other.</summary>
    private sealed class CopyRow(NpgsqlBinaryImporter importer)
    {
        private long _position;

        /// <summary>How many rows have been written so far.</summary>
        public long Position => _position++;

        public async Task WriteAsync(params object?[] values)
        {
            foreach (var value in values)
                await WriteAsync(value).ConfigureAwait(false);
        }

        private Task WriteAsync(object? value) => value switch
        {
            null => importer.WriteNullAsync(CancellationToken.None),
            string text => importer.WriteAsync(text, NpgsqlDbType.Text, CancellationToken.None),
            long number => importer.WriteAsync(number, NpgsqlDbType.Bigint, CancellationToken.None),
            int number => importer.WriteAsync(number, NpgsqlDbType.Integer, CancellationToken.None),
            short number => importer.WriteAsync(number, NpgsqlDbType.Smallint, CancellationToken.None),
            bool flag => importer.WriteAsync(flag, NpgsqlDbType.Boolean, CancellationToken.None),
            byte[] bytes => importer.WriteAsync(bytes, NpgsqlDbType.Bytea, CancellationToken.None),
            DateTimeOffset moment => importer.WriteAsync(moment.UtcDateTime, NpgsqlDbType.TimestampTz, CancellationToken.None),
            _ => throw new ArgumentException($"{value.GetType()} is no type of a column here.", nameof(value)),
        };
    }
}
