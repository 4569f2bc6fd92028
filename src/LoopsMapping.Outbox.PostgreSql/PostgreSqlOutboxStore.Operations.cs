using LoopsMapping.Outbox.Moving;
using LoopsMapping.Outbox.PostgreSql;
using LoopsMapping.Outbox.PostgreSql.Moving;
using NpgsqlTypes;
using static LoopsMapping.Outbox.PostgreSql.PgDatabase;

namespace LoopsMapping.Outbox;

public sealed partial class PostgreSqlOutboxStore
{
    /// <inheritdoc/>
    public Task PauseAsync(string team, string reason, TimeSpan probeAfter, CancellationToken cancellationToken = default)
        => ExecuteAsync("SELECT {schema}.pause($1, $2, $3)", [Of(PgText.Key(team)), Of(PgText.Clean(reason)), Of(probeAfter)], cancellationToken);

    /// <inheritdoc/>
    public async Task ResumeAsync(string team, CancellationToken cancellationToken = default)
    {
        await ExecuteAsync("SELECT {schema}.resume($1)", [Of(PgText.Key(team))], cancellationToken).ConfigureAwait(false);
        _watch.Signal(team);
    }

    /// <inheritdoc/>
    /// <remarks>A negative number is one of the inbox: what a transaction enqueued, and what became of it since.</remarks>
    public async Task<IReadOnlyList<long>> FindPendingAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.Count == 0)
            return [];
        return await _database.QueryAsync(
            """
            SELECT id FROM {schema}.message WHERE id = ANY ($1)
            UNION ALL SELECT -id FROM {schema}.inbox WHERE id = ANY ($2)
            UNION ALL SELECT -inbox FROM {schema}.message WHERE inbox = ANY ($2)
            ORDER BY 1
            """,
            [Of<long>([.. ids.Where(static id => id > 0)], NpgsqlDbType.Bigint), Of<long>([.. ids.Where(static id => id < 0 && id > long.MinValue).Select(static id => -id)], NpgsqlDbType.Bigint)],
            ReadNumbersAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LoopsOutboxStats>> GetStatsAsync(CancellationToken cancellationToken = default) => await _database.QueryAsync(
        "SELECT * FROM {schema}.stats()", [],
        static async reader =>
        {
            var stats = new List<LoopsOutboxStats>();
            while (await reader.ReadAsync().ConfigureAwait(false))
                stats.Add(new(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), Age(reader.Time(3)), reader.Text(4)));
            stats.Sort(static (left, right) => string.CompareOrdinal(left.Team, right.Team));
            return stats;
        }, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LoopsOutboxRecord>> ListAsync(LoopsOutboxQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await MoveAsync(cancellationToken).ConfigureAwait(false);
        var records = new List<LoopsOutboxRecord>();
        foreach (var part in OperatorQuery.PartsOf(query))
            records.AddRange(await _database.QueryAsync(part.List, part.Parameters, OperatorQuery.ReadAsync, cancellationToken).ConfigureAwait(false));
        return [.. records.OrderBy(static record => record.Id).Take(query.Limit)];
    }

    /// <inheritdoc/>
    public async Task<int> RetryAsync(LoopsOutboxQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var retried = 0;
        if (OperatorQuery.PartsOf(query).FirstOrDefault(static part => part.IsDead) is { } part)
            retried = await _database.ScalarAsync<int>($"SELECT {{schema}}.retry(ARRAY({part.Numbers}))", part.Parameters, cancellationToken).ConfigureAwait(false);
        _watch.SignalAll();
        return retried;
    }

    /// <inheritdoc/>
    public async Task<int> PurgeAsync(LoopsOutboxQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await MoveAsync(cancellationToken).ConfigureAwait(false);
        return await _database.TransactAsync(
            async (connection, transaction) =>
            {
                var purged = 0;
                foreach (var part in OperatorQuery.PartsOf(query))
                    purged += await OperatorQuery.ExecuteAsync(connection, transaction, _database.Schema, part.Purge, part.Parameters).ConfigureAwait(false);
                if (query.Contact is { } contact)
                {
                    await OperatorQuery.ExecuteAsync(
                        connection, transaction, _database.Schema, "SELECT 0 FROM (SELECT {schema}.forget($1, $2, $3)) f",
                        [Of(PgText.Key(query.Team)), Of(PgText.Key(contact)), Of(PgText.EmailKey(contact))]).ConfigureAwait(false);
                }
                return purged;
            }, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task CleanUpAsync(LoopsOutboxRetention retention, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(retention);
        return ExecuteAsync("SELECT {schema}.clean_up($1, $2, $3)", [Of(Bounded(retention.DeadLetters)), Of(Bounded(retention.Receipts)), Of(Bounded(retention.Runs))], cancellationToken);
    }

    /// <summary>Takes all that is in a file.</summary>
    /// <returns><see langword="null"/> when this move came before.</returns>
    internal async Task<MoveResult?> TakeAsync(SqliteMove move, CancellationToken cancellationToken)
    {
        var result = await new PostgreSqlMove(_database).TakeAsync(move, cancellationToken).ConfigureAwait(false);
        _watch.SignalAll();
        return result;
    }

    private static TimeSpan? Age(TimeSpan? age) => age is { } time && time < TimeSpan.Zero ? TimeSpan.Zero : age;

    /// <summary>A time before which there is none for PostgreSQL; nothing is that old.</summary>
    private static TimeSpan Bounded(TimeSpan time) => TimeSpan.FromDays(Math.Min(time.TotalDays, 500_000));

    /// <summary>What transactions have left in the inbox is pending, too.</summary>
    private Task<bool> MoveAsync(CancellationToken cancellationToken) => _database.ScalarAsync<bool>("SELECT {schema}.move(NULL, 100000)", [], cancellationToken);

    private static async Task<List<long>> ReadNumbersAsync(Npgsql.NpgsqlDataReader reader)
    {
        var numbers = new List<long>();
        while (await reader.ReadAsync().ConfigureAwait(false))
            numbers.Add(reader.GetInt64(0));
        return numbers;
    }
}
