using System.Text.RegularExpressions;
using LoopsMapping.Generator.Tests.Rules;

namespace LoopsMapping.Generator.Tests.Docs;

/// <summary>A part of a page that a test looks at.</summary>
/// <param name="Section">The heading it stands under.</param>
/// <param name="Line">The line it begins at.</param>
internal abstract record PagePart(string Section, int Line);

/// <summary>A fenced block of code.</summary>
/// <param name="Lead">The last line of text before the block.</param>
internal sealed record PageBlock(string Section, int Line, string Language, string Code, string Lead) : PagePart(Section, Line);

internal sealed record PageTable(string Section, int Line, string[] Header, string[][] Rows) : PagePart(Section, Line);

/// <summary>The code blocks and tables of a Markdown file of this repository, in order.</summary>
internal sealed partial class MarkdownPage
{
    private const string Fence = "```";

    private readonly List<PagePart> _parts = [];

    private MarkdownPage(string text)
    {
        Text = text;
        var lines = text.Split('\n');
        var (section, lead) = ("", "");
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.StartsWith(Fence, StringComparison.Ordinal))
            {
                var end = Array.FindIndex(lines, i + 1, static line => line.Trim() == Fence);
                Assert.True(end > 0, $"The block of line {i + 1} has no end.");
                _parts.Add(new PageBlock(section, i + 1, line[Fence.Length..], string.Join('\n', lines[(i + 1)..end]), lead));
                i = end;
                lead = "";
            }
            else if (line.StartsWith('|'))
            {
                var end = Array.FindIndex(lines, i, static line => !line.StartsWith('|')) is var after and > 0 ? after : lines.Length;
                _parts.Add(new PageTable(section, i + 1, Cells(line), [.. lines[(i + 2)..end].Select(Cells)]));
                i = end - 1;
                lead = "";
            }
            else if (line.StartsWith('#'))
            {
                (section, lead) = (line.TrimStart('#', ' '), "");
            }
            else if (line.Length > 0)
            {
                lead = line;
            }
        }
    }

    public string Text { get; }

    public IReadOnlyList<PagePart> Parts => _parts;

    public IEnumerable<PageBlock> Blocks => _parts.OfType<PageBlock>();

    /// <summary>The files and places that the page points to, without those on the web.</summary>
    public IEnumerable<string> Links => Link().Matches(Text).Select(static match => match.Groups[1].Value).Where(static link => !link.Contains("://", StringComparison.Ordinal));

    /// <summary>The ids that GitHub gives the headings.</summary>
    public IEnumerable<string> Anchors => Heading().Matches(Text).Select(static match => Punctuation().Replace(match.Groups[1].Value, "").Replace(' ', '-').ToLowerInvariant());

    public static MarkdownPage Read(params string[] path) => new(Repository.Read(path));

    public static MarkdownPage Parse(string text) => new(text);

    private static string[] Cells(string row) => [.. row.Trim().Trim('|').Split('|').Select(static cell => cell.Trim())];

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
