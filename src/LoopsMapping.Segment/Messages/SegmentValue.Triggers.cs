using System.Text;
using LoopsMapping.Segment.Messages;

namespace LoopsMapping.Segment;

/// <summary>What triggers ask of a value, as Segment documents its language (FQL).</summary>
public readonly ref partial struct SegmentValue
{
    /// <summary>Whether it is true.</summary>
    public bool IsTrue => _kind == SegmentValueKind.True;

    /// <summary>No value, which is equal to null.</summary>
    public static SegmentValue Null => new(SegmentValueKind.Null, default);

    /// <summary>A text as a value.</summary>
    /// <param name="utf8">The text, UTF-8, without escapes.</param>
    public static SegmentValue Text(ReadOnlySpan<byte> utf8) => new(SegmentValueKind.String, utf8);

    /// <summary>A number as a value.</summary>
    /// <param name="number">The number.</param>
    public static SegmentValue Number(double number) => new(SegmentValueKind.Number, default, number);

    /// <summary>A boolean as a value.</summary>
    /// <param name="value">True or false.</param>
    public static SegmentValue Boolean(bool value) => new(value ? SegmentValueKind.True : SegmentValueKind.False, default);

    /// <summary>Whether it is this text; no other type is.</summary>
    /// <param name="text">The text, UTF-8.</param>
    public bool Is(ReadOnlySpan<byte> text) => _kind == SegmentValueKind.String && JsonEscapes.Equals(_raw, _isEscaped, text);

    /// <summary>Whether it is this number; no other type is.</summary>
    /// <param name="number">The number.</param>
    public bool Is(double number) => _kind == SegmentValueKind.Number && ToNumber() == number;

    /// <summary>Whether it is this boolean; no other type is.</summary>
    /// <param name="value">True or false.</param>
    public bool Is(bool value) => _kind == (value ? SegmentValueKind.True : SegmentValueKind.False);

    /// <summary>Whether both are of one type and equal. What is not there is null; objects and arrays are equal to nothing.</summary>
    /// <param name="other">The other value.</param>
    public bool Is(SegmentValue other) => _kind switch
    {
        SegmentValueKind.Missing or SegmentValueKind.Null => other.IsNull,
        SegmentValueKind.Number => other.Is(ToNumber()),
        SegmentValueKind.String => !_isEscaped ? other.Is(_raw) : other.Is(Unescaped()),
        SegmentValueKind.False or SegmentValueKind.True => other._kind == _kind,
        _ => false,
    };

    /// <summary>Whether both are numbers, and it is the smaller one.</summary>
    /// <param name="other">The other value.</param>
    public bool IsLess(SegmentValue other) => AreNumbers(other) && ToNumber() < other.ToNumber();

    /// <inheritdoc cref="IsLess(SegmentValue)"/>
    /// <param name="number">The other number.</param>
    public bool IsLess(double number) => IsLess(Number(number));

    /// <summary>Whether both are numbers, and it is not the greater one.</summary>
    /// <param name="other">The other value.</param>
    public bool IsLessOrEqual(SegmentValue other) => AreNumbers(other) && ToNumber() <= other.ToNumber();

    /// <inheritdoc cref="IsLessOrEqual(SegmentValue)"/>
    /// <param name="number">The other number.</param>
    public bool IsLessOrEqual(double number) => IsLessOrEqual(Number(number));

    /// <summary>Whether both are numbers, and it is the greater one.</summary>
    /// <param name="other">The other value.</param>
    public bool IsGreater(SegmentValue other) => AreNumbers(other) && ToNumber() > other.ToNumber();

    /// <inheritdoc cref="IsGreater(SegmentValue)"/>
    /// <param name="number">The other number.</param>
    public bool IsGreater(double number) => IsGreater(Number(number));

    /// <summary>Whether both are numbers, and it is not the smaller one.</summary>
    /// <param name="other">The other value.</param>
    public bool IsGreaterOrEqual(SegmentValue other) => AreNumbers(other) && ToNumber() >= other.ToNumber();

    /// <inheritdoc cref="IsGreaterOrEqual(SegmentValue)"/>
    /// <param name="number">The other number.</param>
    public bool IsGreaterOrEqual(double number) => IsGreaterOrEqual(Number(number));

    /// <summary>Whether it is a text with this text in it.</summary>
    /// <param name="text">The text, UTF-8.</param>
    public bool Contains(ReadOnlySpan<byte> text) => _kind == SegmentValueKind.String && Unescaped().IndexOf(text) >= 0;

    /// <inheritdoc cref="Contains(ReadOnlySpan{byte})"/>
    /// <param name="text">The text; what is none is in nothing.</param>
    public bool Contains(SegmentValue text) => text._kind == SegmentValueKind.String && Contains(text.Unescaped());

    /// <summary>Whether it is a text that a pattern describes from beginning to end.</summary>
    /// <param name="glob">The pattern, UTF-8: <c>*</c> is anything, <c>?</c> one character, <c>[abc]</c> and <c>[a-z]</c> one of these.</param>
    public bool Matches(ReadOnlySpan<byte> glob) => _kind == SegmentValueKind.String && Glob.IsMatch(Unescaped(), glob);

    /// <inheritdoc cref="Matches(ReadOnlySpan{byte})"/>
    /// <param name="glob">The pattern; what is no text matches nothing.</param>
    public bool Matches(SegmentValue glob) => glob._kind == SegmentValueKind.String && Matches(glob.Unescaped());

    /// <summary>The text in lower case; anything else as it is.</summary>
    public SegmentValue ToLower()
#pragma warning disable CA1308 // The function is called lowercase.
        => _kind == SegmentValueKind.String ? Text(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Unescaped()).ToLowerInvariant())) : this;
