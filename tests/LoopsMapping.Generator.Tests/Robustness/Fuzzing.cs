using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LoopsMapping.Generator.Tests.Robustness;

/// <summary>What has to hold for any project at all, tried on many that nobody would write.</summary>
internal static class Fuzzing
{
    private const int Kinds = 4;
    private const int MostFailuresShown = 5;

    /// <summary>How many mutants of each of the <see cref="Kinds"/> kinds.</summary>
    private static readonly int Count = (Environment.GetEnvironmentVariable("LOOPS_TEST_SCALE") == "full" ? 20_000 : 240) / Kinds;

    /// <summary>Tries mutants of one kind; their seeds are 0, 1, 2… and each is the same in every run.</summary>
    public static async Task RunAsync(Action<Random, string[]> mutate)
    {
        Assert.All(FuzzCorpus.Compilations, static compilation => Assert.False(HasErrors(compilation), "The corpus does not compile."));
        // One driver per project, as in an editor: each mutant is an edit of the one before.
        var editors = FuzzCorpus.Compilations.Select(static compilation => Driver().RunGenerators(compilation)).ToArray();
        var failures = new List<string>();
        var compiled = 0;
        for (var seed = 0; seed < Count && failures.Count < MostFailuresShown; seed++)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            var mutant = Mutant.Of(seed, mutate);
            try
            {
                if (await CheckAsync(mutant, seed, editors))
                    compiled++;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                failures.Add($"Seed {seed}: {exception.Message}\n{mutant}");
            }
        }
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
        Assert.True(compiled > 0, "Not one mutant compiles: nothing is known about what is generated.");
    }

    /// <summary>Whether the mutant compiles, which makes the promises about it stronger.</summary>
    private static async Task<bool> CheckAsync(Mutant mutant, int seed, GeneratorDriver[] editors)
    {
        var driver = Driver().RunGeneratorsAndUpdateCompilation(mutant.Compilation, out var completed, out _);
        var files = Files(driver);
        Assert.Equal(files.Length, files.Select(static file => file.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());

        editors[mutant.Origin] = editors[mutant.Origin].RunGenerators(mutant.Compilation);
        Assert.Equal(files, Files(editors[mutant.Origin]));

        var diagnostics = await completed.WithAnalyzers(UserProject.Analyzers).GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(diagnostics, static diagnostic => diagnostic.Id == "AD0001");

        var generated = driver.GetRunResult().GeneratedTrees.ToHashSet();
        var complaints = diagnostics
            .Where(diagnostic => !diagnostic.Id.StartsWith("LOOPS", StringComparison.Ordinal) && (diagnostic.Severity == DiagnosticSeverity.Error
                || (diagnostic.Severity == DiagnosticSeverity.Warning && generated.Contains(diagnostic.Location.SourceTree!))))
            .Select(diagnostic => $"{diagnostic}\n{Line(diagnostic)}")
            .ToList();
        if (complaints.Count > 0 && HasErrors(mutant.Compilation))
            return false;

        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
        Assert.Equal(files, Files(Driver().RunGenerators(mutant.InOtherOrder(new Random(seed)))));
        return true;
    }

    private static bool HasErrors(CSharpCompilation compilation)
        => compilation.GetDiagnostics().Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private static string Line(Diagnostic diagnostic)
        => diagnostic.Location.SourceTree is { } tree ? tree.GetText().Lines.GetLineFromPosition(diagnostic.Location.SourceSpan.Start).ToString() : "";

    private static (string Name, string Text)[] Files(GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results.Single();
        Assert.True(result.Exception is null, result.Exception?.ToString());
        Assert.Empty(result.Diagnostics);
        return [.. result.GeneratedSources.Select(static source => (source.HintName, source.SourceText.ToString())).OrderBy(static file => file.HintName, StringComparer.Ordinal)];
    }

    private static CSharpGeneratorDriver Driver()
        => CSharpGeneratorDriver.Create([new LoopsGenerator().AsSourceGenerator()], parseOptions: FuzzCorpus.ParseOptions);
}
