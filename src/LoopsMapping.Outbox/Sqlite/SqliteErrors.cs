using Microsoft.Data.Sqlite;

namespace LoopsMapping.Outbox.Sqlite;

/// <summary>What SQLite's errors mean for whoever runs the application.</summary>
internal static class SqliteErrors
{
    public static LoopsOutboxException Explain(SqliteException exception, string path) => new(
        $"The outbox {path} could not store anything: {Cause(exception.SqliteErrorCode)} (SQLite {exception.SqliteExtendedErrorCode}: {exception.Message.TrimEnd('.')}).", exception);

    private static string Cause(int code) => code switch
    {
        5 or 6 => "the file is locked. Another program holds a write transaction open: an editor of SQLite files, or a backup that does not use \"VACUUM INTO\"",
        8 => "the file or its directory is read-only. Give the process write permission on the file and on its directory",
        10 => "the disk failed or the directory is gone. Look at the disk, and never put the file on NFS or SMB",
        11 or 26 => "the file is damaged or no SQLite database. Move it and its -wal and -shm files away, keep them for recovery with \"sqlite3 .recover\", and start anew",
        13 => "the disk is full. Make room; what is in the outbox is safe",
        14 => "the file cannot be opened. Look at the path and the permissions",
        _ => "SQLite refused it",
    };
}
