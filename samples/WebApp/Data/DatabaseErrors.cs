using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using static SQLitePCL.raw;

namespace WebApp.Data;

/// <summary>What the errors of both databases mean for a request.</summary>
internal static class DatabaseErrors
{
    /// <summary>Whether somebody else was there first: a value that must be unique is taken, or the row has changed or is gone.</summary>
    public static bool IsConflict(this DbUpdateException exception) => exception is DbUpdateConcurrencyException || exception.InnerException switch
    {
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation,
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SQLITE_CONSTRAINT_UNIQUE or SQLITE_CONSTRAINT_PRIMARYKEY or SQLITE_CONSTRAINT_FOREIGNKEY,
        _ => false,
    };

    /// <summary>Whether the database cannot be used now: it is away, starts up or ends, or somebody else keeps it busy.</summary>
    public static bool IsAway(Exception? exception) => exception switch
    {
        null => false,
        SqliteException { SqliteErrorCode: SQLITE_BUSY or SQLITE_LOCKED or SQLITE_IOERR or SQLITE_FULL or SQLITE_CANTOPEN } => true,
        DbException { IsTransient: true } => true,
        // EF Core wraps them, differently for queries and saves.
        _ => IsAway(exception.InnerException),
    };
}
