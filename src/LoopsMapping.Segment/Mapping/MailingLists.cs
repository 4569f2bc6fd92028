using System.Globalization;
using System.Text;
using LoopsMapping.Segment.Messages;

namespace LoopsMapping.Segment.Mapping;

/// <summary>Which mailing lists go out: those with true, false, or the text of one of them. Everything else is left out, as Segment does.</summary>
internal static class MailingLists
{
    public static bool HasMembers(SegmentValue lists) => lists.Kind == SegmentValueKind.Object && lists.Members().MoveNext();

    /// <summary>Writes the lists into the object begun at a mark, except those that it has already.</summary>
    public static void Write(ref SegmentWriter writer, int mark, SegmentValue lists)
    {
        var end = writer.Json.Length;
        if (lists.Kind == SegmentValueKind.Object)
        {
            var index = writer.Message.Index;
            var group = MessageReader.List(index, lists);
            for (var i = index.First(group); i < index.End(group); i = index.Next(i))
            {
                if (!index.Entry(i).IsSuperseded)
                    Write(ref writer, mark..end, index.RawName(index.Entry(i)), SegmentValue.Of(index, i));
            }
        }
        else if (lists.Kind == SegmentValueKind.Array)
        {
            // To JavaScript, the names of an array's items are their numbers.
            var number = 0;
            foreach (var item in lists.Items())
                Write(ref writer, mark..end, Encoding.ASCII.GetBytes((number++).ToString(CultureInfo.InvariantCulture)), item);
        }
    }

    private static void Write(ref SegmentWriter writer, Range own, scoped ReadOnlySpan<byte> name, SegmentValue value)
    {
        var text = value.Kind is SegmentValueKind.True || value.Is("true"u8) ? "true"u8
            : value.Kind is SegmentValueKind.False || value.Is("false"u8) ? "false"u8
            : default;
        if (!text.IsEmpty && !IsWritten(writer.Json.Written[own], name))
            writer.Json.WriteMember(name, text);
    }

    /// <summary>Whether a member of the class has written the list; its values are booleans, so only a name has quotes around it.</summary>
    private static bool IsWritten(ReadOnlySpan<byte> own, scoped ReadOnlySpan<byte> name)
    {
        while (own.IndexOf((byte)'"') is >= 0 and var quote)
        {
            own = own[(quote + 1)..];
            if (own.StartsWith(name) && own[name.Length..] is [(byte)'"', ..])
                return true;
            own = own[(own.IndexOf("\":"u8) + 2)..];
        }
        return false;
    }
}
