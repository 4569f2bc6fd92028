using LoopsMapping.Segment.Messages;

namespace LoopsMapping.Segment.Mapping;

/// <summary>What of a message no member and no field names: it goes out as it stands there.</summary>
internal static class Attributes
{
    /// <summary>Spreads an object's members, except those that are named, taken or written already.</summary>
    public static void Write(ref SegmentWriter writer, SegmentValue attributes, FieldNames named, in WrittenFields written)
    {
        var index = writer.Message.Index;
        var group = MessageReader.List(index, attributes);
        var isOdd = index.IsOdd(group);
        var end = index.End(group);
        var (start, stop) = (-1, -1);
        // Members that follow each other go out in one piece, as they stand there.
        for (var i = index.First(group); i < end; i = index.Next(i))
        {
            ref var entry = ref index.Entry(i);
            if (!IsHeldBack(index, ref entry, named, written, isOdd))
            {
                start = start < 0 ? entry.NameStart - 1 : start;
                stop = entry.ValueEnd;
            }
            else if (start >= 0)
            {
                writer.Json.WriteValue(","u8, index.Json[start..stop]);
                start = -1;
            }
        }
        if (start >= 0)
            writer.Json.WriteValue(","u8, index.Json[start..stop]);
    }

    private static bool IsHeldBack(MessageIndex index, ref MemberEntry entry, FieldNames named, in WrittenFields written, bool isOdd)
    {
        if (entry.IsSuperseded || entry.IsTaken)
            return true;
        if (!isOdd && !named.MayContain(entry.Hash) && !written.MayContain(entry.Hash))
            return false;
        var name = index.NameText(entry);
        return written.Contains(name, entry.Hash) || named.Contains(name, entry.Hash) || (isOdd && IsPrototype(name));
    }

    /// <summary>Segment's code loses this name on the way: in JavaScript it sets what an object inherits from.</summary>
    private static bool IsPrototype(ReadOnlySpan<byte> name) => name.SequenceEqual("__proto__"u8);
}
