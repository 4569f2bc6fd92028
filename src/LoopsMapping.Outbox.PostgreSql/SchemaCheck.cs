using Microsoft.Extensions.Logging;

namespace LoopsMapping.Outbox.PostgreSql;

/// <summary>Whether the database can hold an outbox, and has the tables of this version.</summary>
internal sealed class SchemaCheck(PgDatabase database, string schema, ILogger logger)
{
    private const int OldestServer = 130_000;

    private bool _exists;
    private int _version;

    /// <summary>Looks at server and tables.</summary>
    /// <returns>False when the tables have to be made or upgraded.</returns>
    /// <exception cref="LoopsOutboxException">It cannot work, and tables would not help.</exception>
    public async Task<bool> IsCurrentAsync(CancellationToken cancellationToken)
    {
        var server = await database.QueryAsync(
            """
            SELECT current_setting('server_version_num')::integer, current_setting('server_encoding'), current_setting('default_transaction_isolation'),
                current_setting('transaction_read_only'), current_setting('fsync'), to_regnamespace('{schema}') IS NOT NULL, to_regclass('{schema}.store') IS NOT NULL
            """,
            [],
            async reader =>
            {
                await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
                return (Version: reader.GetInt32(0), Encoding: reader.GetString(1), Isolation: reader.GetString(2), ReadOnly: reader.GetString(3), Fsync: reader.GetString(4),
                    HasSchema: reader.GetBoolean(5), HasTables: reader.GetBoolean(6));
            }, cancellationToken).ConfigureAwait(false);
        if (server.Version < OldestServer)
            throw new LoopsOutboxException($"The outbox {database.Name} needs PostgreSQL 13 or newer, and this is {server.Version / 10_000}.");
        if (server.Encoding != "UTF8")
            throw new LoopsOutboxException($"The outbox {database.Name} needs a database with the encoding UTF8, and this one has {server.Encoding}: create another with ENCODING 'UTF8'.");
        if (server.Isolation != "read committed")
            throw new LoopsOutboxException($"The outbox {database.Name} needs default_transaction_isolation = 'read committed', and it is '{server.Isolation}': set it for its role with ALTER ROLE … SET.");
        if (server.ReadOnly == "on")
            throw new LoopsOutboxException($"The outbox {database.Name} is on a database that is read-only, a standby perhaps. Connect to the primary: Target Session Attributes=primary.");
        if (server.Fsync == "off")
            PgLog.FsyncIsOff(logger, database.Name);
        _exists = server.HasSchema;
        if (!server.HasTables)
            return false;

        (_version, var minimumReader) = await database.QueryAsync(
            "SELECT version, minimum_reader FROM {schema}.store", [],
            static async reader => await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false) ? (reader.GetInt32(0), reader.GetInt32(1)) : (0, 0), cancellationToken).ConfigureAwait(false);
        if (minimumReader > PostgreSqlOutboxSchema.Version)
        {
            throw new LoopsOutboxException(
                $"The outbox {database.Name} has tables of version {_version}, which this version of LoopsMapping.Outbox.PostgreSql cannot work with: it knows {PostgreSqlOutboxSchema.Version}. Install the version that made them, or a newer one.");
        }
        return _version >= PostgreSqlOutboxSchema.Version;
    }

    public LoopsOutboxException Missing() => new(
        $"The outbox {database.Name} has {(_version == 0 ? "no tables" : $"tables of version {_version}, and needs {PostgreSqlOutboxSchema.Version}")}. {PostgreSqlOutboxSchema.Remedy(schema)}; or call MigrateAsync, or set CreateTables.");

    /// <summary>Makes or upgrades the tables, all of it or nothing.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        var sql = PostgreSqlOutboxSchema.GetStatements(schema, createsSchema: !_exists);
        try
        {
            await database.TransactAsync(
                async (connection, transaction) =>
                {
                    var command = connection.CreateCommand();
                    await using (command.ConfigureAwait(false))
                    {
                        command.Transaction = transaction;
#pragma warning disable CA2100 // The schema's name is checked: letters, digits and underscores.
                        command.CommandText = sql;
#pragma warning restore CA2100
                        return await command.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
                    }
                }, cancellationToken).ConfigureAwait(false);
        }
        catch (LoopsOutboxException exception) when (exception.InnerException is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.InsufficientPrivilege })
        {
            throw new LoopsOutboxException(
                $"The role of the outbox {database.Name} may not create its tables ({exception.InnerException.Message}). {PostgreSqlOutboxSchema.Remedy(schema)}.",
                exception.InnerException);
        }
        PgLog.Migrated(logger, database.Name, PostgreSqlOutboxSchema.Version);
    }
}
