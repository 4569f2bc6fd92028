using LoopsMapping.Generator;
using LoopsMapping.Generator.Reading;
using LoopsMapping.Generator.Rules;
using LoopsMapping.Generator.Schema;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LoopsMapping.Benchmarks.Generation;

/// <summary>An edit in a project that has a schema file, or none.</summary>
internal sealed class SchemaPeer
{
    private readonly AnalyzerOptions _options;
    private readonly CSharpCompilation _primedWith;
    private readonly GeneratorDriver _primed;
    private CSharpCompilation _next;

    public SchemaPeer(AnalyzerOptions options, Func<int, bool> expects)
    {
        _options = options;
        _primedWith = Corpus.LoopsWithEvents().Compile();
        _primed = Corpus.Drive(new LoopsGenerator().AsSourceGenerator()).RunGenerators(_primedWith);
        _next = _primedWith;
        foreach (var run in new Func<int>[] { Run, RunAnalyzer })
        {
            Prepare();
            if (run() is var found && !expects(found))
                throw new InvalidOperationException($"{found} findings in {Corpus.Types} types.");
        }
    }

    public void Prepare() => _next = Corpus.Edit(_primedWith);

    /// <summary>
    /// What LoopsMapping does after the edit: the generator runs, then every class is read for its mistakes and compared. All else that an
    /// analysis costs is the compiler's, is the same with a schema file, and would only make that look cheaper.
    /// </summary>
    public int Run()
    {
        _primed.RunGenerators(_next);
        var findings = new Findings();
        var context = new ReadingContext(_next.Assembly, findings, null, CancellationToken.None);
        if (AccountFiles.Find(_options, CancellationToken.None) is { } files)
        {
            var accounts = new ProjectAccounts(files, new(_next));
            context = context with { Accounts = mapping => accounts.Of(mapping, CancellationToken.None) };
        }
        foreach (var type in _next.Assembly.GlobalNamespace.GetNamespaceMembers().Single(static space => space.Name == "App").GetTypeMembers())
        {
            foreach (var attribute in type.GetAttributes())
            {
                if (Annotations.KindOf(attribute) is { } kind)
                    MappingReader.Read(type, attribute, kind, context);
            }
        }
        return findings.Items.Count;
    }

    public GeneratorDriver RunGenerator() => _primed.RunGenerators(_next);

    /// <summary>The whole analysis, on one thread: how many are free beside the measurement is no property of what is measured.</summary>
    public int RunAnalyzer()
    {
        _primed.RunGeneratorsAndUpdateCompilation(_next, out var completed, out _);
        var options = new CompilationWithAnalyzersOptions(_options, onAnalyzerException: static (exception, _, _) => throw exception, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        return completed.WithAnalyzers([new MappingAnalyzer()], options).GetAnalyzerDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult().Length;
    }
}
