using Microsoft.Extensions.Logging;

namespace LoopsMapping.Outbox.Sqlite;

internal static partial class SqliteLog
{
    [LoggerMessage(40, LogLevel.Warning, "The directory {Directory} of the outbox can be read by everybody on this machine. Its files cannot; make the directory private with chmod 700.")]
    public static partial void DirectoryIsOpen(ILogger logger, string directory);

    [LoggerMessage(41, LogLevel.Warning, "The outbox {Path} is on {FileSystem}, where it can be lost or damaged. Put it on a local disk that outlives the process.")]
    public static partial void FileSystemIsRisky(ILogger logger, string path, string fileSystem);

    [LoggerMessage(42, LogLevel.Information, "The outbox {Path} was brought from schema {From} to {To}.")]
    public static partial void Migrated(ILogger logger, string path, long from, long to);
}
