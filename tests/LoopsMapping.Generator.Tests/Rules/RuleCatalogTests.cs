using System.Reflection;
using LoopsMapping.CodeFixes;
using LoopsMapping.Generator.Reading;
using LoopsMapping.Generator.Rules;
using LoopsMapping.Generator.Tests.Robustness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>Every rule has a release row, a page, an index row and, where promised, a fix; and they agree.</summary>
public sealed class RuleCatalogTests
{
    private static readonly string[] Fixable =
    [
        "LOOPS001", "LOOPS002", "LOOPS003", "LOOPS005", "LOOPS006", "LOOPS009", "LOOPS010", "LOOPS011", "LOOPS013", "LOOPS014", "LOOPS017", "LOOPS020", "LOOPS021", "LOOPS022", "LOOPS023",
        "LOOPS030", "LOOPS031", "LOOPS032", "LOOPS033", "LOOPS034", "LOOPS035", "LOOPS036", "LOOPS037",
    ];

    private static readonly CodeFixProvider[] Fixes =
    [
        .. typeof(AddIdentifierFix).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)
            .Select(static type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    public static TheoryData<string> Ids => [.. Descriptors.All.Select(static rule => rule.Id)];

    [Fact]
    public void Every_id_has_one_descriptor()
    {
        var ids = typeof(RuleIds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (string)field.GetRawConstantValue()!);

        Assert.Equal(ids.Order(StringComparer.Ordinal), Descriptors.All.Select(static rule => rule.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_rule_is_reported_by_one_analyzer()
        => Assert.Equal(
            Descriptors.All.Select(static rule => rule.Id).Order(StringComparer.Ordinal),
            UserProject.Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics).Select(static rule => rule.Id).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_rule_is_in_one_release_with_its_severity(string id)
    {
        var rule = Find(id);
        var rows = ReleaseRows("AnalyzerReleases.Shipped.md").Concat(ReleaseRows("AnalyzerReleases.Unshipped.md")).Where(cells => cells[0] == id).ToList();

        Assert.Equal([id, rule.Category, rule.DefaultSeverity.ToString()], Assert.Single(rows)[..3]);
    }

    [Fact]
    public void A_release_names_no_rule_that_does_not_exist()
        => Assert.Empty(ReleaseRows("AnalyzerReleases.Unshipped.md").Select(static cells => cells[0]).Except(Descriptors.All.Select(static rule => rule.Id)));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_rule_has_a_page_that_its_link_leads_to(string id)
    {
        var rule = Find(id);
        var page = new RulePage(id);

        Assert.EndsWith($"/docs/rules/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
        Assert.Equal([$"# {id}: {rule.Title}", "## What it says", "## Why", "## Wrong", "## Right", "## How to change its severity"], page.Headings);
        Assert.Contains($"\nSeverity: {Severity(rule)}. Fix: ", page.Text, StringComparison.Ordinal);
        Assert.Equal(Fixable.Contains(id), !page.Text.Contains(" Fix: none; ", StringComparison.Ordinal));
        Assert.Single(page.Text.Split('\n'), line => line.StartsWith($"dotnet_diagnostic.{id}.severity = ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_wrong_code_of_a_page_breaks_its_rule_once_and_no_other(string id)
    {
        var said = await RulePage.DiagnoseAsync(new RulePage(id).Code("Wrong"), new RulePage(id).Schema("Wrong"));

        Assert.Equal(id, Assert.Single(said).Id);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_right_code_of_a_page_breaks_none(string id) => Assert.Empty(await RulePage.DiagnoseAsync(new RulePage(id).Code("Right"), new RulePage(id).Schema("Right")));

    [Fact]
    public void The_index_lists_every_rule_with_severity_title_and_fix()
    {
        var expected = Descriptors.All.OrderBy(static rule => rule.Id, StringComparer.Ordinal)
            .Select(static rule => $"| [{rule.Id}]({rule.Id}.md) | {Severity(rule)} | {rule.Title} | {(Fixable.Contains(rule.Id) ? "yes" : "no")} |");

        Assert.Equal(expected, Repository.Read("docs", "rules", "README.md").Split('\n').Where(static line => line.StartsWith("| [LOOPS", StringComparison.Ordinal)));
    }

    [Fact]
    public void There_is_no_page_without_a_rule()
        => Assert.Equal(
            Descriptors.All.Select(static rule => $"{rule.Id}.md").Append("README.md").Order(StringComparer.Ordinal),
            Repository.FileNames("docs", "rules").Order(StringComparer.Ordinal));

    [Fact]
    public void Fixes_are_for_the_rules_that_promise_one_and_for_each_only_once()
        => Assert.Equal(Fixable, Fixes.SelectMany(static fix => fix.FixableDiagnosticIds).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_fix_can_be_applied_everywhere_at_once_and_is_found_by_editors()
    {
        Assert.NotEmpty(Fixes);
        Assert.All(Fixes, static fix =>
        {
            Assert.Contains(FixAllScope.Solution, fix.GetFixAllProvider()!.GetSupportedFixAllScopes());
            Assert.Equal([LanguageNames.CSharp], fix.GetType().GetCustomAttribute<ExportCodeFixProviderAttribute>()!.Languages);
            Assert.True(fix.GetType().IsSealed);
        });
    }

    private static DiagnosticDescriptor Find(string id) => Descriptors.All.Single(rule => rule.Id == id);

    private static string Severity(DiagnosticDescriptor rule) => rule.DefaultSeverity.ToString().ToLowerInvariant();

    private static IEnumerable<string[]> ReleaseRows(string file)
        => Repository.Read("src", "LoopsMapping.Generator", file).Split('\n')
            .Where(static line => line.StartsWith("LOOPS", StringComparison.Ordinal))
            .Select(static line => line.Split('|', StringSplitOptions.TrimEntries));
}
