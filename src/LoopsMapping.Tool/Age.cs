using System.Globalization;
using static System.FormattableString;

namespace LoopsMapping.Tool;

/// <summary>Times as people say them, in every culture alike.</summary>
internal static class Age
{
    /// <summary>The two largest units: <c>3 h 12 m</c>.</summary>
    public static string Text(TimeSpan time)
    {
        return time switch
        {
            { TotalMinutes: < 1 } => Invariant($"{Math.Max(0, time.Seconds)} s"),
            { TotalHours: < 1 } => Invariant($"{time.Minutes} m"),
            { TotalDays: < 1 } => Invariant($"{time.Hours} h {time.Minutes} m"),
            _ => Invariant($"{time.Days} d {time.Hours} h"),
        };
    }

    /// <summary>A point in time, and how far away it is.</summary>
    public static string Text(DateTimeOffset time, DateTimeOffset now)
    {
        var text = time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        return time > now ? $"{text}, in {Text(time - now)}" : $"{text}, {Text(now - time)} ago";
    }
}
