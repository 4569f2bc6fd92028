using System.Text.RegularExpressions;

namespace WebApp.Tests;

/// <summary>docs/testing.md shows code of the sample and of these tests, and no other.</summary>
public sealed partial class TestingPageTests
{
    private static readonly string Root = FindRoot();

    private static readonly string[] Code =
    [
        .. new[] { "samples/WebApp", "tests/LoopsMapping.WebApp.Tests" }
            .SelectMany(static folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(static path => !GeneratedPlace().IsMatch(path))
            .Select(static path => Normalize(File.ReadAllText(path))),
    ];

    public static TheoryData<string> Blocks => [.. Block().Matches(Page()).Select(static match => match.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Every_code_block_of_the_page_stands_in_code_that_compiles(string block)
        => Assert.Contains(Code, code => code.Contains(Normalize(block), StringComparison.Ordinal));

    [Fact]
    public void Every_link_of_the_page_leads_somewhere()
    {
        var page = Page();
        var anchors = Heading().Matches(page).Select(static match => $"#{match.Groups[1].Value.Replace(' ', '-').ToLowerInvariant()}").ToHashSet();

        foreach (var link in Link().Matches(page).Select(static match => match.Groups[1].Value))
            Assert.True(anchors.Contains(link) || Path.Exists(Path.Combine(Root, "docs", link)), link);
    }

    private static string Page() => File.ReadAllText(Path.Combine(Root, "docs", "testing.md")).ReplaceLineEndings("\n");

    private static string Normalize(string code) => WhiteSpace().Replace(code, " ").Trim();

    // Not from [CallerFilePath]: a deterministic build writes no path of the machine into it.
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

    [GeneratedRegex("^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex GeneratedPlace();
}