#pragma warning restore CA1308

    /// <summary>How many characters (UTF-16) a text has, items an array, members an object; 0 without a value, null for anything else.</summary>
    public SegmentValue Length() => _kind switch
    {
        SegmentValueKind.Missing or SegmentValueKind.Null => Number(0),
        SegmentValueKind.String => Number(Encoding.UTF8.GetCharCount(Unescaped())),
        SegmentValueKind.Array => Number(Count(Items())),
        SegmentValueKind.Object => Number(Count(Members())),
        _ => Null,
    };

    /// <summary>What its type is called in triggers.</summary>
    public SegmentValue TypeOf() => Text(_kind switch
    {
        SegmentValueKind.String => "string"u8,
        SegmentValueKind.Number => "number"u8,
        SegmentValueKind.True or SegmentValueKind.False => "bool"u8,
        SegmentValueKind.Array => "list"u8,
        SegmentValueKind.Object => "object"u8,
        _ => "null"u8,
    });

    /// <summary>Whether it is equal to an item of an array.</summary>
    /// <param name="list">The array; nothing is in anything else.</param>
    public bool IsIn(SegmentValue list)
    {
        if (list._kind != SegmentValueKind.Array)
            return false;
        foreach (var item in list.Items())
        {
            if (Is(item))
                return true;
        }
        return false;
    }

    private static int Count(JsonItems items)
    {
        var count = 0;
        while (items.MoveNext())
            count++;
        return count;
    }

    private static int Count(JsonMembers members)
    {
        var count = 0;
        while (members.MoveNext())
            count++;
        return count;
    }

    private bool AreNumbers(SegmentValue other) => _kind == SegmentValueKind.Number && other._kind == SegmentValueKind.Number;

    /// <summary>A string's text; a copy only where it has escapes.</summary>
    internal ReadOnlySpan<byte> Unescaped()
    {
        if (!_isEscaped)
            return _raw;
        var text = new byte[_raw.Length];
        return text.AsSpan(0, JsonEscapes.Unescape(_raw, text));
    }
}
