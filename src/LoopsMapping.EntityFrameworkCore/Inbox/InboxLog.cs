using Microsoft.Extensions.Logging;

namespace LoopsMapping.EntityFrameworkCore.Inbox;

internal static partial class InboxLog
{
    [LoggerMessage(60, LogLevel.Error, "The inbox of {Context} cannot be moved to the outbox; trying again in {Delay}. What is committed stays there until it is.")]
    public static partial void MovingFailed(ILogger logger, string context, TimeSpan delay, Exception exception);
}
