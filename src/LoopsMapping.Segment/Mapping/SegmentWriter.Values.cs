using System.Globalization;
using System.Numerics;
using LoopsMapping.Json;
using LoopsMapping.Segment.Mapping;
using LoopsMapping.Segment.Messages;

namespace LoopsMapping.Segment;

/// <summary>Values, read as the types that members have.</summary>
public ref partial struct SegmentWriter
{
    private const int LongestNumber = 400;

    /// <summary>Writes what is the same for every message.</summary>
    /// <param name="segment">One or more whole members: <c>,"source":"App"</c>.</param>
    public void WriteRaw(ReadOnlySpan<byte> segment) => Json.WriteRaw(segment);

    /// <summary>Writes the contact's email.</summary>
    /// <param name="value">The email; null and blank text are none.</param>
    public void WriteEmail(SegmentValue value)
    {
        // It stays where it is, too, as the default mapping leaves it.
        if (!FieldRules.IsBlank(value))
            FieldRules.WriteEmail(ref this, value);
    }

    /// <summary>Writes the contact's user id.</summary>
    /// <param name="value">The user id; null and blank text are none.</param>
    public void WriteUserId(SegmentValue value)
    {
        if (!FieldRules.IsBlank(value))
            FieldRules.WriteUserId(ref this, value);
    }

    /// <summary>Writes text. Numbers and booleans become text.</summary>
    /// <param name="segment">The name.</param>
    /// <param name="value">The value.</param>
    /// <param name="clears">Whether null is sent, to reset the property.</param>
    public void WriteString(ReadOnlySpan<byte> segment, SegmentValue value, bool clears = false)
    {
        if (!Begin(segment, ref value, clears))
            return;
        if (!FieldRules.IsText(value))
            Fail(value, "a string");
        else if (value.Raw.Length > LoopsJsonWriter.MaxTextLength && value.ToText().Length > LoopsJsonWriter.MaxTextLength)
            FailTooLong(value);
        else
            FieldRules.WriteText(ref this, segment, value);
    }

    /// <summary>Writes a text of one character.</summary>
    /// <inheritdoc cref="WriteString"/>
    public void WriteChar(ReadOnlySpan<byte> segment, SegmentValue value, bool clears = false)
    {
        if (!Begin(segment, ref value, clears))
            return;
        if (FieldRules.IsText(value) && value.ToText() is { Length: 1 } text)
            Json.WriteQuoted(segment, text);
        else
            Fail(value, "a single character");
    }

    /// <summary>Writes a Guid.</summary>
    /// <inheritdoc cref="WriteString"/>
    public void WriteGuid(ReadOnlySpan<byte> segment, SegmentValue value, bool clears = false)
    {
        if (!Begin(segment, ref value, clears))
            return;
        if (value.Kind == SegmentValueKind.String && Guid.TryParse(value.ToText(), CultureInfo.InvariantCulture, out var guid))
            Json.WriteQuoted(segment, guid.ToString("D", CultureInfo.InvariantCulture));
        else
            Fail(value, "a GUID");
    }

    /// <summary>Writes a URI, as it was written.</summary>
    /// <inheritdoc cref="WriteString"/>
    public void WriteUri(ReadOnlySpan<byte> segment, SegmentValue value, bool clears = false)
    {
        if (value.IsNull || (value.Kind == SegmentValueKind.String && Uri.TryCreate(value.ToText(), UriKind.RelativeOrAbsolute, out _)))
        {
            WriteString(segment, value, clears);
            return;
        }
        Take(value);
        Fail(value, "a URI");
    }

    /// <summary>Writes a boolean: true and false, as text in any case, 1 and 0.</summary>
    /// <inheritdoc cref="WriteString"/>
    public void WriteBoolean(ReadOnlySpan<byte> segment, SegmentValue value, bool clears = false)
    {
        if (!Begin(segment, ref value, clears))
            return;
        if (TryReadBoolean(value, out var read))
            Json.WriteBoolean(segment, read);
        else
            Fail(value, "a boolean");
    }

    /// <summary>Writes a number; text is read as one, without regard to culture.</summary>
    /// <typeparam name="T">The member's type.</typeparam>
    /// <inheritdoc cref="WriteString"/>
    public void WriteNumber<T>(ReadOnlySpan<byte> segment, SegmentValue value, bool clears = false)
        where T : struct, INumber<T>
    {
        if (!Begin(segment, ref value, clears))
            return;
        if (value.Kind is SegmentValueKind.Number or SegmentValueKind.String
            && value.Raw.Length <= LongestNumber
            && T.TryParse(value.Unescaped(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && T.IsFinite(number))
        {
            Json.WriteNumber(segment, number, "");
        }
        else
        {
            Fail(value, $"a number ({typeof(T).Name})");
        }
    }

    /// <summary>Writes a date and time: ISO 8601, RFC 1123, or Unix milliseconds.</summary>
    /// <inheritdoc cref="WriteString"/>
    public void WriteDateTime(ReadOnlySpan<byte> segment, SegmentValue value, bool clears = false)
    {
        if (!Begin(segment, ref value, clears))
            return;
        if (Dates.TryRead(value, out var date))
            Json.WriteQuoted(segment, JsonDates.ToText(date.UtcDateTime));
        else
            Fail(value, "a date and time (ISO 8601)");
    }

    /// <summary>Writes a date: ISO 8601, whose time is left out, or Unix milliseconds.</summary>
    /// <inheritdoc cref="WriteString"/>
    public void WriteDate(ReadOnlySpan<byte> segment, SegmentValue value, bool clears = false)
    {
        if (!Begin(segment, ref value, clears))
            return;
        // The day as it is written, which can be another than in UTC.
        if (Dates.TryRead(value, out var date))
            Json.WriteQuoted(segment, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        else
            Fail(value, "a date (yyyy-MM-dd)");
    }

    /// <summary>Writes text in the format of the member.</summary>
    /// <typeparam name="T">The member's type.</typeparam>
    /// <param name="segment">The name.</param>
    /// <param name="value">The value.</param>
    /// <param name="format">The .NET format.</param>
    /// <param name="clears">Whether null is sent, to reset the property.</param>
    public void WriteFormatted<T>(ReadOnlySpan<byte> segment, SegmentValue value, string format, bool clears = false)
        where T : IParsable<T>, IFormattable
    {
        if (!Begin(segment, ref value, clears))
            return;
        if (TryFormat<T>(value, format) is not { } text)
            Fail(value, $"a {typeof(T).Name} that can be written as \"{format}\"");
        else if (text.Length > LoopsJsonWriter.MaxTextLength)
            FailTooLong(value);
        else
            Json.WriteQuoted(segment, text);
    }

    /// <summary>Writes the text of an enum's value.</summary>
    /// <param name="segment">The name.</param>
    /// <param name="value">The value.</param>
    /// <param name="text">What Loops gets for what the message says; null for what is no value of the enum.</param>
    /// <param name="clears">Whether null is sent, to reset the property.</param>
    public void WriteEnum(ReadOnlySpan<byte> segment, SegmentValue value, Func<string, string?> text, bool clears = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!Begin(segment, ref value, clears))
            return;
        if (value.Kind is SegmentValueKind.String or SegmentValueKind.Number && text(value.ToText()) is { } known)
            Json.WriteQuoted(segment, known);
        else
            Fail(value, "a value of the enum");
    }

    /// <summary>Writes whether the contact is in a mailing list. Null changes nothing.</summary>
    /// <param name="segment">The list's id as a name.</param>
    /// <param name="value">True, false, or text for one of them.</param>
    public void WriteMailingList(ReadOnlySpan<byte> segment, SegmentValue value) => WriteBoolean(segment, value);

    private static bool TryReadBoolean(SegmentValue value, out bool read)
    {
        read = value.Kind == SegmentValueKind.True || value.Is(1);
        return value.Kind switch
        {
            SegmentValueKind.True or SegmentValueKind.False => true,
            SegmentValueKind.Number => value.Is(1) || value.Is(0),
            SegmentValueKind.String => bool.TryParse(value.ToText(), out read),
            _ => false,
        };
    }

    private static string? TryFormat<T>(SegmentValue value, string format)
        where T : IParsable<T>, IFormattable
    {
        try
        {
            if (typeof(T) == typeof(DateTime) || typeof(T) == typeof(DateTimeOffset))
            {
                if (!Dates.TryRead(value, out var date))
                    return null;
                return typeof(T) == typeof(DateTime)
                    ? date.UtcDateTime.ToString(format, CultureInfo.InvariantCulture)
                    : date.ToString(format, CultureInfo.InvariantCulture);
            }
            return value.Kind is SegmentValueKind.String or SegmentValueKind.Number && T.TryParse(value.ToText(), CultureInfo.InvariantCulture, out var read)
                ? read.ToString(format, CultureInfo.InvariantCulture)
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Begins a member: it takes the value, and writes null where that resets.</summary>
    /// <returns>Whether there is a value to write.</returns>
    private bool Begin(scoped ReadOnlySpan<byte> segment, scoped ref SegmentValue value, bool clears)
    {
        Take(value);
        value = FieldRules.Unwrap(value);
        if (!value.IsNull)
            return true;
        if (clears && value.Exists)
            Json.WriteValue(segment, "null"u8);
        return false;
    }

    private void FailTooLong(SegmentValue value)
        => Fail($"{MessagePath.Of(_index, _message, value.Start)} has more than {LoopsJsonWriter.MaxTextLength} characters, which Loops does not take.");
}
