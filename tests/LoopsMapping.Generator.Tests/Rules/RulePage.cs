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

    /// <summary>What the compiler and the analyzers say of a user's project that holds the code alone.</summary>
    public static async Task<ImmutableArray<Diagnostic>> DiagnoseAsync(string code)
    {
        var token = TestContext.Current.CancellationToken;
        var compilation = CSharpCompilation.Create("Page", [CSharpSyntaxTree.ParseText(code, ParseOptions, cancellationToken: token)], References.WithSegment,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new LoopsGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var completed, out var fromGenerator, token);
        Assert.Empty(fromGenerator);
        return [.. completed.GetDiagnostics(token), .. await completed.WithAnalyzers(UserProject.Analyzers).GetAnalyzerDiagnosticsAsync(token)];
    }

    [GeneratedRegex("^```csharp\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();
}
