using System.Text.Json;

namespace LoopsMapping.Segment.Messages;

/// <summary>The members of an object that is not listed, read one after another.</summary>
internal ref struct JsonMembers
{
    private readonly MessageIndex _index;
    private readonly int _start;
    private Utf8JsonReader _reader;

    public JsonMembers(MessageIndex index, int start, ReadOnlySpan<byte> json)
    {
        _index = index;
        _start = start;
        _reader = new(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        _reader.Read();
    }

    public JsonMember Current { get; private set; }

    public readonly JsonMembers GetEnumerator() => this;

    public bool MoveNext()
    {
        if (!_reader.Read() || _reader.TokenType != JsonTokenType.PropertyName)
            return false;
        var name = _reader.ValueSpan;
        var isEscaped = _reader.ValueIsEscaped;
        _reader.Read();
        Current = new() { Name = name, IsNameEscaped = isEscaped, Value = SegmentValue.Read(_index, _start, ref _reader) };
        return true;
    }
}

/// <summary>A name and its value.</summary>
internal ref struct JsonMember
{
    /// <summary>As it is written.</summary>
    public ReadOnlySpan<byte> Name { get; init; }

    public bool IsNameEscaped { get; init; }

    public SegmentValue Value { get; init; }
}

/// <summary>The items of an array, read one after another.</summary>
internal ref struct JsonItems
{
    private readonly MessageIndex _index;
    private readonly int _start;
    private Utf8JsonReader _reader;

    public JsonItems(MessageIndex index, int start, ReadOnlySpan<byte> json)
    {
        _index = index;
        _start = start;
        _reader = new(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        _reader.Read();
    }

    public SegmentValue Current { get; private set; }

    public readonly JsonItems GetEnumerator() => this;

    public bool MoveNext()
    {
        if (!_reader.Read() || _reader.TokenType == JsonTokenType.EndArray)
            return false;
        Current = SegmentValue.Read(_index, _start, ref _reader);
        return true;
    }
}
