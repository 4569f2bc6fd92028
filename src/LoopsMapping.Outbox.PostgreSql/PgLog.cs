using Microsoft.Extensions.Logging;

namespace LoopsMapping.Outbox.PostgreSql;

internal static partial class PgLog
{
    [LoggerMessage(50, LogLevel.Information, "The tables of the outbox {Outbox} are of version {Version} now.")]
    public static partial void Migrated(ILogger logger, string outbox, int version);

    [LoggerMessage(51, LogLevel.Warning, "The database of the outbox {Outbox} runs with fsync=off: what it holds can be lost or damaged when the machine stops.")]
    public static partial void FsyncIsOff(ILogger logger, string outbox);

    [LoggerMessage(52, LogLevel.Debug, "A claim of the outbox {Outbox} was not given back; it is free when its lease ends.")]
    public static partial void NotReleased(ILogger logger, string outbox, Exception exception);

    [LoggerMessage(53, LogLevel.Debug, "The connection to the outbox {Outbox} ended; asking again.")]
    public static partial void AskingAgain(ILogger logger, string outbox, Exception exception);
}
