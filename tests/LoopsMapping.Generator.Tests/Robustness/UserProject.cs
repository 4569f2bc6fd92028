using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LoopsMapping.Generator.Tests.Robustness;

/// <summary>A user's project with settings of its own; every warning of every level is an error unless it says otherwise.</summary>
internal sealed class UserProject(params string[] sources)
{
    public const string Destination = "[LoopsMapping.LoopsDestination] public partial class AppLoops;";

    /// <summary>Every analyzer that the package brings.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. typeof(LoopsGenerator).Assembly.GetTypes()
            .Where(static type => type is { IsAbstract: false } && type.IsDefined(typeof(DiagnosticAnalyzerAttribute)))
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    public string Name { get; init; } = "App";

    public LanguageVersion Language { get; init; } = LanguageVersion.CSharp12;

    public DocumentationMode Documentation { get; init; } = DocumentationMode.Diagnose;

    public ImmutableArray<MetadataReference> References { get; init; } = Tests.References.All;

    public CSharpCompilationOptions Options { get; init; } =
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
            .WithGeneralDiagnosticOption(ReportDiagnostic.Error)
            .WithWarningLevel(9999);

    /// <summary>Whether the sources compile only together with what is generated.</summary>
    public bool CallsWhatIsGenerated { get; init; }

    public CSharpParseOptions ParseOptions => new(Language, Documentation);

    public CSharpCompilation Compile() => CSharpCompilation.Create(
        Name, sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"Source{i}.cs", Encoding.UTF8)), References, Options);

    /// <summary>Runs the generator over sources that compile, and proves that they still do.</summary>
    public GeneratedProject Generate()
    {
        var objections = CallsWhatIsGenerated ? [] : Objections(Compile(), []);
        Assert.True(objections.Length == 0, "The test's own source does not compile:\n" + string.Join('\n', objections));
        var project = GenerateBroken();
        objections = Objections(project.Compilation, [.. project.Result.GeneratedTrees]);
        Assert.True(objections.Length == 0, string.Join('\n', objections) + "\n\n" + project.Text);
        return project;
    }

    /// <summary>Runs the generator over sources that need not compile.</summary>
    public GeneratedProject GenerateBroken() => GeneratedProject.Of(Compile(), ParseOptions);

    private static string[] Objections(CSharpCompilation compilation, HashSet<SyntaxTree> generated)
        => [.. compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            // The user's own classes need no documentation; what is generated does.
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && (diagnostic.Id != "CS1591" || generated.Contains(diagnostic.Location.SourceTree!)))
            .Select(static diagnostic => diagnostic.ToString())];
}

/// <summary>A project together with what is generated into it.</summary>
internal sealed record GeneratedProject(CSharpCompilation Compilation, GeneratorDriverRunResult Result)
{
    /// <summary>Generated text by file name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; } = Result.Results.SelectMany(static result => result.GeneratedSources)
        .ToDictionary(static source => source.HintName, static source => source.SourceText.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>All that is generated, in an order that is the same for the same files.</summary>
    public string Text => string.Join('\n', Files.OrderBy(static file => file.Key, StringComparer.Ordinal).Select(static file => $"// {file.Key}\n{file.Value}"));

    public static GeneratedProject Of(CSharpCompilation compilation, CSharpParseOptions options)
    {
        var driver = CSharpGeneratorDriver.Create([new LoopsGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var completed, out var diagnostics, TestContext.Current.CancellationToken);
        var result = driver.GetRunResult();
        Assert.Null(result.Results.Single().Exception);
        Assert.Empty(diagnostics);
        return new((CSharpCompilation)completed, result);
    }

    /// <summary>What the analyzers say, in the order of the source.</summary>
    public async Task<string[]> AnalyzeAsync() => [.. (await Findings(Compilation)).Select(static finding => finding.ToString()).Order(StringComparer.Ordinal)];

    /// <summary>What the analyzers say; that none of them throws.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Findings(Compilation compilation, string? schema = null)
    {
        var findings = await compilation.WithAnalyzers(UserProject.Analyzers, SchemaText.Options(schema)).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        var crashes = findings.Where(static finding => !finding.Id.StartsWith("LOOPS", StringComparison.Ordinal)).ToList();
        Assert.True(crashes.Count == 0, string.Join('\n', crashes));
        return findings;
    }
}
