using System.Globalization;
using LoopsMapping.Segment.Messages;

namespace LoopsMapping.Segment.Mapping;

/// <summary>Dates as SDKs write them.</summary>
internal static class Dates
{
    /// <summary>ISO 8601 with or without time, fraction and offset (UTC without one), and RFC 1123.</summary>
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mmK", "r",
    ];

    /// <summary>Reads text, or a number of Unix milliseconds.</summary>
    public static bool TryRead(SegmentValue value, out DateTimeOffset date)
    {
        date = default;
        if (value.Kind == SegmentValueKind.Number)
            return TryReadUnix(value.ToNumber(), out date);
        if (value.Kind != SegmentValueKind.String)
            return false;
        var text = value.ToText();
        return DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date)
            || (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var unix) && TryReadUnix(unix, out date));
    }

    private static bool TryReadUnix(double milliseconds, out DateTimeOffset date)
    {
        var isInRange = milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
        date = isInRange ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds) : default;
        return isInRange;
    }
}
