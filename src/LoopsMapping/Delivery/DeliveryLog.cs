using Microsoft.Extensions.Logging;

namespace LoopsMapping.Delivery;

internal static partial class DeliveryLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Mapping} for {Contact} was accepted by Loops after {Attempts} attempt(s).")]
    public static partial void Accepted(ILogger logger, string mapping, string contact, int attempts);

    [LoggerMessage(2, LogLevel.Information, "{Mapping} for {Contact} had been accepted by Loops before, under the same idempotency key; it took effect once.")]
    public static partial void Deduplicated(ILogger logger, string mapping, string contact);

    [LoggerMessage(3, LogLevel.Warning, "{Mapping} for {Contact} failed at attempt {Attempt}: {Reason}. Trying again in {Delay}.")]
    public static partial void Retrying(ILogger logger, string mapping, string contact, int attempt, string reason, TimeSpan delay);

    [LoggerMessage(4, LogLevel.Warning, "Loops' rate limit was reached with {Mapping}; nothing is sent for {Delay}.")]
    public static partial void RateLimited(ILogger logger, string mapping, TimeSpan delay);

    [LoggerMessage(5, LogLevel.Information, "Not sent, because Loops:Mode is Log: {Method} {Path} {Body}")]
    public static partial void Suppressed(ILogger logger, HttpMethod method, string path, string body);

    [LoggerMessage(6, LogLevel.Information, "{Mapping} for {Contact} was not sent, because Loops:AllowedRecipients does not name the recipient.")]
    public static partial void HeldBack(ILogger logger, string mapping, string contact);

    [LoggerMessage(7, LogLevel.Information, "The contact property {Property} ({Type}) was created in Loops, because {Destination} sends it.")]
    public static partial void PropertyCreated(ILogger logger, string property, LoopsPropertyType type, string destination);

    [LoggerMessage(8, LogLevel.Warning, "{Destination} sends {Sent} as the contact property {Property}, which is {InLoops} in Loops. Change the member's type, or the property in Loops.")]
    public static partial void PropertyConflicts(ILogger logger, string destination, LoopsPropertyType sent, string property, string inLoops);
}
