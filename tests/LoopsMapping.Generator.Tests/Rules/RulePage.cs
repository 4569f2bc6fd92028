using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LoopsMapping.Generator.Tests.Robustness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>One page of <c>docs/rules</c>.</summary>
internal sealed partial class RulePage(string id)
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp12);

    public string Text { get; } = Repository.Read("docs", "rules", $"{id}.md");

    public string[] Headings => [.. Text.Split('\n').Where(static line => line.StartsWith('#')).Select(static line => line.TrimEnd())];

    /// <summary>The one C# block under a heading.</summary>
    public string Code(string heading)
    {
        var section = Text.Split($"\n## {heading}\n")[1].Split("\n## ")[0];
        return Assert.Single(CodeBlock().Matches(section)).Groups[1].Value;
    }

    /// <summary>The schema file beside the code under a heading, or beside all code of the page; <see langword="null"/> when it has none.</summary>
    public string? Schema(string heading)
    {
        var section = Text.Split($"\n## {heading}\n")[1].Split("\n## ")[0];
        return JsonBlock().Match(section) is { Success: true } own ? own.Groups[1].Value : JsonBlock().Match(Text) is { Success: true } shared ? shared.Groups[1].Value : null;
    }

    /// <summary>What the compiler and the analyzers say of a user's project that holds the code alone.</summary>
    public static async Task<ImmutableArray<Diagnostic>> DiagnoseAsync(string code, string? schema = null)
    {
        var token = TestContext.Current.CancellationToken;
        var compilation = CSharpCompilation.Create("Page", [CSharpSyntaxTree.ParseText(code, ParseOptions, cancellationToken: token)], References.WithSegment,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new LoopsGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var completed, out var fromGenerator, token);
        Assert.Empty(fromGenerator);
        return [.. completed.GetDiagnostics(token), .. await completed.WithAnalyzers(UserProject.Analyzers, SchemaText.Options(schema)).GetAnalyzerDiagnosticsAsync(token)];
    }

    [GeneratedRegex("^```json\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex JsonBlock();

    [GeneratedRegex("^```csharp\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();
}
