using System.Collections.Immutable;
using LoopsMapping.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LoopsMapping.Benchmarks.Generation;

/// <summary>What a build, or an editor that analyzes the whole project, does after an edit: the generator runs, then every analyzer over every class.</summary>
internal sealed class SchemaPeer
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(LoopsGenerator).Assembly.GetTypes()
            .Where(static type => type is { IsAbstract: false } && type.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false))
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    private readonly CompilationWithAnalyzersOptions _options;
    private readonly CSharpCompilation _primedWith;
    private readonly GeneratorDriver _primed;
    private CSharpCompilation _next;

    public SchemaPeer(AnalyzerOptions options, Func<int, bool> expects)
    {
        // On one thread: how many are free beside the measurement is no property of what is measured.
        _options = new(options, onAnalyzerException: static (exception, _, _) => throw exception, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        _primedWith = Corpus.LoopsWithEvents().Compile();
        _primed = Corpus.Drive(new LoopsGenerator().AsSourceGenerator()).RunGenerators(_primedWith);
        _next = _primedWith;
        Prepare();
        if (Run() is var found && !expects(found))
            throw new InvalidOperationException($"The analyzers report {found} times in {Corpus.Types} types.");
    }

    public void Prepare() => _next = Corpus.Edit(_primedWith);

    /// <summary>The edit, and how much was reported.</summary>
    public int Run()
    {
        _primed.RunGeneratorsAndUpdateCompilation(_next, out var completed, out _);
        return completed.WithAnalyzers(Analyzers, _options).GetAnalyzerDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult().Length;
    }

    public void RunGenerator() => _primed.RunGenerators(_next);
}
