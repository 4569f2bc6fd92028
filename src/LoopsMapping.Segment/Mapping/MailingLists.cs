using System.Globalization;
using System.Text;
using LoopsMapping.Json;
using LoopsMapping.Segment.Messages;

namespace LoopsMapping.Segment.Mapping;

/// <summary>Which mailing lists go out: those with true, false, or the text of one of them. Everything else is left out, as Segment does.</summary>
internal static class MailingLists
{
    public static bool HasMembers(SegmentValue lists) => lists.Kind == SegmentValueKind.Object && lists.Members().MoveNext();

    /// <summary>Writes the lists into the object begun at a mark, except those that it has already.</summary>
    public static void Write(ref SegmentWriter writer, int mark, SegmentValue lists)
    {
        if (lists.Kind == SegmentValueKind.Object)
        {
            var index = writer.Message.Index;
            var group = MessageReader.List(index, lists);
            for (var i = index.First(group); i < index.End(group); i = index.Next(i))
            {
                if (!index.Entry(i).IsSuperseded)
                    Write(ref writer, mark, index.RawName(index.Entry(i)), SegmentValue.Of(index, i));
            }
        }
        else if (lists.Kind == SegmentValueKind.Array)
        {
            // To JavaScript, the names of an array's items are their numbers.
            var number = 0;
            foreach (var item in lists.Items())
                Write(ref writer, mark, Encoding.ASCII.GetBytes((number++).ToString(CultureInfo.InvariantCulture)), item);
        }
    }

    private static void Write(ref SegmentWriter writer, int mark, scoped ReadOnlySpan<byte> name, SegmentValue value)
    {
        var text = value.Kind is SegmentValueKind.True || value.Is("true"u8) ? "true"u8
            : value.Kind is SegmentValueKind.False || value.Is("false"u8) ? "false"u8
            : default;
        if (!text.IsEmpty && !IsWritten(ref writer.Json, mark, name))
            writer.Json.WriteMember(name, text);
    }

    /// <summary>Whether a member of the class has written the list; its values are booleans, so only a name looks like one.</summary>
    private static bool IsWritten(ref LoopsJsonWriter json, int mark, scoped ReadOnlySpan<byte> name)
    {
        var written = json.Written[mark..];
        while (written.IndexOf(name) is >= 0 and var at)
        {
            if (at > 0 && written[at - 1] == '"' && written[(at + name.Length)..] is [(byte)'"', (byte)':', ..])
                return true;
            written = written[(at + 1)..];
        }
        return false;
    }
}
