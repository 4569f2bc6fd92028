using System.Globalization;
using LoopsMapping.Generator.Model;

namespace LoopsMapping.Generator.Reading;

/// <summary>A path of <c>[LoopsFrom]</c>, as Segment's mappings write it: <c>$.traits.address.city</c>, <c>$.traits.list[0]</c>, <c>$.traits['a b']</c>.</summary>
internal static class SegmentPath
{
    private const string Start = "$.";

    /// <summary>The path, or what is wrong from which character to which.</summary>
    public static (PathModel? Path, string Objection, int Start, int End) Parse(string text)
    {
        if (!text.StartsWith(Start, StringComparison.Ordinal))
            return Wrong($"a path begins at the message: write \"{Remedy(text)}\"", 0, text.Length);
        var steps = new List<PathStep>();
        for (var at = Start.Length - 1; at < text.Length;)
        {
            if (text[at] == '.')
            {
                var end = text.IndexOfAny(['.', '[', ']'], at + 1) is >= 0 and var next ? next : text.Length;
                var name = text.Substring(at + 1, end - at - 1);
                if (name.Length == 0)
                    return Wrong("a name is missing after '.'", at, at + 1);
                if (name.Any(static c => char.IsWhiteSpace(c) || c is '\'' or '"'))
                    return Wrong("a name with such characters stands in brackets and quotes: ['a name']", at + 1, end);
                steps.Add(Index(name) is { } item ? PathStep.To(item) : new(name));
                at = end;
            }
            else if (text[at] == '[')
            {
                if (Bracketed(text, at, steps) is not { } end)
                    return Wrong("brackets hold the number of an item, [0], or a name in quotes, ['a name']", at, text.IndexOf(']', at) is >= 0 and var close ? close + 1 : text.Length);
                at = end;
            }
            else
            {
                return Wrong("what follows ']' begins with '.' or '['", at, at + 1);
            }
        }
        return (new(new EquatableArray<PathStep>(steps)), "", 0, 0);
    }

    private static (PathModel? Path, string Objection, int Start, int End) Wrong(string objection, int start, int end) => (null, objection, start, end);

    /// <summary>Where the brackets end.</summary>
    private static int? Bracketed(string text, int at, List<PathStep> steps)
    {
        if (at + 1 < text.Length && text[at + 1] is '\'' or '"')
        {
            var close = text.IndexOf(text[at + 1], at + 2);
            if (close <= at + 2 || close + 1 >= text.Length || text[close + 1] != ']')
                return null;
            steps.Add(new(text.Substring(at + 2, close - at - 2)));
            return close + 2;
        }
        var end = text.IndexOf(']', at);
        if (end < 0 || Index(text.Substring(at + 1, end - at - 1)) is not { } item)
            return null;
        steps.Add(PathStep.To(item));
        return end + 1;
    }

    private static int? Index(string digits)
        => digits.Length > 0 && digits.All(static c => c is >= '0' and <= '9') && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    private static string Remedy(string text)
    {
        var path = text.Trim().TrimStart('$', '.');
        return path.Length == 0 ? "$.traits.…" : Start + path;
    }
}
