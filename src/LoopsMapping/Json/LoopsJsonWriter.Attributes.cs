namespace LoopsMapping.Json;

public ref partial struct LoopsJsonWriter
{
    /// <summary>Writes custom contact properties; one that has been written already by a member of its own keeps that value.</summary>
    /// <param name="attributes">Name → value; <see langword="null"/> writes nothing.</param>
    /// <param name="clearNulls">Whether a null value is sent, to reset the property.</param>
    /// <param name="member">The C# member, for the error.</param>
    /// <exception cref="LoopsValidationException">A name is blank, too long or reserved, or a value cannot be sent.</exception>
    public void WriteContactAttributes(IReadOnlyDictionary<string, LoopsValue>? attributes, bool clearNulls, string member)
    {
        if (attributes is null)
            return;
        foreach (var name in attributes.Keys)
        {
            if (name is "id" or "listId" or "softDeleteAt" or "teamId" or "updatedAt" or "optInStatus" or "email" or "userId" or "mailingLists")
                throw LoopsValidationException.ReservedAttribute(_mapped.Type, member, name);
        }
        WriteAttributes(0, attributes, clearNulls, member);
    }

    /// <summary>Writes event properties into the object begun at <paramref name="mark"/>; nulls are left out.</summary>
    /// <param name="mark">What <see cref="BeginObject"/> returned for <c>eventProperties</c>.</param>
    /// <param name="attributes">Name → value; <see langword="null"/> writes nothing.</param>
    /// <param name="member">The C# member, for the error.</param>
    /// <exception cref="LoopsValidationException">A name is blank or too long, or a value cannot be sent.</exception>
    public void WriteEventAttributes(int mark, IReadOnlyDictionary<string, LoopsValue>? attributes, string member)
    {
        if (attributes is not null)
            WriteAttributes(mark, attributes, clearNulls: false, member);
    }

    private void WriteAttributes(int mark, IReadOnlyDictionary<string, LoopsValue> attributes, bool clearNulls, string member)
    {
        var named = _length;
        foreach (var (name, value) in attributes)
        {
            // A subscription is never reset.
            if (value.Value is null && (!clearNulls || name == "subscribed"))
                continue;
            if (TryWriteName(mark, named, name, member))
                WriteValue(value, name, member);
        }
    }

    /// <summary>Writes <c>,"name":</c> unless it stands in the object already, before the entries of this dictionary.</summary>
    private bool TryWriteName(int mark, int named, string name, string member)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw LoopsValidationException.BlankKey(_mapped.Type, member);
        if (name.Length > MaxTextLength)
            throw LoopsValidationException.TooLong(_mapped.Type, member, name.Length);
        var start = _length;
        WriteText(",\""u8, name);
        WriteRaw(":"u8);
        if (_buffer.AsSpan(mark, named - mark).IndexOf(_buffer.AsSpan(start, _length - start)) < 0)
            return true;
        _length = start;
        return false;
    }

    private void WriteValue(LoopsValue value, string name, string member)
    {
        switch (value.Value)
        {
            // Said here, and not where they are written, because only an error needs the key as part of the member's name.
            case string { Length: > MaxTextLength } text:
                throw LoopsValidationException.TooLong(_mapped.Type, $"{member}[\"{name}\"]", text.Length);
            case double number when !double.IsFinite(number):
                throw LoopsValidationException.NotFinite(_mapped.Type, $"{member}[\"{name}\"]");
            case string text:
                WriteString("\""u8, text, member);
                break;
            case bool boolean:
                WriteBoolean([], boolean);
                break;
            case long number:
                WriteNumber([], number, member);
                break;
            case double number:
                WriteNumber([], number, member);
                break;
            case decimal number:
                WriteNumber([], number, member);
                break;
            case DateTime date:
                WriteDate("\""u8, date);
                break;
            case DateTimeOffset date:
                WriteDate("\""u8, date);
                break;
            default:
                WriteRaw("null"u8);
                break;
        }
    }
}
