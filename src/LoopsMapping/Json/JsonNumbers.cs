using System.Numerics;
using System.Runtime.CompilerServices;

namespace LoopsMapping.Json;

/// <summary>Integers as decimal digits, as .NET writes them in the invariant culture.</summary>
internal static class JsonNumbers
{
    /// <summary>The longest integer: 19 digits and a sign, or 20 digits.</summary>
    public const int MaxLength = 20;

    /// <summary>10^n, but for the first: 0 has a digit too.</summary>
    private static ReadOnlySpan<ulong> PowersOfTen =>
    [
        0, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000, 1_000_000_000_000,
        10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
        10_000_000_000_000_000_000,
    ];

    /// <summary>Writes the number and returns its length; the target has <see cref="MaxLength"/> bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(long value, ref byte target)
    {
        if (value >= 0)
            return Write((ulong)value, ref target);
        target = (byte)'-';
        // The magnitude, for long.MinValue too.
        return 1 + Write(0UL - (ulong)value, ref Unsafe.Add(ref target, 1));
    }

    /// <inheritdoc cref="Write(long, ref byte)"/>
    public static int Write(ulong value, ref byte target)
    {
        var length = CountDigits(value);
        var end = length;
        while (value >= 100)
        {
            var rest = value / 100;
            end -= 2;
            JsonBytes.Store(ref Unsafe.Add(ref target, end), TwoDigits((uint)(value - rest * 100)));
            value = rest;
        }
        if (value >= 10)
            JsonBytes.Store(ref target, TwoDigits((uint)value));
        else
            target = (byte)('0' + value);
        return length;
    }

    /// <summary>A number below 100 as two digits, the first one in the lower byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort TwoDigits(uint number)
    {
        // 103 ÷ 1024 is close enough to a tenth for two digits.
        var tens = (number * 103) >> 10;
        return (ushort)(0x3030 + tens + ((number - tens * 10) << 8));
    }

    /// <summary>Four numbers below 100 as two digits each, the first digit in the lowest byte; each has 16 bits to itself all the way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong EightDigits(uint first, uint second, uint third, uint fourth)
    {
        var numbers = first | ((ulong)second << 16) | ((ulong)third << 32) | ((ulong)fourth << 48);
        var tens = ((numbers * 103) >> 10) & 0x000F_000F_000F_000F;
        return 0x3030_3030_3030_3030 + tens + ((numbers - tens * 10) << 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CountDigits(ulong value)
    {
        // 1233 ÷ 4096 is the logarithm of two: right, or one too few.
        var guess = ((BitOperations.Log2(value | 1) + 1) * 1233) >> 12;
        return guess + (value >= PowersOfTen[guess] ? 1 : 0);
    }
}
