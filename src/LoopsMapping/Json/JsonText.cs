using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LoopsMapping.Json;

/// <summary>
/// The one routine that turns UTF-16 text into the inside of a JSON string: UTF-8, with the escapes that RFC 8259 demands
/// (quote, backslash, control characters) and no others. A lone surrogate becomes U+FFFD.
/// </summary>
internal static class JsonText
{
    /// <summary>The most bytes one UTF-16 unit can become (<c>\u001F</c>).</summary>
    public const int MaxBytesPerChar = 6;

    private const int Block = 16;

    /// <summary>Writes the text and returns the number of bytes; the destination holds <see cref="MaxBytesPerChar"/> bytes a character.</summary>
    public static int Write(ReadOnlySpan<char> text, Span<byte> destination)
    {
        // Everything below stores without a check of its own, as far as this promise reaches and no further.
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, text.Length * MaxBytesPerChar);

        ref var source = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        ref var target = ref MemoryMarshal.GetReference(destination);
        var read = 0;
        var written = 0;
        while (true)
        {
            var plain = CopyPlain(ref Unsafe.Add(ref source, read), text.Length - read, ref Unsafe.Add(ref target, written));
            read += plain;
            written += plain;
            if (read == text.Length)
                return written;
            written += WriteSpecial(text, ref read, ref Unsafe.Add(ref target, written));
        }
    }

    /// <summary>
    /// Copies up to the first character that is not plain, and returns how many. Looked at and narrowed 16 at a time; what is left over is
    /// covered by two loads that overlap, so that no length needs a loop over single characters.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CopyPlain(ref ushort source, int length, ref byte target)
    {
        if (!Vector128.IsHardwareAccelerated || length < 4)
            return CopyPlainOneByOne(ref source, length, ref target);

        if (length < 8)
        {
            var (head, tail) = (Load4(ref source, 0), Load4(ref source, length - 4));
            var bytes = Pack(Vector128.Create(head, tail).AsUInt16(), Vector128.Create((ushort)' '));
            Unsafe.WriteUnaligned(ref target, bytes.AsUInt32().ToScalar());
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, length - 4), bytes.AsUInt32().GetElement(1));
            return FirstSpecial(bytes) is var place && place < 4 ? place : Math.Min(length, length - 8 + place);
        }

        if (length < Block)
        {
            var bytes = Pack(Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref source, (nuint)(length - 8)));
            Unsafe.WriteUnaligned(ref target, bytes.AsUInt64().ToScalar());
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, length - 8), bytes.AsUInt64().GetElement(1));
            return FirstSpecial(bytes) is var place && place < 8 ? place : length - Block + place;
        }

        var done = 0;
        while (true)
        {
            var bytes = Pack(Vector128.LoadUnsafe(ref source, (nuint)done), Vector128.LoadUnsafe(ref source, (nuint)(done + 8)));
            bytes.StoreUnsafe(ref target, (nuint)done);
            var place = FirstSpecial(bytes);
            if (place < Block || done == length - Block)
                return done + place;
            done = Math.Min(done + Block, length - Block);
        }
    }

    private static int CopyPlainOneByOne(ref ushort source, int length, ref byte target)
    {
        var i = 0;
        for (; i < length && Unsafe.Add(ref source, i) is >= ' ' and <= '\u007F' and not '"' and not '\\' and var c; i++)
            Unsafe.Add(ref target, i) = (byte)c;
        return i;
    }

    private static ulong Load4(ref ushort source, int offset)
        => Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref source, offset)));

    /// <summary>Sixteen characters as bytes, with what is no ASCII at 0x80 or above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Pack(Vector128<ushort> lower, Vector128<ushort> upper)
    {
        var highest = Vector128.Create((ushort)0xFF);
        return Vector128.Narrow(Vector128.Min(lower, highest), Vector128.Min(upper, highest));
    }

    /// <summary>The place of the first byte that is not plain; 16 when all are. As a signed number, what is no ASCII is below a space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FirstSpecial(Vector128<byte> bytes)
    {
        var special = Vector128.LessThan(bytes.AsSByte(), Vector128.Create((sbyte)' ')).AsByte()
            | Vector128.Equals(bytes, Vector128.Create((byte)'"'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\\'));
        return BitOperations.TrailingZeroCount(special.ExtractMostSignificantBits() | (1u << Block));
    }

    /// <summary>Writes the character at hand, escaped or as UTF-8, and moves on.</summary>
    private static int WriteSpecial(ReadOnlySpan<char> text, ref int read, ref byte target)
    {
        var c = text[read++];
        if (c < 0x80)
            return WriteEscape(c, ref target);
        if (c < 0x800)
        {
            target = (byte)(0xC0 | (c >> 6));
            Unsafe.Add(ref target, 1) = (byte)(0x80 | (c & 0x3F));
            return 2;
        }
        if (char.IsHighSurrogate(c) && read < text.Length && char.IsLowSurrogate(text[read]))
        {
            var rune = char.ConvertToUtf32(c, text[read++]);
            target = (byte)(0xF0 | (rune >> 18));
            Unsafe.Add(ref target, 1) = (byte)(0x80 | ((rune >> 12) & 0x3F));
            Unsafe.Add(ref target, 2) = (byte)(0x80 | ((rune >> 6) & 0x3F));
            Unsafe.Add(ref target, 3) = (byte)(0x80 | (rune & 0x3F));
            return 4;
        }

        var unit = char.IsSurrogate(c) ? '\uFFFD' : c;
        target = (byte)(0xE0 | (unit >> 12));
        Unsafe.Add(ref target, 1) = (byte)(0x80 | ((unit >> 6) & 0x3F));
        Unsafe.Add(ref target, 2) = (byte)(0x80 | (unit & 0x3F));
        return 3;
    }

    private static int WriteEscape(char c, ref byte target)
    {
        Debug.Assert(c is < ' ' or '"' or '\\');
        target = (byte)'\\';
        var shortForm = c switch
        {
            '"' => (byte)'"',
            '\\' => (byte)'\\',
            '\b' => (byte)'b',
            '\t' => (byte)'t',
            '\n' => (byte)'n',
            '\f' => (byte)'f',
            '\r' => (byte)'r',
            _ => (byte)0,
        };
        if (shortForm != 0)
        {
            Unsafe.Add(ref target, 1) = shortForm;
            return 2;
        }

        Unsafe.Add(ref target, 1) = (byte)'u';
        Unsafe.Add(ref target, 2) = (byte)'0';
        Unsafe.Add(ref target, 3) = (byte)'0';
        Unsafe.Add(ref target, 4) = (byte)('0' + (c >> 4));
        Unsafe.Add(ref target, 5) = (byte)"0123456789ABCDEF"[c & 0xF];
        return 6;
    }
}
