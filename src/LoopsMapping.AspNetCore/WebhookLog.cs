using Microsoft.Extensions.Logging;

namespace LoopsMapping.AspNetCore;

/// <summary>What is logged of a webhook: its id and the event's name, and nothing about a contact. What is not verified is not repeated.</summary>
internal static partial class WebhookLog
{
    public const string Category = "LoopsMapping.Webhooks";

    [LoggerMessage(1, LogLevel.Debug, "{EventName} {Id} was handled.")]
    public static partial void Handled(ILogger logger, string eventName, string id);

    [LoggerMessage(2, LogLevel.Debug, "{EventName} {Id} has no handler and was acknowledged.")]
    public static partial void PassedOver(ILogger logger, string eventName, string id);

    [LoggerMessage(3, LogLevel.Debug, "{EventName} {Id} had been handled before and was acknowledged.")]
    public static partial void Duplicate(ILogger logger, string eventName, string id);

    [LoggerMessage(4, LogLevel.Information, "{EventName} {Id} is being handled elsewhere; Loops is told to try again.")]
    public static partial void Busy(ILogger logger, string eventName, string id);

    [LoggerMessage(5, LogLevel.Warning, "A request was refused with {Status}: {Reason}")]
    public static partial void Refused(ILogger logger, int status, string reason);

    [LoggerMessage(6, LogLevel.Error, "The handler of {EventName} {Id} threw; Loops is told to try again.")]
    public static partial void HandlerFailed(ILogger logger, Exception exception, string eventName, string id);

    [LoggerMessage(7, LogLevel.Error, "The deduplication did not take {EventName} {Id}; Loops is told to try again.")]
    public static partial void ClaimFailed(ILogger logger, Exception exception, string eventName, string id);

    [LoggerMessage(8, LogLevel.Error, "{EventName} {Id} was handled, and the deduplication did not remember it: if Loops sends it again, it is handled again.")]
    public static partial void CompleteFailed(ILogger logger, Exception exception, string eventName, string id);

    [LoggerMessage(9, LogLevel.Error, "The deduplication did not release {EventName} {Id}: if it remembers the claim, Loops' next try is not handled.")]
    public static partial void ReleaseFailed(ILogger logger, Exception exception, string eventName, string id);

    [LoggerMessage(10, LogLevel.Warning, "The configuration has changed, and the webhook secrets from before stay in use: {Reason}")]
    public static partial void SecretsKept(ILogger logger, string reason);
}
