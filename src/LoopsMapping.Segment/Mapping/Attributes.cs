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
        var end = index.End(group);
        for (var i = index.First(group); i < end; i = index.Next(i))
        {
            ref var entry = ref index.Entry(i);
            if (entry.IsSuperseded || entry.IsTaken)
                continue;
            var name = index.NameText(entry);
            if (!written.Contains(name, entry.Hash) && !named.Contains(name, entry.Hash) && !IsPrototype(name))
                writer.Json.WriteMember(index.RawName(entry), index.RawValue(entry));
        }
    }

    /// <summary>Segment's code loses this name on the way: in JavaScript it sets what an object inherits from.</summary>
    private static bool IsPrototype(ReadOnlySpan<byte> name) => name.SequenceEqual("__proto__"u8);
}
