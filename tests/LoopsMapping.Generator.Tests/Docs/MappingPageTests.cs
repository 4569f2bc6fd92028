using System.Text.RegularExpressions;
using LoopsMapping.Generator.Tests.Harness;
using LoopsMapping.Generator.Tests.Rules;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Tests.Docs;

/// <summary>docs/mapping.md says what is sent. A section is added to the page alone; what it shows is checked here.</summary>
public sealed partial class MappingPageTests
{
    private static readonly MarkdownPage Page = MarkdownPage.Read("docs", "mapping.md");

    private static readonly IReadOnlyList<Example> Examples = ExampleReader.Read(Page);

    public static TheoryData<string, int> ExamplePlaces => [.. Examples.Select(static example => (example.Section, example.Line))];

    public static TheoryData<string, string, string> Values
        => [.. Page.Parts.OfType<PageTable>().Where(static table => table.Header is ["Type", "Value", "JSON"])
            .SelectMany(static table => table.Rows).Select(static row => (row[0], row[1].Trim('`'), row[2].Trim('`')))];

    [Theory]
    [MemberData(nameof(ExamplePlaces))]
    public void An_example_does_what_the_page_says(string section, int line)
    {
        var example = Examples.Single(example => (example.Section, example.Line) == (section, line));
        foreach (var step in example.Steps)
        {
            switch (step)
            {
                case SendStep sent:
                    var request = ExampleRun.Send(sent.Call, example);
                    Assert.Equal((sent.Method, sent.Path), (request.Method, request.Path));
                    Assert.Equal(sent.IdempotencyKey ?? request.IdempotencyKey, request.IdempotencyKey);
                    ExampleRun.SameJson(sent.Json, request.Body, $"Line {sent.Line}");
                    break;
                case ThrowStep thrown:
                    var exception = Assert.ThrowsAny<Exception>(() => ExampleRun.Send(thrown.Call, example));
                    var (expected, actual) = ($"{thrown.Exception}: {Whitespace().Replace(thrown.Message, " ")}", $"{exception.GetType().Name}: {exception.Message}");
                    Assert.True(expected == actual, $"Line {thrown.Line}: the page says\n{expected}\nand what is thrown is\n{actual}");
                    break;
            }
        }
        if (example.Overloads.Count > 0)
            Assert.Equal(example.Overloads.Order(), Overloads(ExampleRun.Generate(example.Classes!)).Order());
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_of_the_table_is_sent_as_the_table_says(string types, string value, string json)
    {
        var names = Code().Matches(types).Select(static match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(names);
        var members = names.SelectMany((type, i) => new[] { $"{type} V{i}", $"{type}? Present{i}", $"{type}? Absent{i}" });
        var arguments = names.SelectMany(_ => new[] { value, value, "null" });
        var expected = names.SelectMany((_, i) => new[] { $"\"v{i}\":{json}", $"\"present{i}\":{json}" });

        var request = ExampleRun.Send(
            $"IdentifyAsync(new User(\"adam@loops.so\", {string.Join(", ", arguments)}))",
            $"[LoopsContact] public sealed record User(string Email, {string.Join(", ", members)});");

        ExampleRun.SameJson($$"""{"email":"adam@loops.so",{{string.Join(',', expected)}}}""", request.Body, types);
    }

    [Fact]
    public void Generated_files_have_the_names_that_the_page_gives()
    {
        var named = FileName().Matches(Page.Text).Select(static match => match.Groups[1].Value).Distinct();

        Assert.Equal(ExampleRun.Generate(Examples[0].Classes!).Sources.Keys.Order(), named.Order());
    }

    [Fact]
    public void Links_lead_somewhere()
    {
        Assert.NotEmpty(Page.Links);
        foreach (var link in Page.Links)
        {
            if (link.StartsWith('#'))
                Assert.Contains(link[1..], Page.Anchors);
            else
                Assert.NotEmpty(Repository.Read("docs", link));
        }
    }

    private static IEnumerable<(string Overload, string Visibility)> Overloads(GeneratorRun run)
        => from name in new[] { "IdentifyAsync", "TrackAsync", "SendAsync" }
           from symbol in run.Compilation.GetSymbolsWithName(name, SymbolFilter.Member, TestContext.Current.CancellationToken)
           let method = (IMethodSymbol)symbol
           where method.Parameters.Length == 2
           select ($"{method.ContainingType.Name}.{name}({method.Parameters[0].Type.Name})", method.DeclaredAccessibility == Accessibility.Public ? "public" : "internal");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"`(\S+\.g\.cs)`")]
    private static partial Regex FileName();
}
