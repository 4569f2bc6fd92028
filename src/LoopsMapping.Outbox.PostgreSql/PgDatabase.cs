using System.Data.Common;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace LoopsMapping.Outbox.PostgreSql;

/// <summary>
/// Asks the database, each time with one statement on a connection of the pool. Nothing outlives the statement, no transaction, setting or prepared
/// statement, so that a pooler may hand every one of them to another server connection, and a process that stops in the middle holds no lock.
/// </summary>
internal sealed class PgDatabase : IAsyncDisposable, IDisposable
{
    /// <summary>Shorter than a lease: who waits longer than that has lost it.</summary>
    private const int CommandSeconds = 20;

    private const int MostConflicts = 10;

    private static readonly TimeSpan[] AskAgainAfter = [TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(500)];

    private readonly NpgsqlDataSource _source;
    private readonly bool _ownsSource;
    private readonly ILogger _logger;

    private PgDatabase(NpgsqlDataSource source, bool ownsSource, string schema, ILogger logger)
    {
        _source = source;
        _ownsSource = ownsSource;
        _logger = logger;
        Schema = PostgreSqlOutboxSchema.Quote(schema);
        var place = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        Name = $"PostgreSQL {place.Database ?? place.Username} on {place.Host}:{place.Port}, schema {schema}";
    }

    /// <summary>What it is called in logs; no secrets.</summary>
    public string Name { get; }

    /// <summary>The schema, quoted.</summary>
    public string Schema { get; }

    /// <summary>A pool of the outbox's own.</summary>
    public static PgDatabase Connect(string connectionString, PostgreSqlOutboxOptions options, ILogger logger)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxConnections, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxConnections, 100);
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = options.MaxConnections,
            MinPoolSize = 0,
            // A transaction that is open around the call is not the outbox's.
            Enlist = false,
            NoResetOnClose = true,
        };
        settings.ApplicationName ??= "LoopsMapping";
        var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
        builder.EnableArrays();
        builder.EnableTransportSecurity();
        builder.EnableIntegratedSecurity();
        return new(builder.Build(), ownsSource: true, options.Schema, logger);
    }

    public static PgDatabase Over(NpgsqlDataSource source, PostgreSqlOutboxOptions options, ILogger logger) => new(source, ownsSource: false, options.Schema, logger);

    public ValueTask DisposeAsync() => _ownsSource ? _source.DisposeAsync() : default;

    public void Dispose()
    {
        if (_ownsSource)
            _source.Dispose();
    }

    /// <summary>Runs a statement whose result is one value; <see langword="default"/> for null.</summary>
    public Task<T?> ScalarAsync<T>(string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken, string? failpoint = null) => QueryAsync(
        sql, parameters, static async reader => await reader.ReadAsync().ConfigureAwait(false) && !await reader.IsDBNullAsync(0).ConfigureAwait(false) ? reader.GetFieldValue<T>(0) : default, cancellationToken, failpoint);

    /// <summary>
    /// Runs a statement. When its connection ends in the middle it is run again: every one of ours does no harm the second time. Cancellation gives up
    /// waiting for a connection, never the statement.
    /// </summary>
    /// <param name="sql">The statement, with <c>$1</c>, <c>$2</c> … and the schema as <c>{schema}</c>.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="read">Reads the result.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="failpoint">Reached while the database is at work, by crash tests.</param>
    /// <exception cref="LoopsOutboxException">It was not done, or says that it may have been.</exception>
    public Task<T> QueryAsync<T>(string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, Task<T>> read, CancellationToken cancellationToken, string? failpoint = null) => RunAsync(
        async connection =>
        {
            var command = new NpgsqlCommand(sql.Replace("{schema}", Schema, StringComparison.Ordinal), connection) { CommandTimeout = CommandSeconds };
            await using (command.ConfigureAwait(false))
            {
                try
                {
                    command.Parameters.AddRange(parameters);
                    var answer = command.ExecuteReaderAsync(CancellationToken.None);
                    if (failpoint is not null)
                        Failpoint.Reach(failpoint);
                    var reader = await answer.ConfigureAwait(false);
                    await using (reader.ConfigureAwait(false))
                        return await ReadToEndAsync(reader, read).ConfigureAwait(false);
                }
                finally
                {
                    // They may be asked with again.
                    command.Parameters.Clear();
                }
            }
        }, cancellationToken);

    /// <summary>Runs several statements in one transaction.</summary>
    public Task<T> TransactAsync<T>(Func<NpgsqlConnection, NpgsqlTransaction, Task<T>> work, CancellationToken cancellationToken) => RunAsync(
        async connection =>
        {
            var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, CancellationToken.None).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                var result = await work(connection, transaction).ConfigureAwait(false);
                await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                return result;
            }
        }, cancellationToken);

    private static async Task<T> ReadToEndAsync<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, Task<T>> read)
    {
        var result = await read(reader).ConfigureAwait(false);
        // An error may come after the rows that were read.
        do
        {
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
            }
        }
        while (await reader.NextResultAsync().ConfigureAwait(false));
        return result;
    }

    private async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        var conflicts = 0;
        var losses = 0;
        while (true)
        {
            var isConnected = false;
            try
            {
                var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    isConnected = true;
                    return await work(connection).ConfigureAwait(false);
                }
            }
            catch (Exception exception) when (exception is DbException or IOException or System.Net.Sockets.SocketException or InvalidCastException or TimeoutException)
            {
                if (PgErrors.IsConflict(exception) && ++conflicts <= MostConflicts)
                {
                    await Task.Delay(Random.Shared.Next(1, 10 * conflicts), CancellationToken.None).ConfigureAwait(false);
                    continue;
                }
                var isLost = isConnected && PgErrors.IsLostConnection(exception);
                if (!isLost || losses == AskAgainAfter.Length)
                    throw PgErrors.Explain(exception, Name, mayHaveBeenDone: isLost || losses > 0);
                PgLog.AskingAgain(_logger, Name, exception);
                await Task.Delay(AskAgainAfter[losses++], CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    public static NpgsqlParameter Of(string? text) => new NpgsqlParameter<string?> { TypedValue = text, NpgsqlDbType = NpgsqlDbType.Text };

    public static NpgsqlParameter Of(long number) => new NpgsqlParameter<long> { TypedValue = number, NpgsqlDbType = NpgsqlDbType.Bigint };

    public static NpgsqlParameter Of(int number) => new NpgsqlParameter<int> { TypedValue = number, NpgsqlDbType = NpgsqlDbType.Integer };

    public static NpgsqlParameter Of(int? number) => number is { } value ? Of(value) : new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer };

    public static NpgsqlParameter Of(bool flag) => new NpgsqlParameter<bool> { TypedValue = flag, NpgsqlDbType = NpgsqlDbType.Boolean };

    public static NpgsqlParameter Of(TimeSpan time) => new NpgsqlParameter<TimeSpan> { TypedValue = time, NpgsqlDbType = NpgsqlDbType.Interval };

    public static NpgsqlParameter Of<T>(T[] values, NpgsqlDbType type) => new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
}
