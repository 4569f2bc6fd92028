namespace LoopsMapping.Json;

/// <summary>For bodies that are made of JSON which is there already, one after another in one buffer.</summary>
public ref partial struct LoopsJsonWriter
{
    /// <summary>How much of the body is written: a mark to cut it back to.</summary>
    internal readonly int Length => _length;

    /// <summary>Begins another body in the same buffer.</summary>
    internal void Restart()
    {
        _length = 0;
        _identity = default;
    }

    /// <summary>Takes back what was written after a mark.</summary>
    internal void CutBack(int length) => _length = length;

    /// <summary>Ends the body, which stays in the buffer until <see cref="Restart"/>.</summary>
    internal ReadOnlySpan<byte> Finish()
    {
        if (_length == 0)
            WriteRaw(","u8);
        Close(0);
        return _buffer.AsSpan(0, _length);
    }

    /// <summary>Ends a nested object even if nothing is in it.</summary>
    internal void EndObjectOrEmpty(int mark)
    {
        if (_length == mark)
            WriteRaw(","u8);
        Close(mark);
    }

    /// <summary>Writes a member whose name and value are JSON already.</summary>
    /// <param name="name">The name, escaped, without quotes.</param>
    /// <param name="value">The whole value.</param>
    internal void WriteMember(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value)
    {
        var length = name.Length + value.Length + 4;
        _ = Reserve(length);
        var target = _buffer.AsSpan(_length, length);
        target[0] = (byte)',';
        target[1] = (byte)'"';
        name.CopyTo(target[2..]);
        target[name.Length + 2] = (byte)'"';
        target[name.Length + 3] = (byte)':';
        value.CopyTo(target[(name.Length + 4)..]);
        _length += length;
    }

    /// <summary>Writes JSON that is there already after a segment.</summary>
    internal void WriteValue(scoped ReadOnlySpan<byte> segment, scoped ReadOnlySpan<byte> value)
    {
        _ = Reserve(segment.Length + value.Length);
        segment.CopyTo(_buffer.AsSpan(_length));
        value.CopyTo(_buffer.AsSpan(_length + segment.Length));
        _length += segment.Length + value.Length;
    }

    /// <summary>Writes text in quotes after a segment that does not end with one.</summary>
    internal void WriteQuoted(scoped ReadOnlySpan<byte> segment, scoped ReadOnlySpan<char> text)
    {
        WriteValue(segment, default);
        WriteText("\""u8, text);
    }
}
