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

    private const uint MillisecondsPerDay = 86_400_000;

    /// <summary>Local time is converted; <see cref="DateTimeKind.Unspecified"/> is taken as UTC.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DateTime ToUtc(DateTime value) => value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value;

    public static string ToText(DateTime value) => ToUtc(value).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);

    public static void WriteInstant(DateTime utc, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, InstantLength);
        WriteInstant(utc, ref MemoryMarshal.GetReference(destination));
    }

    /// <summary>The target has <see cref="InstantLength"/> bytes, which three stores of eight fill.</summary>
    public static void WriteInstant(DateTime utc, ref byte target)
    {
        var (year, month, day) = utc;
        var date = EightDigits((uint)year, (uint)month, (uint)day);

        var time = (uint)((ulong)utc.Ticks / TimeSpan.TicksPerMillisecond % MillisecondsPerDay);
        var seconds = time / 1000;
        var fraction = time - seconds * 1000;
        var hundreds = fraction / 100;
        var minutes = seconds / 60;
        var hours = minutes / 60;
        var clock = JsonNumbers.EightDigits(hours, minutes - hours * 60, seconds - minutes * 60, fraction - hundreds * 100);

        JsonBytes.Store(ref target, YearAndMonth(date));
        JsonBytes.Store(ref Unsafe.Add(ref target, 8), (date >> 48) | ((ulong)'T' << 16) | ((clock & 0xFFFF) << 24) | ((ulong)':' << 40) | (((clock >> 16) & 0xFFFF) << 48));
        JsonBytes.Store(ref Unsafe.Add(ref target, 16), ':' | (((clock >> 32) & 0xFFFF) << 8) | ((ulong)'.' << 24) | ((ulong)('0' + hundreds) << 32) | ((clock >> 48) << 40) | ((ulong)'Z' << 56));
    }

    public static void WriteDay(DateOnly day, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, DayLength);
        WriteDay(day, ref MemoryMarshal.GetReference(destination));
    }

    /// <summary>The target has <see cref="DayLength"/> bytes.</summary>
    public static void WriteDay(DateOnly day, ref byte target)
    {
        var (year, month, dayOfMonth) = day;
        var date = EightDigits((uint)year, (uint)month, (uint)dayOfMonth);
        JsonBytes.Store(ref target, YearAndMonth(date));
        JsonBytes.Store(ref Unsafe.Add(ref target, 8), (ushort)(date >> 48));
    }

    /// <summary><c>yyyyMMdd</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong EightDigits(uint year, uint month, uint day)
    {
        var century = year / 100;
        return JsonNumbers.EightDigits(century, year - century * 100, month, day);
    }

    /// <summary><c>yyyy-MM-</c> of <c>yyyyMMdd</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong YearAndMonth(ulong date) => (uint)date | ((ulong)'-' << 32) | (((date >> 32) & 0xFFFF) << 40) | ((ulong)'-' << 56);
}
