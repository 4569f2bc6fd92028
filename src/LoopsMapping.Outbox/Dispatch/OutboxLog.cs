using Microsoft.Extensions.Logging;

namespace LoopsMapping.Outbox.Dispatch;

internal static partial class OutboxLog
{
    [LoggerMessage(20, LogLevel.Information, "Dispatching the outbox {Outbox}.")]
    public static partial void Dispatching(ILogger logger, string outbox);

    [LoggerMessage(21, LogLevel.Information, "Another process dispatches the outbox {Outbox}; this one takes over when that one ends.")]
    public static partial void Standby(ILogger logger, string outbox);

    [LoggerMessage(22, LogLevel.Debug, "{Mapping} for {Contact} was delivered at attempt {Attempt}, {Age} after it was enqueued (record {Id}).")]
    public static partial void Delivered(ILogger logger, string mapping, string contact, int attempt, TimeSpan age, long id);

    [LoggerMessage(23, LogLevel.Information, "{Mapping} for {Contact} had been accepted by Loops before, under the same idempotency key; it took effect once (record {Id}).")]
    public static partial void Deduplicated(ILogger logger, string mapping, string contact, long id);

    [LoggerMessage(24, LogLevel.Warning, "{Mapping} for {Contact} had been answered with a 5xx, and now Loops says that its key has been used (record {Id}). If Loops keeps keys of requests that failed, it did not take effect: look for it in Loops.")]
    public static partial void DeduplicatedAfterServerError(ILogger logger, string mapping, string contact, long id);

    [LoggerMessage(25, LogLevel.Warning, "{Mapping} for {Contact} failed at attempt {Attempt}: {Reason}. Its lane waits for {Delay} (record {Id}).")]
    public static partial void Retrying(ILogger logger, string mapping, string contact, int attempt, string reason, TimeSpan delay, long id);

    [LoggerMessage(26, LogLevel.Error, "{Mapping} for {Contact} is a dead letter, {Reason}: {Detail} (record {Id}; \"loops-mapping outbox show {Id}\").")]
    public static partial void DeadLetter(ILogger logger, string mapping, string contact, LoopsOutboxReason reason, string detail, long id);

    [LoggerMessage(27, LogLevel.Error, "Loops refuses the API key of team {Team} with {Status}: nothing is sent and nothing is lost until it takes a key. Check Loops:ApiKey; a new one is used at once, and the old one is tried every {Probe}.")]
    public static partial void Paused(ILogger logger, string team, int status, TimeSpan probe);

    [LoggerMessage(28, LogLevel.Information, "Team {Team} is sent to again.")]
    public static partial void Resumed(ILogger logger, string team);

    [LoggerMessage(29, LogLevel.Warning, "Loops' rate limit was reached with {Mapping}; nothing is sent to team {Team} for {Delay}.")]
    public static partial void RateLimited(ILogger logger, string mapping, string team, TimeSpan delay);

    [LoggerMessage(30, LogLevel.Error, "The outbox {Outbox} does not work; trying again in {Delay}. Nothing is sent twice or lost by that.")]
    public static partial void StoreFailed(ILogger logger, string outbox, TimeSpan delay, Exception exception);

    [LoggerMessage(31, LogLevel.Warning, "The outbox {Outbox} holds {Pending} records of team {Team}, which no destination of this process has: they wait for one that has Loops:Team={Team}.")]
    public static partial void UnknownTeam(ILogger logger, string outbox, long pending, string team);

    [LoggerMessage(32, LogLevel.Information, "Loops:Mode is Log: the records of team {Team} stay in the outbox {Outbox} until it is Send.")]
    public static partial void Held(ILogger logger, string team, string outbox);

    [LoggerMessage(33, LogLevel.Debug, "{Mapping} for {Contact} is in the outbox (record {Id}).")]
    public static partial void Enqueued(ILogger logger, string mapping, string contact, long id);
}
