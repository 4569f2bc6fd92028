using Microsoft.Extensions.Logging;

namespace LoopsMapping.Segment.Endpoint;

/// <summary>What is logged of requests of Segment SDKs. No keys, no bodies, no personal data.</summary>
internal static partial class SegmentLog
{
    public const string Category = "LoopsMapping.Segment";

    [LoggerMessage(1, LogLevel.Warning, "{Path} answered {Status}: {Reason}")]
    public static partial void Refused(ILogger logger, string path, int status, string reason);

    [LoggerMessage(2, LogLevel.Error, "{Path} answered 503, and the SDK tries again: the outbox could not store its messages.")]
    public static partial void StoreFailed(ILogger logger, string path, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "{Count} of {Messages} messages for {Destination} became dead letters; the first: {Reason} See \"loops-mapping outbox list --dead\".")]
    public static partial void DeadLetters(ILogger logger, int count, int messages, string destination, string reason);

    [LoggerMessage(4, LogLevel.Debug, "{Messages} messages for {Destination}: {Enqueued} requests enqueued, {Duplicates} known before, {DeadLetters} dead letters, {HeldBack} held back, {Shadowed} recorded in the shadow file.")]
    public static partial void Took(ILogger logger, int messages, string destination, int enqueued, int duplicates, int deadLetters, int heldBack, int shadowed);

    [LoggerMessage(5, LogLevel.Warning, "No write keys are configured: every request of this machine is taken for {Destination}, and no other. Set Segment:WriteKeys before other machines send.")]
    public static partial void NoWriteKeys(ILogger logger, string destination);

    [LoggerMessage(6, LogLevel.Warning, "{Destination} is in shadow mode: what would be sent is recorded in {Path}, and nothing is sent.")]
    public static partial void Shadowing(ILogger logger, string destination, string path);
}
