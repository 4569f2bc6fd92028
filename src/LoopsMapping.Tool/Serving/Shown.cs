using System.Text;

namespace LoopsMapping.Tool.Serving;

/// <summary>What a client sent, as it may reach a terminal: it must not move the cursor, hide a line or fill the screen.</summary>
internal static class Shown
{
    private const int MaxLength = 80;

    public static string Text(string text)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= MaxLength)
                return shown.Append('…').ToString();
            shown.Append(IsHarmless(rune) ? rune.ToString() : "\uFFFD");
        }
        return shown.ToString();
    }

    /// <summary>Controls begin escape sequences; overrides of the writing direction show a line in another order.</summary>
    private static bool IsHarmless(Rune rune)
        => !Rune.IsControl(rune) && rune.Value is not ((>= 0x2028 and <= 0x202E) or (>= 0x2066 and <= 0x2069));
}
