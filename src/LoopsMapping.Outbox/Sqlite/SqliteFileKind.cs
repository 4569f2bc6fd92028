using Microsoft.Data.Sqlite;

namespace LoopsMapping.Outbox.Sqlite;

/// <summary>What a file is.</summary>
internal enum SqliteFileKind
{
    /// <summary>No SQLite database.</summary>
    Other,

    /// <summary>A SQLite database of somebody else.</summary>
    OtherDatabase,

    /// <summary>An outbox, of whatever version.</summary>
    Outbox,
}

/// <summary>Looks at a file without making an outbox of it, as opening it would.</summary>
internal static class SqliteFileKinds
{
    private static ReadOnlySpan<byte> Header => "SQLite format 3\0"u8;

    /// <exception cref="LoopsOutboxException">It is a database, but cannot be read.</exception>
    public static SqliteFileKind Of(string path)
    {
        if (!HasHeader(path))
            return SqliteFileKind.Other;
        try
        {
            using var session = SqliteSession.Open(path);
            return SqliteSchema.IsOutbox(session.Connection) ? SqliteFileKind.Outbox : SqliteFileKind.OtherDatabase;
        }
        catch (SqliteException exception)
        {
            throw SqliteErrors.Explain(exception, path);
        }
    }

    private static bool HasHeader(string path)
    {
        try
        {
            // Others have it open, and go on writing.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> start = stackalloc byte[Header.Length];
            return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(Header);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LoopsOutboxException($"The outbox {path} cannot be read: {exception.Message.TrimEnd('.')}. Run as the user that the application runs as.", exception);
        }
    }
}
