using System.Text.RegularExpressions;

namespace LoopsMapping.Segment.Tests.Docs;

/// <summary>The pages about Segment show code of this project, which compiles and is tested, and no other.</summary>
public sealed partial class PagesTests
{
    private static readonly string Root = FindRoot();

    private static readonly string[] Pages = ["segment.md", "migrating-from-segment.md"];

    private static readonly string[] Code =
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "tests", "LoopsMapping.Segment.Tests", "Docs"), "*.cs").Select(static path => Normalize(File.ReadAllText(path))),
    ];

    public static TheoryData<string, string> Blocks
        => [.. Pages.SelectMany(static page => Block().Matches(Read(page)).Select(match => (page, match.Groups[1].Value)))];

    public static TheoryData<string> Names => [.. Pages];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Every_code_block_stands_in_code_that_compiles(string page, string block)
        => Assert.True(Code.Any(code => code.Contains(Normalize(block), StringComparison.Ordinal)), $"{page}: {block}");

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_link_leads_somewhere(string page)
    {
        foreach (var link in Link().Matches(Read(page)).Select(static match => match.Groups[1].Value).Where(static link => !link.Contains("://", StringComparison.Ordinal)))
        {
            var (file, anchor) = link.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash ? (link[..hash], link[(hash + 1)..]) : (link, "");
            Assert.True(file.Length == 0 || Path.Exists(Path.Combine(Root, "docs", file)), link);
            if (anchor.Length > 0)
                Assert.Contains(anchor, Anchors(Read(file.Length == 0 ? page : file)));
        }
    }

    private static IEnumerable<string> Anchors(string page)
        => Heading().Matches(page).Select(static match => Punctuation().Replace(match.Groups[1].Value, "").Replace(' ', '-').ToLowerInvariant());

    private static string Read(string page) => File.ReadAllText(Path.Combine(Root, "docs", page)).ReplaceLineEndings("\n");

    private static string Normalize(string code) => WhiteSpace().Replace(code, " ").Trim();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LoopsMapping.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException("No folder above the tests holds LoopsMapping.sln.");
    }

    [GeneratedRegex(@"^```csharp\n(.+?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
