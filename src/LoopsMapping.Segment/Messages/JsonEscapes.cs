using System.Buffers;
using System.Text;

namespace LoopsMapping.Segment.Messages;

/// <summary>
/// The text of a JSON string. Half a surrogate pair, which JSON allows and UTF-8 does not, becomes U+FFFD; System.Text.Json refuses it.
/// </summary>
internal static class JsonEscapes
{
    private const int OnStack = 256;

    /// <summary>Writes the text without escapes, which is never longer.</summary>
    /// <param name="escaped">The inside of a valid JSON string.</param>
    /// <param name="target">Takes the text.</param>
    /// <returns>Its length.</returns>
    public static int Unescape(ReadOnlySpan<byte> escaped, Span<byte> target)
    {
        var written = 0;
        while (true)
        {
            var plain = escaped.IndexOf((byte)'\\');
            if (plain < 0)
            {
                escaped.CopyTo(target[written..]);
                return written + escaped.Length;
            }
            escaped[..plain].CopyTo(target[written..]);
            written += plain;
            escaped = escaped[plain..];
            if (escaped[1] == 'u')
            {
                written += UnescapeRune(ref escaped, target[written..]);
            }
            else
            {
                target[written++] = escaped[1] switch
                {
                    (byte)'b' => (byte)'\b',
                    (byte)'f' => (byte)'\f',
                    (byte)'n' => (byte)'\n',
                    (byte)'r' => (byte)'\r',
                    (byte)'t' => (byte)'\t',
                    var self => self,
                };
                escaped = escaped[2..];
            }
        }
    }

    /// <summary>The text as a string.</summary>
    public static string ToText(ReadOnlySpan<byte> raw, bool isEscaped)
    {
        if (!isEscaped)
            return Encoding.UTF8.GetString(raw);
        byte[]? rented = null;
        var target = raw.Length <= OnStack ? stackalloc byte[OnStack] : rented = ArrayPool<byte>.Shared.Rent(raw.Length);
        var text = Encoding.UTF8.GetString(target[..Unescape(raw, target)]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return text;
    }

    /// <summary>Whether a string has this text.</summary>
    public static bool Equals(ReadOnlySpan<byte> raw, bool isEscaped, ReadOnlySpan<byte> text)
    {
        if (!isEscaped)
            return raw.SequenceEqual(text);
        if (text.Length > raw.Length)
            return false;
        byte[]? rented = null;
        var target = raw.Length <= OnStack ? stackalloc byte[OnStack] : rented = ArrayPool<byte>.Shared.Rent(raw.Length);
        var isEqual = target[..Unescape(raw, target)].SequenceEqual(text);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return isEqual;
    }

    private static int UnescapeRune(ref ReadOnlySpan<byte> escaped, Span<byte> target)
    {
        var unit = Unit(escaped);
        escaped = escaped[6..];
        if (!char.IsSurrogate(unit))
            return new Rune(unit).EncodeToUtf8(target);
        if (char.IsHighSurrogate(unit) && escaped is [(byte)'\\', (byte)'u', ..] && Unit(escaped) is var low && char.IsLowSurrogate(low))
        {
            escaped = escaped[6..];
            return new Rune(unit, low).EncodeToUtf8(target);
        }
        return Rune.ReplacementChar.EncodeToUtf8(target);
    }

    private static char Unit(ReadOnlySpan<byte> escaped)
        => (char)((Digit(escaped[2]) << 12) | (Digit(escaped[3]) << 8) | (Digit(escaped[4]) << 4) | Digit(escaped[5]));

    private static int Digit(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
