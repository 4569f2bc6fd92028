namespace LoopsMapping.Segment.Messages;

internal enum SegmentValueKind : byte
{
    Missing,
    Null,
    False,
    True,
    Number,
    String,
    Object,
    Array,
}
