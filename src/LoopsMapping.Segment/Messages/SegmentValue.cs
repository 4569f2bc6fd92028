using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LoopsMapping.Segment.Messages;

namespace LoopsMapping.Segment;

/// <summary>A value of a message, or none; what triggers compare and mappings send.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref partial struct SegmentValue
{
    private readonly MessageIndex? _index;

    /// <summary>The value as JSON; a string without its quotes.</summary>
    private readonly ReadOnlySpan<byte> _raw;
    private readonly double _number;
    private readonly int _start;
    private readonly int _entry;
    private readonly SegmentValueKind _kind;
    private readonly bool _isEscaped;
    private readonly bool _isMember;

    private SegmentValue(SegmentValueKind kind, ReadOnlySpan<byte> raw, double number = double.NaN)
    {
        _kind = kind;
        _raw = raw;
        _number = number;
        _start = -1;
    }

    private SegmentValue(MessageIndex index, SegmentValueKind kind, int start, int length, bool isEscaped, int entry, bool isMember)
    {
        _index = index;
        _kind = kind;
        _start = start;
        _raw = index.Json.Slice(start, length);
        _isEscaped = isEscaped;
        _number = double.NaN;
        _entry = entry;
        _isMember = isMember;
    }

    /// <summary>Whether the message has it, be it null.</summary>
    public bool Exists => _kind != SegmentValueKind.Missing;

    /// <summary>Whether the message does not have it, or has null.</summary>
    public bool IsNull => _kind <= SegmentValueKind.Null;

    internal SegmentValueKind Kind => _kind;

    /// <summary>The value as JSON; a string without its quotes, but with its escapes.</summary>
    internal ReadOnlySpan<byte> Raw => _raw;

    internal bool IsEscaped => _isEscaped;

    /// <summary>Where it stands in the body; −1 when it does not.</summary>
    internal int Start => _start;

    /// <summary>Where it is listed among the members of an object; −1 when it is not.</summary>
    internal int Entry => _isMember ? _entry : -1;

    /// <summary>A member of an object; there is none in anything else.</summary>
    /// <param name="name">Its name, UTF-8.</param>
    public SegmentValue this[scoped ReadOnlySpan<byte> name]
    {
        get
        {
            if (_kind != SegmentValueKind.Object || _index is null)
                return default;
            if (!_isMember || _index.Entry(_entry).Group is not (>= 0 and var group))
                return FindMember(name);
            if (_index.Find(group, name) is >= 0 and var entry)
                return Of(_index, entry);
            return _index.Batch.Context >= 0 && IsContext ? Of(_index, _index.Batch.Context)[name] : default;
        }
    }

    /// <summary>An item of an array, or the member of an object that has the number for its name; there is none in anything else.</summary>
    /// <param name="index">From 0.</param>
    public SegmentValue this[int index]
    {
        get
        {
            if (_kind == SegmentValueKind.Object)
                return this[Encoding.ASCII.GetBytes(index.ToString(CultureInfo.InvariantCulture))];
            if (_kind != SegmentValueKind.Array || _index is null)
                return default;
            foreach (var item in Items())
            {
                if (index-- == 0)
                    return item;
            }
            return default;
        }
    }

    internal static SegmentValue Of(MessageIndex index, int entry)
    {
        ref var member = ref index.Entry(entry);
        var quote = member.Kind == JsonTokenType.String ? 1 : 0;
        return new(index, KindOf(member.Kind), member.ValueStart + quote, member.ValueEnd - member.ValueStart - 2 * quote, member.IsEscaped, entry, isMember: true);
    }

    /// <summary>The value that a reader is at, which it passes over.</summary>
    internal static SegmentValue Read(MessageIndex index, int offset, scoped ref Utf8JsonReader reader)
    {
        var start = offset + (int)reader.TokenStartIndex;
        var (kind, isEscaped) = (KindOf(reader.TokenType), reader.TokenType == JsonTokenType.String && reader.ValueIsEscaped);
        reader.Skip();
        var end = offset + (int)reader.BytesConsumed;
        return kind == SegmentValueKind.String
            ? new(index, kind, start + 1, end - start - 2, isEscaped, -1, isMember: false)
            : new(index, kind, start, end - start, false, -1, isMember: false);
    }

    internal JsonMembers Members() => new(_index!, _start, _raw);

    internal JsonItems Items() => new(_index!, _start, _raw);

    /// <summary>Its text: a string's, a number's as JavaScript prints it, true or false.</summary>
    internal string ToText() => _kind switch
    {
        SegmentValueKind.String => JsonEscapes.ToText(_raw, _isEscaped),
        SegmentValueKind.Number => JavaScriptNumber.ToText(ToNumber()),
        SegmentValueKind.True => "true",
        SegmentValueKind.False => "false",
        _ => "",
    };

    /// <summary>A number; what is too large is infinite.</summary>
    internal double ToNumber() => double.IsNaN(_number) && _raw.Length > 0 ? JavaScriptNumber.Parse(_raw) : _number;

    /// <summary>A member of an object that is not listed; the last of the name counts.</summary>
    private SegmentValue FindMember(scoped ReadOnlySpan<byte> name)
    {
        SegmentValue found = default;
        foreach (var member in Members())
        {
            if (JsonEscapes.Equals(member.Name, member.IsNameEscaped, name))
                found = member.Value;
        }
        return found;
    }

    /// <summary>Whether it is the context of a message, behind which that of the batch stands.</summary>
    private bool IsContext => _entry != _index!.Batch.Context && _index.NameText(_index.Entry(_entry)).SequenceEqual("context"u8);

    private static SegmentValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.String => SegmentValueKind.String,
        JsonTokenType.Number => SegmentValueKind.Number,
        JsonTokenType.True => SegmentValueKind.True,
        JsonTokenType.False => SegmentValueKind.False,
        JsonTokenType.StartObject => SegmentValueKind.Object,
        JsonTokenType.StartArray => SegmentValueKind.Array,
        _ => SegmentValueKind.Null,
    };
}
