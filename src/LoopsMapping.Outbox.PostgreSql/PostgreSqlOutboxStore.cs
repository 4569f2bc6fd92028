using LoopsMapping.Outbox.PostgreSql;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using static LoopsMapping.Outbox.PostgreSql.PgDatabase;

namespace LoopsMapping.Outbox;

/// <summary>
/// An outbox in a PostgreSQL database, for any number of processes and machines: each of them enqueues and sends, a contact's records in order and a team's at
/// one rate, on the database's clock. What a process that died had claimed is free when its lease ends, after 30 seconds at most.
/// </summary>
/// <remarks>
/// Every call is one statement, so it works behind a pooler in transaction mode. When the connection ends before the database has answered, it is asked
/// again; when it cannot be, the exception says that the change may have been made all the same.
/// </remarks>
public sealed partial class PostgreSqlOutboxStore : ILoopsOutboxStore, IDisposable
{
    private readonly PostgreSqlOutboxOptions _options;
    private readonly ILogger _logger;
    private readonly PgDatabase _database;
    private readonly EnqueueWriter _writer;
    private readonly WorkWatch _watch;
    private Guid? _identity;

    /// <summary>Names the database; nothing is connected to before <see cref="OpenAsync"/>.</summary>
    /// <param name="connectionString">Npgsql's connection string. The outbox has a pool of its own, whatever it says of pools.</param>
    public PostgreSqlOutboxStore(string connectionString)
        : this(connectionString, null, null)
    {
    }

