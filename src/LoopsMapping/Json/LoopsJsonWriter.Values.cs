using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LoopsMapping.Json;

public ref partial struct LoopsJsonWriter
{
    private const int GuidLength = 36;

    /// <summary>What <c>true</c> is, and <c>false</c> before its <c>e</c>, as the four bytes of a number.</summary>
    private const uint True = 't' | ('r' << 8) | ('u' << 16) | ('e' << 24);
    private const uint Fals = 'f' | ('a' << 8) | ('l' << 16) | ('s' << 24);

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
            ThrowTooLong(value, member);
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
        ref var target = ref Begin(segment, GuidLength + 1);
        value.TryFormat(MemoryMarshal.CreateSpan(ref target, GuidLength), out _);
        Unsafe.Add(ref target, GuidLength) = (byte)'"';
        Advance(segment.Length + GuidLength + 1);
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
        if (value switch { double number => !double.IsFinite(number), float number => !float.IsFinite(number), Half number => !Half.IsFinite(number), _ => false })
            throw LoopsValidationException.NotFinite(_mapped.Type, member);
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
        // The JIT keeps one of these for each type.
        if (typeof(T) == typeof(int) || typeof(T) == typeof(long) || typeof(T) == typeof(short) || typeof(T) == typeof(byte)
            || typeof(T) == typeof(uint) || typeof(T) == typeof(ushort) || typeof(T) == typeof(sbyte))
        {
            WriteInteger(segment, long.CreateTruncating(value));
        }
        else
        {
            WriteAnyNumber(segment, value, member);
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
        ref var target = ref Begin(segment, 5);
        JsonBytes.Store(ref target, value ? True : Fals);
        // Behind true this is nothing yet, and stays nothing.
        Unsafe.Add(ref target, 4) = (byte)'e';
        Advance(segment.Length + (value ? 4 : 5));
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
        ref var target = ref Begin(segment, JsonDates.InstantLength + 1);
        JsonDates.WriteInstant(JsonDates.ToUtc(value), ref target);
        Unsafe.Add(ref target, JsonDates.InstantLength) = (byte)'"';
        Advance(segment.Length + JsonDates.InstantLength + 1);
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
        ref var target = ref Begin(segment, JsonDates.DayLength + 1);
        JsonDates.WriteDay(value, ref target);
        Unsafe.Add(ref target, JsonDates.DayLength) = (byte)'"';
        Advance(segment.Length + JsonDates.DayLength + 1);
    }

    /// <inheritdoc cref="WriteDate(ReadOnlySpan{byte}, DateOnly)"/>
    public void WriteDate(ReadOnlySpan<byte> segment, DateOnly? value)
    {
        if (value is { } present)
            WriteDate(segment, present);
    }

    private void WriteText(scoped ReadOnlySpan<byte> segment, scoped ReadOnlySpan<char> text)
    {
        ref var target = ref Begin(segment, checked(text.Length * JsonText.MaxBytesPerChar + 1));
        var bytes = JsonText.Write(ref MemoryMarshal.GetReference(text), text.Length, ref target);
        Unsafe.Add(ref target, bytes) = (byte)'"';
        Advance(segment.Length + bytes + 1);
    }

    private void WriteInteger(scoped ReadOnlySpan<byte> segment, long value)
    {
        ref var target = ref Begin(segment, JsonNumbers.MaxLength);
        Advance(segment.Length + JsonNumbers.Write(value, ref target));
    }

    private void WriteAnyNumber<T>(scoped ReadOnlySpan<byte> segment, T value, string member)
        where T : struct, INumberBase<T>
    {
        if (!T.IsFinite(value))
            throw LoopsValidationException.NotFinite(_mapped.Type, member);
        var room = 64;
        while (true)
        {
            ref var target = ref Begin(segment, room);
            if (value.TryFormat(MemoryMarshal.CreateSpan(ref target, room), out var bytes, default, CultureInfo.InvariantCulture))
            {
                Advance(segment.Length + bytes);
                return;
            }
            // Only a BigInteger can be longer.
            room *= 2;
        }
    }

    /// <summary>Writes the segment and returns where its value goes, with room for <paramref name="count"/> bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte Begin(scoped ReadOnlySpan<byte> segment, int count)
    {
        ref var start = ref Reserve(checked(segment.Length + count));
        JsonBytes.Copy(segment, ref start);
        return ref Unsafe.Add(ref start, segment.Length);
    }

    [DoesNotReturn]
    private readonly void ThrowTooLong(string value, string member) => throw LoopsValidationException.TooLong(_mapped.Type, member, value.Length);
}
