using System.Globalization;
using System.Text.RegularExpressions;
using LoopsMapping.Segment.Messages;

namespace LoopsMapping.Segment.Mapping;

/// <summary>
/// What Segment takes for a date: whatever a JavaScript engine makes one of. It checks the form, hardly the calendar. Of the engine's own leniency
/// only what people write is taken over: ISO 8601, RFC 1123 and 2822, and English and American dates with a year of four digits.
/// </summary>
internal static partial class DateLike
{
    /// <summary>The largest time that JavaScript has, in milliseconds from 1970.</summary>
    private const double LastTime = 8.64e15;

    public static bool IsValid(string text)
    {
        // The text of a number is taken for seconds.
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && JavaScriptNumber.ToText(number) == text)
            return Math.Abs(number * 1000) <= LastTime;
        if (text.Length > 0 && text[^1] is not ('Z' or 'z') && Iso().IsMatch(text))
            return true;
        return HasYear().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out _);
    }

    /// <summary>Year, then month, day and time as far as they are there.</summary>
    [GeneratedRegex(@"^[0-9]{4}[-/]?([0-9]{1,2})?[-/]?([0-9]{0,2})[Tt\s]*([0-9]{1,2})?:?([0-9]{1,2})?:?([0-9]{1,2})?[.:]?([0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Iso();

    /// <summary>Without a year, .NET would take today's.</summary>
    [GeneratedRegex("[0-9]{4}", RegexOptions.CultureInvariant)]
    private static partial Regex HasYear();
}
