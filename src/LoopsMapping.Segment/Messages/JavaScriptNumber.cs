using System.Buffers.Text;
using System.Globalization;

namespace LoopsMapping.Segment.Messages;

/// <summary>Numbers as JavaScript has them, for whatever Segment's code makes text of.</summary>
internal static class JavaScriptNumber
{
    public static double Parse(ReadOnlySpan<byte> json)
        => Utf8Parser.TryParse(json, out double number, out var read) && read == json.Length
            ? number
            : double.Parse(json, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>What <c>String(number)</c> is (ECMA-262, Number::toString): no exponent from 1e-6 up to 1e21.</summary>
    public static string ToText(double number)
    {
        if (number == 0)
            return "0";
        if (double.IsInfinity(number))
            return number > 0 ? "Infinity" : "-Infinity";
        // The shortest text that reads back as the number has its digits; only where the point stands differs.
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        var sign = shortest[0] == '-' ? "-" : "";
        var (digits, exponent) = Digits(shortest.AsSpan(sign.Length));
        return sign + Place(digits, exponent);
    }

    /// <summary>The digits without zeros around them, and the place of the point: 0.00012 is 12 and −3.</summary>
    private static (string Digits, int Point) Digits(ReadOnlySpan<char> text)
    {
        var mark = text.IndexOf('E');
        var exponent = mark < 0 ? 0 : int.Parse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = mark < 0 ? text : text[..mark];
        var point = mantissa.IndexOf('.');
        var integer = point < 0 ? mantissa : mantissa[..point];
        var fraction = point < 0 ? default : mantissa[(point + 1)..];
        var all = string.Concat(integer, fraction);
        var digits = all.TrimStart('0');
        return (digits.TrimEnd('0'), integer.Length + exponent - (all.Length - digits.Length));
    }

    private static string Place(string digits, int point)
    {
        if (point > 21 || point < -5)
        {
            var exponent = (point > 0 ? "e+" : "e-") + Math.Abs(point - 1).ToString(CultureInfo.InvariantCulture);
            return digits.Length == 1 ? digits + exponent : $"{digits[0]}.{digits.AsSpan(1)}{exponent}";
        }
        if (point <= 0)
            return $"0.{new string('0', -point)}{digits}";
        return point >= digits.Length ? digits.PadRight(point, '0') : $"{digits.AsSpan(0, point)}.{digits.AsSpan(point)}";
    }
}
