using LoopsMapping.Segment.Messages;

namespace LoopsMapping.Segment.Mapping;

/// <summary>What is asked of a message before any mapping looks at it.</summary>
internal static class MessageRules
{
    public const string UnknownType = "The message has no type, or an unknown one: it must be identify, track, page, screen, group or alias.";

    /// <summary>Why a message cannot be taken at all.</summary>
    public static string? Objection(SegmentMessage message)
    {
        ref var span = ref message.Span;
        if (span.Root < 0)
            return "The message is no JSON object.";
        if (span.End - span.Start > MessageMapper.MaxMessageLength)
            return $"The message has {span.End - span.Start} bytes; Segment takes {MessageMapper.MaxMessageLength}.";
        if (span.Depth > MessageMapper.MaxDepth)
            return $"The message has objects and arrays within each other {span.Depth} levels deep; {MessageMapper.MaxDepth} are taken.";
        return null;
    }

    /// <summary>
    /// Whether a message is for this destination: Segment's <c>integrations</c>, where <c>Loops (Actions)</c> goes before <c>All</c>, and what is not
    /// false is true.
    /// </summary>
    public static bool IsMeantForLoops(SegmentMessage message)
    {
        // Most SDKs send an empty object with every message.
        if (message.Index.Batch.Integrations < 0 && (message.Span.Integrations < 0 || message.Index.Entry(message.Span.Integrations).IsEmptyObject))
            return true;
        var own = Integration(message, "Loops (Actions)"u8);
        return own.Exists ? own.Kind != SegmentValueKind.False : Integration(message, "All"u8).Kind != SegmentValueKind.False;
    }

    private static SegmentValue Integration(SegmentMessage message, ReadOnlySpan<byte> name)
    {
        var index = message.Index;
        if (message.Span.Integrations is >= 0 and var own && SegmentValue.Of(index, own)[name] is { Exists: true } value)
            return value;
        return index.Batch.Integrations is >= 0 and var batch ? SegmentValue.Of(index, batch)[name] : default;
    }
}
