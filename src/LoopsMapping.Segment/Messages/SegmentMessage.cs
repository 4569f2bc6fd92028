using System.ComponentModel;
using LoopsMapping.Segment.Messages;

namespace LoopsMapping.Segment;

/// <summary>
/// One message of a Segment SDK, as it stands in the request: what triggers and mappings look at. It is valid while they run.
/// </summary>
/// <remarks>What a batch says in its <c>context</c> and <c>integrations</c> counts for each of its messages that does not say otherwise.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SegmentMessage
{
    private readonly MessageIndex _index;
    private readonly int _message;

    internal SegmentMessage(MessageIndex index, int message)
    {
        _index = index;
        _message = message;
    }

    internal ref MessageSpan Span => ref _index.Message(_message);

    internal MessageIndex Index => _index;

    internal int Ordinal => _message;

    /// <summary>The message as it came.</summary>
    internal ReadOnlySpan<byte> Raw => _index.Json[Span.Start..Span.End];

    internal MessageKind Kind
    {
        get
        {
            if (_index.ImpliedType is { Length: > 0 } implied)
                return KindOf(implied);
            if (Span is not { Root: >= 0, Type: >= 0 and var type })
                return MessageKind.Unknown;
            var value = SegmentValue.Of(_index, type);
            return value.Kind == SegmentValueKind.String ? KindOf(value.Unescaped()) : MessageKind.Unknown;
        }
    }

    /// <summary>A member of the message: <c>type</c>, <c>event</c>, <c>userId</c>, <c>traits</c>, <c>properties</c>, <c>context</c> and so on.</summary>
    /// <param name="name">Its name, UTF-8.</param>
    public SegmentValue this[scoped ReadOnlySpan<byte> name]
    {
        get
        {
            if (_index.ImpliedType is { Length: > 0 } type && name.SequenceEqual("type"u8))
                return SegmentValue.Text(type);
            ref var span = ref Span;
            if (span.Root < 0)
                return default;
            var entry = name.Length switch
            {
                4 when name.SequenceEqual("type"u8) => span.Type,
                5 when name.SequenceEqual("event"u8) => span.Event,
                5 when name.SequenceEqual("email"u8) => span.Email,
                6 when name.SequenceEqual("userId"u8) => span.UserId,
                6 when name.SequenceEqual("traits"u8) => span.Traits,
                7 when name.SequenceEqual("context"u8) => span.Context,
                9 when name.SequenceEqual("messageId"u8) => span.MessageId,
                10 when name.SequenceEqual("properties"u8) => span.Properties,
                _ => _index.FindRoot(span.Root, name),
            };
            if (entry >= 0)
                return SegmentValue.Of(_index, entry);
            return _index.Batch.Context >= 0 && name.SequenceEqual("context"u8) ? SegmentValue.Of(_index, _index.Batch.Context) : default;
        }
    }

    private static MessageKind KindOf(ReadOnlySpan<byte> type) => type.Length switch
    {
        4 when type.SequenceEqual("page"u8) => MessageKind.Page,
        5 when type.SequenceEqual("track"u8) => MessageKind.Track,
        5 when type.SequenceEqual("group"u8) => MessageKind.Group,
        5 when type.SequenceEqual("alias"u8) => MessageKind.Alias,
        6 when type.SequenceEqual("screen"u8) => MessageKind.Screen,
        8 when type.SequenceEqual("identify"u8) => MessageKind.Identify,
        _ => MessageKind.Unknown,
    };
}