    /// <inheritdoc cref="PostgreSqlOutboxStore(string)"/>
    /// <param name="connectionString">Npgsql's connection string. The outbox has a pool of its own, whatever it says of pools.</param>
    /// <param name="options">Schema, tables and connections.</param>
    /// <param name="logger">Takes what is logged.</param>
    public PostgreSqlOutboxStore(string connectionString, PostgreSqlOutboxOptions? options, ILogger? logger)
        : this(options, logger, (options, logger) => Connect(connectionString, options, logger))
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
    }

    /// <summary>Uses a data source of the application, and its pool; it is not disposed.</summary>
    /// <param name="dataSource">The data source; a slim one needs <c>EnableArrays</c>.</param>
    /// <param name="options">Schema and tables.</param>
    /// <param name="logger">Takes what is logged.</param>
    public PostgreSqlOutboxStore(NpgsqlDataSource dataSource, PostgreSqlOutboxOptions? options, ILogger? logger)
        : this(options, logger, (options, logger) => Over(dataSource, options, logger))
    {
    }

    private PostgreSqlOutboxStore(PostgreSqlOutboxOptions? options, ILogger? logger, Func<PostgreSqlOutboxOptions, ILogger, PgDatabase> connect)
    {
        _options = options ?? new();
        _logger = logger ?? NullLogger.Instance;
        _database = connect(_options, _logger);
        _watch = new(TeamsWithWorkAsync, TimeProvider.System);
        _writer = new(_database, _watch.Signal);
    }

    /// <inheritdoc/>
    public string Name => _database.Name;

    /// <inheritdoc/>
    public async Task OpenAsync(CancellationToken cancellationToken = default)
    {
        var schema = new SchemaCheck(_database, _options.Schema, _logger);
        if (await schema.IsCurrentAsync(cancellationToken).ConfigureAwait(false))
            return;
        if (!_options.CreateTables)
            throw schema.Missing();
        await schema.MigrateAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Creates the tables, or upgrades those of an older version; does nothing when they are up to date. It needs the right to do so.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LoopsOutboxException">Nothing was changed.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken = default)
    {
        var schema = new SchemaCheck(_database, _options.Schema, _logger);
        if (!await schema.IsCurrentAsync(cancellationToken).ConfigureAwait(false))
            await schema.MigrateAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Stores a message inside a transaction of the application: it is there once that commits, and never after a rollback. The commit is not held up by
    /// anything of the outbox, and holds nothing up.
    /// </summary>
    /// <returns>What <see cref="FindPendingAsync"/> knows it by once it is committed.</returns>
    /// <exception cref="LoopsOutboxException">It was not stored, and the transaction can only be rolled back.</exception>
    internal async Task<long> EnqueueAsync(LoopsOutboxMessage message, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection ?? throw new InvalidOperationException("The transaction has ended, and cannot take what is sent to Loops.");
        var identity = await IdentityAsync(cancellationToken).ConfigureAwait(false);
        var command = new NpgsqlCommand(EnqueueColumns.TransactionStatement.Replace("{schema}", _database.Schema, StringComparison.Ordinal), connection, transaction);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.AddRange(EnqueueColumns.Of(message));
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = identity });
            object? number;
            try
            {
                number = await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is System.Data.Common.DbException or IOException or System.Net.Sockets.SocketException)
            {
                throw PgErrors.Explain(exception, Name, mayHaveBeenDone: false);
            }
            return number is long id
                ? -id
                : throw new LoopsOutboxException($"The transaction is not on the database of the outbox {Name}: what is left there would never be sent. Begin it on a connection to that database.");
        }
    }

    private async ValueTask<Guid> IdentityAsync(CancellationToken cancellationToken)
        => _identity ??= await _database.ScalarAsync<Guid>("SELECT identity FROM {schema}.store", [], cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LoopsOutboxTicket>> EnqueueAsync(IReadOnlyList<LoopsOutboxMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return messages.Count == 0 ? [] : await _writer.EnqueueAsync(messages, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>There is room for everybody.</remarks>
    public Task<IAsyncDisposable?> TryBecomeDispatcherAsync(CancellationToken cancellationToken = default) => Task.FromResult<IAsyncDisposable?>(new Role());

    /// <inheritdoc/>
    public Task<LoopsOutboxClaims> ClaimAsync(string team, int maxCount, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(team);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCount, 1);
        _watch.Look(team);
        return _database.QueryAsync(
            "SELECT * FROM {schema}.claim($1, $2, $3)", [Of(PgText.Key(team)), Of(maxCount), Of(lease)], reader => ClaimReader.ReadAsync(reader, team), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> MarkAttemptAsync(LoopsOutboxClaim claim, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return SettleAsync("SELECT {schema}.mark_attempt($1, $2, $3, $4)", claim, [Of(claim.Attempts)], cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> CompleteAsync(LoopsOutboxClaim claim, LoopsOutboxCompletion completion, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return Signalled(claim, await SettleAsync("SELECT {schema}.complete($1, $2, $3)", claim, [], cancellationToken, Failpoint.MidCompletion).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async Task<bool> RescheduleAsync(LoopsOutboxClaim claim, LoopsOutboxRetry retry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(retry);
        // What was known before the attempt stays; the mark that was made for it gives way to what became of it.
        return Signalled(claim, await SettleAsync(
            "SELECT {schema}.reschedule($1, $2, $3, $4, $5, $6, $7, $8, $9)", claim,
            [
                Of(retry.Delay), Of(PgText.Clean(retry.Reason)), Of(retry.CountsAsAttempt ? null : (int?)claim.Attempts), Of(claim.SinceFirstAttempt is not null),
                Of(claim.MayHaveArrived || retry.MayHaveArrived), Of(retry.WasServerError),
            ],
            cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async Task<bool> DeadLetterAsync(LoopsOutboxClaim claim, LoopsOutboxFailure failure, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(failure);
        return Signalled(claim, await SettleAsync(
            "SELECT {schema}.bury($1, $2, $3, $4, $5, $6, $7, $8)", claim,
            [Of(claim.MayHaveArrived), Of(failure.Reason.ToString()), Of(PgText.Clean(failure.Detail)), Of(failure.Status), Of(PgText.Clean(failure.Answer))],
            cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    /// <remarks>Whatever happens: a claim that could not be given back is free when its lease ends.</remarks>
    public async Task ReleaseAsync(LoopsOutboxClaim claim, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var (lane, lease) = LeaseOf(claim);
        try
        {
            await _database.ScalarAsync<bool>("SELECT {schema}.release($1, $2)", [Of(lane), Of(lease)], cancellationToken).ConfigureAwait(false);
        }
        catch (LoopsOutboxException exception)
        {
            PgLog.NotReleased(_logger, Name, exception);
        }
        _watch.Signal(claim.Team);
    }

    /// <inheritdoc/>
    public Task<TimeSpan?> ReserveSlotAsync(string team, TimeSpan spacing, TimeSpan longestWait, CancellationToken cancellationToken = default)
        => _database.ScalarAsync<TimeSpan?>("SELECT {schema}.reserve_slot($1, $2, $3)", [Of(PgText.Key(team)), Of(spacing), Of(longestWait)], cancellationToken);

    /// <inheritdoc/>
    public Task DelaySlotsAsync(string team, TimeSpan duration, CancellationToken cancellationToken = default)
        => ExecuteAsync("SELECT {schema}.delay_slots($1, $2)", [Of(PgText.Key(team)), Of(duration)], cancellationToken);

    /// <inheritdoc/>
    public Task WaitForWorkAsync(string team, TimeSpan longest, CancellationToken cancellationToken = default) => _watch.WaitAsync(team, longest, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>It moves the clock of every process that uses these tables.</remarks>
    public async Task AdvanceClockAsync(TimeSpan by, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        await ExecuteAsync("UPDATE {schema}.store SET clock_ahead = clock_ahead + $1", [Of(by)], cancellationToken).ConfigureAwait(false);
        _watch.SignalAll();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _database.Dispose();

    private static (long Lane, long Lease) LeaseOf(LoopsOutboxClaim claim)
    {
        var dot = claim.LeaseToken.IndexOf('.', StringComparison.Ordinal);
        return long.TryParse(claim.LeaseToken.AsSpan(0, Math.Max(dot, 0)), out var lane) && long.TryParse(claim.LeaseToken.AsSpan(dot + 1), out var lease)
            ? (lane, lease)
            : throw new ArgumentException("It is no claim of this store.", nameof(claim));
    }

    private Task<bool> SettleAsync(string sql, LoopsOutboxClaim claim, NpgsqlParameter[] parameters, CancellationToken cancellationToken, string? failpoint = null)
    {
        var (lane, lease) = LeaseOf(claim);
        return _database.ScalarAsync<bool>(sql, [Of(lane), Of(lease), Of(claim.Id), .. parameters], cancellationToken, failpoint);
    }

    private Task<bool> ExecuteAsync(string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
        => _database.QueryAsync(sql, parameters, static _ => Task.FromResult(true), cancellationToken);

    private bool Signalled(LoopsOutboxClaim claim, bool isSettled)
    {
        _watch.Signal(claim.Team);
        return isSettled;
    }

    private async Task<IReadOnlyList<string>> TeamsWithWorkAsync(string[] teams)
    {
        var keys = teams.ToDictionary(static team => PgText.Key(team)!, StringComparer.Ordinal);
        return await _database.QueryAsync(
            "SELECT {schema}.teams_with_work($1)", [Of<string>([.. keys.Keys], NpgsqlTypes.NpgsqlDbType.Text)],
            async reader =>
            {
                var found = new List<string>();
                while (await reader.ReadAsync().ConfigureAwait(false))
                    found.Add(keys[reader.GetString(0)]);
                return found;
            }, CancellationToken.None).ConfigureAwait(false);
    }

    private sealed class Role : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => default;
    }
}
