using System.Text;

namespace LoopsMapping.Segment.Messages;

/// <summary>The patterns of <c>match</c>.</summary>
internal static class Glob
{
    /// <summary>Whether a pattern describes the whole text; in time that grows with the product of their lengths, whatever they are.</summary>
    public static bool IsMatch(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern)
    {
        // A star first takes nothing, then one character more each time that what follows it does not fit: only the last star needs that.
        ReadOnlySpan<byte> afterStar = default, retry = default;
        var hasStar = false;
        while (true)
        {
            if (pattern is [(byte)'*', ..])
            {
                hasStar = true;
                pattern = pattern[1..];
                afterStar = pattern;
                retry = text;
                continue;
            }
            if (text.IsEmpty && pattern.IsEmpty)
                return true;
            if (!text.IsEmpty && TryMatchOne(ref text, ref pattern))
                continue;
            if (!hasStar || retry.IsEmpty)
                return false;
            _ = Next(ref retry);
            text = retry;
            pattern = afterStar;
        }
    }

    private static bool TryMatchOne(ref ReadOnlySpan<byte> text, ref ReadOnlySpan<byte> pattern)
    {
        if (pattern.IsEmpty)
            return false;
        var textBefore = text;
        var patternBefore = pattern;
        var character = Next(ref text);
        var isMatch = Next(ref pattern) switch
        {
            { Value: '?' } => true,
            { Value: '[' } when TryReadSet(ref pattern, character, out var isIn) => isIn,
            { Value: '\\' } when !pattern.IsEmpty => Next(ref pattern) == character,
            var literal => literal == character,
        };
        if (isMatch)
            return true;
        text = textBefore;
        pattern = patternBefore;
        return false;
    }

    /// <summary>A set of characters up to its bracket; without one the bracket before it means itself.</summary>
    private static bool TryReadSet(ref ReadOnlySpan<byte> pattern, Rune character, out bool isIn)
    {
        isIn = false;
        var rest = pattern;
        while (!rest.IsEmpty)
        {
            var low = Next(ref rest);
            if (low.Value == ']')
            {
                pattern = rest;
                return true;
            }
            if (low.Value == '\\' && !rest.IsEmpty)
                low = Next(ref rest);
            var high = low;
            if (rest is [(byte)'-', not (byte)']', ..])
            {
                rest = rest[1..];
                high = Next(ref rest);
            }
            isIn |= character >= low && character <= high;
        }
        return false;
    }

    private static Rune Next(ref ReadOnlySpan<byte> text)
    {
        Rune.DecodeFromUtf8(text, out var rune, out var length);
        text = text[length..];
        return rune;
    }
}
