using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace LoopsMapping.Json;

public ref partial struct LoopsJsonWriter
{
    /// <summary>Writes text.</summary>
    /// <param name="segment">Name and opening quote: <c>,"firstName":"</c>.</param>
    /// <param name="value">The text; <see langword="null"/> writes nothing.</param>
    /// <param name="member">The C# member, for the error.</param>
    /// <exception cref="LoopsValidationException">The text is longer than 498 characters.</exception>
    public void WriteString(ReadOnlySpan<byte> segment, string? value, string member)
    {
        if (value is null)
            return;
        if (value.Length > MaxTextLength)
            throw LoopsValidationException.TooLong(_mapped.Type, member, value.Length);
        WriteText(segment, value);
    }

    /// <summary>Writes one character as text.</summary>
    /// <inheritdoc cref="WriteString(ReadOnlySpan{byte}, string, string)"/>
    public void WriteString(ReadOnlySpan<byte> segment, char value) => WriteText(segment, new ReadOnlySpan<char>(in value));

    /// <inheritdoc cref="WriteString(ReadOnlySpan{byte}, char)"/>
    public void WriteString(ReadOnlySpan<byte> segment, char? value)
    {
        if (value is { } present)
            WriteString(segment, present);
    }

    /// <summary>Writes a Guid as text, 32 lower-case digits with hyphens.</summary>
    /// <inheritdoc cref="WriteString(ReadOnlySpan{byte}, string, string)"/>
    public void WriteString(ReadOnlySpan<byte> segment, Guid value)
    {
        var free = Reserve(segment.Length + 37);
        JsonBytes.Copy(segment, ref MemoryMarshal.GetReference(free));
        value.TryFormat(free[segment.Length..], out var bytes);
        free[segment.Length + bytes] = (byte)'"';
        _length += segment.Length + bytes + 1;
    }

    /// <inheritdoc cref="WriteString(ReadOnlySpan{byte}, Guid)"/>
    public void WriteString(ReadOnlySpan<byte> segment, Guid? value)
    {
        if (value is { } present)
            WriteString(segment, present);
    }

    /// <summary>Writes a value as text in a .NET format, in the invariant culture.</summary>
    /// <param name="segment">Name and opening quote: <c>,"month":"</c>.</param>
    /// <param name="value">The value; <see langword="null"/> writes nothing.</param>
    /// <param name="format">The format string.</param>
    /// <param name="member">The C# member, for the error.</param>
    /// <exception cref="LoopsValidationException">The format does not fit the type, or the text is longer than 498 characters.</exception>
    public void WriteFormatted<T>(ReadOnlySpan<byte> segment, T value, string format, string member)
        where T : IFormattable?
        => WriteString(segment, Format(value, format, member), member);

    /// <inheritdoc cref="WriteFormatted{T}(ReadOnlySpan{byte}, T, string, string)"/>
    public void WriteFormatted<T>(ReadOnlySpan<byte> segment, T? value, string format, string member)
        where T : struct, IFormattable
        => WriteString(segment, Format(value, format, member), member);

    /// <summary>A value as text in a .NET format, in the invariant culture.</summary>
    /// <inheritdoc cref="WriteFormatted{T}(ReadOnlySpan{byte}, T, string, string)"/>
    public readonly string? Format<T>(T value, string format, string member)
        where T : IFormattable?
    {
        try
        {
            return value?.ToString(format, CultureInfo.InvariantCulture);
        }
        catch (FormatException exception)
        {
            throw LoopsValidationException.BadFormat(_mapped.Type, member, format, exception);
        }
    }

    /// <inheritdoc cref="Format{T}(T, string, string)"/>
    public readonly string? Format<T>(T? value, string format, string member)
        where T : struct, IFormattable
        => value is { } present ? Format(present, format, member) : null;

    /// <summary>Writes a number: the shortest text that reads back as the same value.</summary>
    /// <param name="segment">The name: <c>,"seats":</c>.</param>
    /// <param name="value">The number; <see langword="null"/> writes nothing.</param>
    /// <param name="member">The C# member, for the error.</param>
    /// <exception cref="LoopsValidationException">The number is NaN or infinite, which JSON cannot say.</exception>
    public void WriteNumber<T>(ReadOnlySpan<byte> segment, T value, string member)
        where T : struct, INumberBase<T>
    {
        if (!T.IsFinite(value))
            throw LoopsValidationException.NotFinite(_mapped.Type, member);
        var room = 64;
        while (true)
        {
            var free = Reserve(segment.Length + room);
            if (value.TryFormat(free[segment.Length..], out var bytes, default, CultureInfo.InvariantCulture))
            {
                JsonBytes.Copy(segment, ref MemoryMarshal.GetReference(free));
                _length += segment.Length + bytes;
                return;
            }
            // Only a BigInteger can be longer.
            room *= 2;
        }
    }

    /// <inheritdoc cref="WriteNumber{T}(ReadOnlySpan{byte}, T, string)"/>
    public void WriteNumber<T>(ReadOnlySpan<byte> segment, T? value, string member)
        where T : struct, INumberBase<T>
    {
        if (value is { } present)
            WriteNumber(segment, present, member);
    }

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    /// <param name="segment">The name: <c>,"subscribed":</c>.</param>
    /// <param name="value">The value; <see langword="null"/> writes nothing.</param>
    public void WriteBoolean(ReadOnlySpan<byte> segment, bool value)
    {
        var free = Reserve(segment.Length + 5);
        JsonBytes.Copy(segment, ref MemoryMarshal.GetReference(free));
        var text = value ? "true"u8 : "false"u8;
        text.CopyTo(free[segment.Length..]);
        _length += segment.Length + text.Length;
    }

    /// <inheritdoc cref="WriteBoolean(ReadOnlySpan{byte}, bool)"/>
    public void WriteBoolean(ReadOnlySpan<byte> segment, bool? value)
    {
        if (value is { } present)
            WriteBoolean(segment, present);
    }

    /// <summary>Writes an instant as <c>yyyy-MM-ddTHH:mm:ss.fffZ</c> in UTC.</summary>
    /// <param name="segment">Name and opening quote: <c>,"createdAt":"</c>.</param>
    /// <param name="value">The instant; unspecified kind is UTC; finer fractions are cut; <see langword="null"/> writes nothing.</param>
    public void WriteDate(ReadOnlySpan<byte> segment, DateTime value)
    {
        var free = Reserve(segment.Length + JsonDates.InstantLength + 1);
        JsonBytes.Copy(segment, ref MemoryMarshal.GetReference(free));
        JsonDates.WriteInstant(JsonDates.ToUtc(value), free[segment.Length..]);
        free[segment.Length + JsonDates.InstantLength] = (byte)'"';
        _length += segment.Length + JsonDates.InstantLength + 1;
    }

    /// <inheritdoc cref="WriteDate(ReadOnlySpan{byte}, DateTime)"/>
    public void WriteDate(ReadOnlySpan<byte> segment, DateTime? value)
    {
        if (value is { } present)
            WriteDate(segment, present);
    }

    /// <inheritdoc cref="WriteDate(ReadOnlySpan{byte}, DateTime)"/>
    public void WriteDate(ReadOnlySpan<byte> segment, DateTimeOffset value) => WriteDate(segment, value.UtcDateTime);

    /// <inheritdoc cref="WriteDate(ReadOnlySpan{byte}, DateTime)"/>
    public void WriteDate(ReadOnlySpan<byte> segment, DateTimeOffset? value)
    {
        if (value is { } present)
            WriteDate(segment, present.UtcDateTime);
    }

    /// <summary>Writes a day as <c>yyyy-MM-dd</c>.</summary>
    /// <param name="segment">Name and opening quote: <c>,"birthday":"</c>.</param>
    /// <param name="value">The day; <see langword="null"/> writes nothing.</param>
    public void WriteDate(ReadOnlySpan<byte> segment, DateOnly value)
    {
        var free = Reserve(segment.Length + JsonDates.DayLength + 1);
        JsonBytes.Copy(segment, ref MemoryMarshal.GetReference(free));
        JsonDates.WriteDay(value, free[segment.Length..]);
        free[segment.Length + JsonDates.DayLength] = (byte)'"';
        _length += segment.Length + JsonDates.DayLength + 1;
    }

    /// <inheritdoc cref="WriteDate(ReadOnlySpan{byte}, DateOnly)"/>
    public void WriteDate(ReadOnlySpan<byte> segment, DateOnly? value)
    {
        if (value is { } present)
            WriteDate(segment, present);
    }

    private void WriteText(scoped ReadOnlySpan<byte> segment, scoped ReadOnlySpan<char> text)
    {
        var free = Reserve(segment.Length + text.Length * JsonText.MaxBytesPerChar + 1);
        JsonBytes.Copy(segment, ref MemoryMarshal.GetReference(free));
        free = free[segment.Length..];
        var bytes = JsonText.Write(text, free);
        free[bytes] = (byte)'"';
        _length += segment.Length + bytes + 1;
    }
}
