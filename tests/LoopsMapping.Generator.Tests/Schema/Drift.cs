using LoopsMapping.CodeFixes;
using LoopsMapping.Generator.Tests.Robustness;
using LoopsMapping.Generator.Tests.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LoopsMapping.Generator.Tests.Schema;

/// <summary>A user's project with a schema file.</summary>
internal static class Drift
{
    /// <summary>Reports what is marked and nothing else, with the example as the schema file.</summary>
    public static Task ReportsAsync(string source) => new RuleTest(source) { Schema = SchemaExample.Text }.RunAsync(TestContext.Current.CancellationToken);

    /// <summary>Takes the fix of that place in the list; what changes in the schema file are the two texts.</summary>
    public static Task FixesAsync<TFix>(string source, string @fixed, int index = 0, string? title = null, (string Before, string After)? schema = null, int iterations = 0)
        where TFix : CodeFixProvider, new()
    {
        var test = new RuleTest<TFix>(source)
        {
            Schema = SchemaExample.Text,
            FixedSchema = schema is var (before, after) ? Replace(SchemaExample.Text, before, after) : null,
        };
        if (iterations > 0)
            test.NumberOfFixAllIterations = iterations;
        return Rule.FixesAsync(test, index, title, @fixed);
    }

    /// <summary>What is said of sources beside schema files: place, rule and message, in the order of the places.</summary>
    public static Task<string[]> SaysAsync(SchemaText[] files, params string[] sources) => SaysAsync(SchemaText.Options(files), sources);

    /// <inheritdoc cref="SaysAsync(SchemaText[], string[])"/>
    public static Task<string[]> SaysAsync(string schema, params string[] sources) => SaysAsync(SchemaText.Options(schema), sources);

    private static async Task<string[]> SaysAsync(AnalyzerOptions options, string[] sources)
    {
        var compilation = new UserProject(sources) { Options = UserSettings.Lenient }.Compile();
        var found = await compilation.WithAnalyzers(UserProject.Analyzers, options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found
            .OrderBy(static diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal)
            .ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(static diagnostic => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal)
            .Select(static diagnostic => $"{Place(diagnostic.Location)} {diagnostic.Id} {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}")];
    }

    public static string Replace(string text, string before, string after)
    {
        Assert.Contains(before, text, StringComparison.Ordinal);
        return text.Replace(before, after, StringComparison.Ordinal);
    }

    private static string Place(Location location)
    {
        var place = location.GetLineSpan();
        return $"{place.Path}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1})";
    }
}
