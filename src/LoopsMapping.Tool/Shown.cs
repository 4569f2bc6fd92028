using System.Text;

namespace LoopsMapping.Tool;

/// <summary>What somebody else wrote, as it may reach a terminal: it must not move the cursor, hide a line or fill the screen.</summary>
internal static class Shown
{
    private const int MaxLength = 80;

    public static string Text(string text, int maxLength = MaxLength)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= maxLength)
                return shown.Append('…').ToString();
            shown.Append(IsHarmless(rune) ? rune.ToString() : "\uFFFD");
        }
        return shown.ToString();
    }

    /// <summary>Text that has lines of its own and is shown as long as it is.</summary>
    public static IEnumerable<string> Lines(string text) => text.ReplaceLineEndings("\n").Split('\n').Select(static line => Text(line, int.MaxValue));

    /// <summary>Controls begin escape sequences; overrides of the writing direction show a line in another order.</summary>
    private static bool IsHarmless(Rune rune)
        => !Rune.IsControl(rune) && rune.Value is not ((>= 0x2028 and <= 0x202E) or (>= 0x2066 and <= 0x2069));
}
