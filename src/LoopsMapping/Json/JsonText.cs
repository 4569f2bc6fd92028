using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace LoopsMapping.Json;

/// <summary>
/// The one routine that turns UTF-16 text into the inside of a JSON string: UTF-8, with the escapes that RFC 8259 demands
/// (quote, backslash, control characters) and no others. A lone surrogate becomes U+FFFD.
/// </summary>
/// <remarks>
/// Accesses are not checked one by one. No read leaves the text: n characters are loaded only where n are left. No write leaves the target,
/// which has six bytes for every character: what has been read has become at most six bytes a character, so six are left for each of the
/// others; n characters that are stored as plain before they are known to be take n of these, and any other character takes up to six.
/// </remarks>
internal static class JsonText
{
    /// <summary>The most bytes one UTF-16 unit can become (<c>\u001F</c>).</summary>
    public const int MaxBytesPerChar = 6;

    private const int Block = 16;

    /// <summary>What follows the backslash of an escaped control character.</summary>
    private static ReadOnlySpan<byte> ControlEscapes => "uuuuuuuubtnufruuuuuuuuuuuuuuuuuu"u8;

    /// <summary>Writes the text and returns the number of bytes; the destination holds <see cref="MaxBytesPerChar"/> bytes a character.</summary>
    public static int Write(ReadOnlySpan<char> text, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, text.Length * MaxBytesPerChar);
        return Write(ref MemoryMarshal.GetReference(text), text.Length, ref MemoryMarshal.GetReference(destination));
    }

    /// <summary>Writes the text and returns the number of bytes; the target has <see cref="MaxBytesPerChar"/> bytes a character.</summary>
    public static int Write(ref char text, int length, ref byte target)
    {
        ref var source = ref Unsafe.As<char, ushort>(ref text);
        var plain = CopyPlain(ref source, length, ref target);
        return plain == length ? length : WriteFrom(plain, ref source, length, ref target);
    }

    /// <summary>Goes on at the first character that is not plain; apart, so that plain text does not pay for its registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int WriteFrom(int read, ref ushort source, int length, ref byte target)
    {
        var written = read;
        while (true)
        {
            do
            {
                uint unit = Unsafe.Add(ref source, read++);
                ref var here = ref Unsafe.Add(ref target, written);
                if (unit < 0x80)
                {
                    written += WriteEscape(unit, ref here);
                }
                else if (unit < 0x800)
                {
                    JsonBytes.Store(ref here, (ushort)(0x80C0 | (unit >> 6) | ((unit & 0x3F) << 8)));
                    written += 2;
                }
                else if (IsSurrogate(unit) && unit < 0xDC00 && read < length && IsLowSurrogate(Unsafe.Add(ref source, read)))
                {
                    var rune = 0x10000 + ((unit - 0xD800) << 10) + (Unsafe.Add(ref source, read++) - 0xDC00u);
                    JsonBytes.Store(ref here, 0x808080F0 | (rune >> 18) | (((rune >> 12) & 0x3F) << 8) | (((rune >> 6) & 0x3F) << 16) | ((rune & 0x3F) << 24));
                    written += 4;
                }
                else
                {
                    if (IsSurrogate(unit))
                        unit = '\uFFFD';
                    here = (byte)(0xE0 | (unit >> 12));
                    JsonBytes.Store(ref Unsafe.Add(ref here, 1), (ushort)(0x8080 | ((unit >> 6) & 0x3F) | ((unit & 0x3F) << 8)));
                    written += 3;
                }
            }
            while (read < length && !IsPlain(Unsafe.Add(ref source, read)));

            var plain = CopyPlain(ref Unsafe.Add(ref source, read), length - read, ref Unsafe.Add(ref target, written));
            read += plain;
            written += plain;
            if (read == length)
                return written;
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
            var bytes = Pack(Vector128.Create(Load4(ref source, 0), Load4(ref source, length - 4)).AsUInt16(), Vector128.Create((ushort)' '));
            Unsafe.WriteUnaligned(ref target, bytes.AsUInt32().ToScalar());
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, length - 4), bytes.AsUInt32().GetElement(1));
            var special = Special(bytes);
            if (special == Vector128<byte>.Zero)
                return length;
            return First(special) is var place && place < 4 ? place : length - 8 + place;
        }

        if (length < Block)
        {
            var bytes = Pack(Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref source, (nuint)(length - 8)));
            Unsafe.WriteUnaligned(ref target, bytes.AsUInt64().ToScalar());
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, length - 8), bytes.AsUInt64().GetElement(1));
            var special = Special(bytes);
            if (special == Vector128<byte>.Zero)
                return length;
            return First(special) is var place && place < 8 ? place : length - Block + place;
        }

        nuint done = 0;
        var last = (nuint)(length - Block);
        while (true)
        {
            var bytes = Pack(Vector128.LoadUnsafe(ref source, done), Vector128.LoadUnsafe(ref source, done + 8));
            bytes.StoreUnsafe(ref target, done);
            var special = Special(bytes);
            if (special != Vector128<byte>.Zero)
                return (int)done + First(special);
            if (done == last)
                return length;
            done = Math.Min(done + Block, last);
        }
    }

    private static int CopyPlainOneByOne(ref ushort source, int length, ref byte target)
    {
        var i = 0;
        for (; i < length && Unsafe.Add(ref source, i) is var unit && IsPlain(unit); i++)
            Unsafe.Add(ref target, i) = (byte)unit;
        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Load4(ref ushort source, int offset)
        => Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref source, offset)));

    /// <summary>Sixteen characters as bytes; what is no ASCII becomes 0x80 or above, or 0, and neither is plain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Pack(Vector128<ushort> lower, Vector128<ushort> upper)
    {
        if (Sse2.IsSupported)
            return Sse2.PackUnsignedSaturate(lower.AsInt16(), upper.AsInt16());
        if (AdvSimd.IsSupported)
            return AdvSimd.ExtractNarrowingSaturateUpper(AdvSimd.ExtractNarrowingSaturateLower(lower), upper);
        var highest = Vector128.Create((ushort)0xFF);
        return Vector128.Narrow(Vector128.Min(lower, highest), Vector128.Min(upper, highest));
    }

    /// <summary>All ones where a byte is not plain. As a signed number, what is no ASCII is below a space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Special(Vector128<byte> bytes)
        => Vector128.LessThan(bytes.AsSByte(), Vector128.Create((sbyte)' ')).AsByte()
            | Vector128.Equals(bytes, Vector128.Create((byte)'"'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\\'));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int First(Vector128<byte> special) => BitOperations.TrailingZeroCount(special.ExtractMostSignificantBits());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsPlain(uint unit) => unit - ' ' < 0x80 - ' ' && unit != '"' && unit != '\\';

    private static bool IsSurrogate(uint unit) => unit - 0xD800 < 0x800;

    private static bool IsLowSurrogate(uint unit) => unit - 0xDC00 < 0x400;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int WriteEscape(uint unit, ref byte target)
    {
        Debug.Assert(!IsPlain(unit));
        uint escape = unit < ' ' ? ControlEscapes[(int)unit] : unit;
        JsonBytes.Store(ref target, (ushort)('\\' | (escape << 8)));
        if (escape != 'u')
            return 2;

        JsonBytes.Store(ref Unsafe.Add(ref target, 2), (ushort)('0' | ('0' << 8)));
        Unsafe.Add(ref target, 4) = (byte)('0' + (unit >> 4));
        Unsafe.Add(ref target, 5) = "0123456789ABCDEF"u8[(int)(unit & 0xF)];
        return 6;
    }
}
