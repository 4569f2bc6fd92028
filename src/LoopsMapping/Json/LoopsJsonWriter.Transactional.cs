using System.Buffers.Text;
using System.Runtime.InteropServices;

namespace LoopsMapping.Json;

public ref partial struct LoopsJsonWriter
{
    /// <summary>Writes text of a data variable, which Loops does not limit as it does a contact's and an event's.</summary>
    /// <param name="segment">Name and opening quote: <c>,"resetLink":"</c>.</param>
    /// <param name="value">The text; <see langword="null"/> writes nothing.</param>
    public void WriteVariable(ReadOnlySpan<byte> segment, string? value)
    {
        if (value is not null)
            WriteText(segment, value);
    }

    /// <summary>Begins a list of objects.</summary>
    /// <param name="segment">The member's name: <c>,"lines":</c>.</param>
    /// <returns>The mark to hand to <see cref="EndList"/>.</returns>
    public int BeginList(ReadOnlySpan<byte> segment) => BeginObject(segment);

    /// <summary>Ends the list begun at <paramref name="mark"/>; one without items is <c>[]</c>.</summary>
    /// <param name="mark">What <see cref="BeginList"/> returned.</param>
    public void EndList(int mark)
    {
        if (_length == mark)
        {
            WriteRaw("[]"u8);
            return;
        }
        _buffer[mark] = (byte)'[';
        WriteRaw("]"u8);
    }

    /// <summary>Begins an object of a list; its members are written as those of the body are.</summary>
    /// <returns>The mark to hand to <see cref="EndItem"/>.</returns>
    public int BeginItem() => BeginObject(","u8);

    /// <summary>Ends the object begun at <paramref name="mark"/>; one without members is <c>{}</c>.</summary>
    /// <param name="mark">What <see cref="BeginItem"/> returned.</param>
    public void EndItem(int mark)
    {
        if (_length == mark)
            WriteRaw("{}"u8);
        else
            Close(mark);
    }

    /// <summary>Writes files, their contents in base64.</summary>
    /// <param name="segment">The name: <c>,"attachments":</c>.</param>
    /// <param name="attachments">The files; <see langword="null"/> and an empty list write nothing.</param>
    /// <param name="member">The C# member, for the error.</param>
    /// <exception cref="LoopsValidationException">The request gets larger than Loops takes.</exception>
    public void WriteAttachments(ReadOnlySpan<byte> segment, IEnumerable<LoopsAttachment?>? attachments, string member)
    {
        if (attachments is null)
            return;
        var list = BeginList(segment);
        foreach (var attachment in attachments)
        {
            if (attachment is not null)
                WriteAttachment(attachment, member);
        }
        if (_length == list)
            _length -= segment.Length;
        else
            EndList(list);
    }

    private void WriteAttachment(LoopsAttachment attachment, string member)
    {
        // Said before room is made for what could be a whole disk.
        var length = _length + (attachment.Content.LongLength + 2) / 3 * 4;
        if (length > MaxBodyLength)
            throw LoopsValidationException.TooLarge(_mapped.Type, member, length);

        var item = BeginItem();
        WriteText(",\"filename\":\""u8, attachment.FileName);
        WriteText(",\"contentType\":\""u8, attachment.ContentType);
        WriteRaw(",\"data\":\""u8);
        var room = Base64.GetMaxEncodedToUtf8Length(attachment.Content.Length);
        Base64.EncodeToUtf8(attachment.Content, MemoryMarshal.CreateSpan(ref Reserve(room), room), out _, out var bytes);
        Advance(bytes);
        WriteRaw("\""u8);
        EndItem(item);
    }
}
