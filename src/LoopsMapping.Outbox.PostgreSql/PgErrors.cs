using System.Net.Sockets;
using Npgsql;

namespace LoopsMapping.Outbox.PostgreSql;

/// <summary>What PostgreSQL's errors mean: for whoever runs the application, and for whether to ask again.</summary>
internal static class PgErrors
{
    public static LoopsOutboxException Explain(Exception exception, string name, bool mayHaveBeenDone) => new(
        $"The outbox {name} did not do what it was asked: {Cause(exception)}.{(mayHaveBeenDone ? " The connection ended before the answer: it may have been done all the same." : "")}",
        exception)
    {
        IsTransient = IsTransient(exception),
    };

    /// <summary>Whether two transactions were in each other's way: nothing was done, and the second time it works.</summary>
    public static bool IsConflict(Exception exception) => exception is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    /// <summary>Whether the connection ended, and nobody knows what became of what was asked.</summary>
    public static bool IsLostConnection(Exception exception) => exception switch
    {
        // The server ends; crash and shutdown among them.
        PostgresException postgres => postgres.SqlState.StartsWith("57P", StringComparison.Ordinal) || postgres.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException { InnerException: TimeoutException } => false,
        NpgsqlException { InnerException: IOException or SocketException or ObjectDisposedException } => true,
        NpgsqlException npgsql => npgsql.IsTransient,
        IOException or SocketException => true,
        _ => false,
    };

    /// <summary>Whether it may be over soon: the server starts up or ends, has no connection left, or is away. A name that nobody knows is a mistake.</summary>
    private static bool IsTransient(Exception exception) => exception switch
    {
        PostgresException postgres => IsLostConnection(postgres) || IsConflict(postgres) || postgres.SqlState == PostgresErrorCodes.TooManyConnections,
        NpgsqlException { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound } } => false,
        NpgsqlException { InnerException: TimeoutException } => true,
        SocketException { SocketErrorCode: SocketError.HostNotFound } => false,
        _ => IsLostConnection(exception),
    };

    private static string Cause(Exception exception) => exception switch
    {
        PostgresException postgres => $"{Cause(postgres)} (PostgreSQL {postgres.SqlState}: {postgres.MessageText.TrimEnd('.')})",
        NpgsqlException { InnerException: TimeoutException } => "it did not answer in time, or all connections were busy. Look for locks and load on the database, and at MaxConnections",
        NpgsqlException { InnerException: { } inner } => $"it cannot be reached. Check host, port and network ({inner.Message.TrimEnd('.')})",
        _ => exception.Message.TrimEnd('.'),
    };

    private static string Cause(PostgresException exception) => exception.SqlState switch
    {
        PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.UndefinedColumn
            => "its tables are missing or older than this version. Run what 'loops-mapping outbox script' prints, call MigrateAsync, or set CreateTables",
        PostgresErrorCodes.InsufficientPrivilege
            => "the role has not the rights it needs: USAGE on the schema and its sequences; SELECT, INSERT, UPDATE and DELETE on its tables",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => "it does not take the user name or password of the connection string",
        PostgresErrorCodes.InvalidCatalogName => "there is no such database",
        PostgresErrorCodes.TooManyConnections => "it has no connection left. Raise max_connections, put a pooler before it, or lower MaxConnections",
        PostgresErrorCodes.DiskFull => "its disk is full. Make room; what is in the outbox is safe",
        PostgresErrorCodes.ReadOnlySqlTransaction => "it is read-only, a standby perhaps. Connect to the primary: Target Session Attributes=primary",
        PostgresErrorCodes.ProgramLimitExceeded => "something in the record is too long for PostgreSQL, a key perhaps",
        ['5', '7', 'P', ..] => "it is shutting down or starting up",
        _ => "PostgreSQL refused it",
    };
}
