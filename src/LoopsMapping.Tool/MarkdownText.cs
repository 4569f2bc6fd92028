namespace LoopsMapping.Tool;

/// <summary>Text inside a Markdown table.</summary>
internal static class MarkdownText
{
    public static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).ReplaceLineEndings(" ");

    public static string Code(string text)
    {
        var shown = text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
        return shown.Contains('`', StringComparison.Ordinal) ? $"`` {shown} ``" : $"`{shown}`";
    }
}
