using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LoopsMapping.Json;

/// <summary>
/// Dates in the forms that Loops lists: <c>yyyy-MM-ddTHH:mm:ss.fffZ</c> and <c>yyyy-MM-dd</c>. Three fraction digits, because
/// .NET's own seven are outside the list; finer ones are cut.
/// </summary>
internal static class JsonDates
{
    public const int InstantLength = 24;
    public const int DayLength = 10;

    /// <summary>Local time is converted; <see cref="DateTimeKind.Unspecified"/> is taken as UTC.</summary>
    public static DateTime ToUtc(DateTime value) => value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value;

    public static void WriteInstant(DateTime utc, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, InstantLength);
        ref var target = ref MemoryMarshal.GetReference(destination);
        WriteDay(DateOnly.FromDateTime(utc), ref target);

        var time = (uint)((ulong)utc.Ticks % TimeSpan.TicksPerDay / TimeSpan.TicksPerMillisecond);
        var fraction = time % 1000;
        time /= 1000;
        Unsafe.Add(ref target, 10) = (byte)'T';
        WriteTwo(time / 3600, ref Unsafe.Add(ref target, 11));
        Unsafe.Add(ref target, 13) = (byte)':';
        WriteTwo(time / 60 % 60, ref Unsafe.Add(ref target, 14));
        Unsafe.Add(ref target, 16) = (byte)':';
        WriteTwo(time % 60, ref Unsafe.Add(ref target, 17));
        Unsafe.Add(ref target, 19) = (byte)'.';
        Unsafe.Add(ref target, 20) = (byte)('0' + fraction / 100);
        WriteTwo(fraction % 100, ref Unsafe.Add(ref target, 21));
        Unsafe.Add(ref target, 23) = (byte)'Z';
    }

    public static void WriteDay(DateOnly day, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, DayLength);
        WriteDay(day, ref MemoryMarshal.GetReference(destination));
    }

    private static void WriteDay(DateOnly day, ref byte target)
    {
        var (year, month, dayOfMonth) = day;
        WriteTwo((uint)year / 100, ref target);
        WriteTwo((uint)year % 100, ref Unsafe.Add(ref target, 2));
        Unsafe.Add(ref target, 4) = (byte)'-';
        WriteTwo((uint)month, ref Unsafe.Add(ref target, 5));
        Unsafe.Add(ref target, 7) = (byte)'-';
        WriteTwo((uint)dayOfMonth, ref Unsafe.Add(ref target, 8));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteTwo(uint number, ref byte target)
    {
        var tens = number / 10;
        target = (byte)('0' + tens);
        Unsafe.Add(ref target, 1) = (byte)('0' + number - tens * 10);
    }
}
