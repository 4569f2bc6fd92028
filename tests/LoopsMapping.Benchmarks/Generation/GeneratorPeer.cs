using System.Reflection;
using LoopsMapping.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoopsMapping.Benchmarks.Generation;

/// <summary>One generator and the project it works on.</summary>
internal sealed class GeneratorPeer
{
    private readonly Func<ISourceGenerator> _create;
    private readonly Corpus _corpus;
    private readonly CSharpCompilation _primedWith;
    private readonly GeneratorDriver _primed;
    private CSharpCompilation _next;

    private GeneratorPeer(Corpus corpus, Func<ISourceGenerator> create)
    {
        _create = create;
        _corpus = corpus;
        _primedWith = corpus.Compile();
        _primed = Corpus.Drive(create()).RunGeneratorsAndUpdateCompilation(_primedWith, out var completed, out _);
        _next = _primedWith;
        AssertWorks(completed);
    }

    public static GeneratorPeer Loops() => new(Corpus.Loops(), static () => new LoopsGenerator().AsSourceGenerator());

    public static GeneratorPeer SystemTextJson()
        => new(Corpus.SystemTextJson(), From(ReferencePack.JsonGenerator, "System.Text.Json.SourceGeneration.JsonSourceGenerator"));

    public static GeneratorPeer Mapperly()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "peers");
        return new(Corpus.Mapperly(Path.Combine(folder, "Riok.Mapperly.Abstractions.dll")), From(Path.Combine(folder, "Riok.Mapperly.dll"), "Riok.Mapperly.MapperGenerator"));
    }

    /// <summary>Makes the compilation of the next cold run, which is not the generator's time.</summary>
    public void PrepareCold() => _next = _corpus.Compile();

    /// <summary>Makes the compilation of the next edit.</summary>
    public void PrepareEdit() => _next = Corpus.Edit(_primedWith);

    public GeneratorDriver RunCold() => Corpus.Drive(_create()).RunGenerators(_next);

    public GeneratorDriver RunEdit() => _primed.RunGenerators(_next);

    /// <summary>Nothing is as fast as a generator that could not be loaded or found nothing to do.</summary>
    private void AssertWorks(Compilation completed)
    {
        var result = _primed.GetRunResult().Results.Single();
        if (result.Exception is { } exception)
            throw new InvalidOperationException($"{result.Generator.GetGeneratorType()} fails.", exception);
        if (result.GeneratedSources.Sum(static source => source.SourceText.Lines.Count) < Corpus.Types * 10)
            throw new InvalidOperationException($"{result.Generator.GetGeneratorType()} writes too little for {Corpus.Types} types.");
        if (completed.GetDiagnostics().FirstOrDefault(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
            throw new InvalidOperationException($"{result.Generator.GetGeneratorType()}: {error}");
    }

    private static Func<ISourceGenerator> From(string file, string typeName)
    {
        var type = Assembly.LoadFrom(file).GetType(typeName, throwOnError: true)!;
        return () => ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator();
    }
}
