using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoopsMapping.Generator.Tests.Harness;

/// <summary>
/// One run of the generator over a user's sources. Every run also proves that the emitted code compiles under the strictest settings, that
/// an unrelated edit leaves all output cached, and that no pipeline value holds on to a compilation.
/// </summary>
internal sealed class GeneratorRun
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    private GeneratorRun(CSharpCompilation compilation, GeneratorDriverRunResult result)
    {
        Compilation = compilation;
        Result = result;
    }

    /// <summary>The user's sources and the generated ones.</summary>
    public CSharpCompilation Compilation { get; }

    public GeneratorDriverRunResult Result { get; }

    /// <summary>Generated text by file name.</summary>
    public IReadOnlyDictionary<string, string> Sources
        => Result.Results.Single().GeneratedSources.ToDictionary(static source => source.HintName, static source => source.SourceText.ToString());

    /// <summary>Runs the generator over sources that compile without a warning in what is generated.</summary>
    public static GeneratorRun Over(params string[] sources) => Checked(OverBroken(sources));

    /// <summary>As <see cref="Over"/>, in a project that takes messages of Segment SDKs.</summary>
    public static GeneratorRun OverWithSegment(params string[] sources) => Checked(OverBroken(References.WithSegment, sources));

    /// <summary>A run after which the project compiles.</summary>
    public static GeneratorRun Checked(GeneratorRun run)
    {
        var generated = run.Result.GeneratedTrees.ToHashSet();
        var complaints = run.Compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error
                // The user's own classes need no documentation; what is generated does.
                && (diagnostic.Id != "CS1591" || generated.Contains(diagnostic.Location.SourceTree!)))
            .ToList();
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
        return run;
    }

    /// <summary>Runs the generator over sources that need not compile.</summary>
    public static GeneratorRun OverBroken(params string[] sources) => OverBroken(References.All, sources);

    /// <inheritdoc cref="OverBroken(string[])"/>
    public static GeneratorRun OverBroken(ImmutableArray<MetadataReference> references, params string[] sources)
    {
        var compilation = Compile(references, sources);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new LoopsGenerator().AsSourceGenerator()],
            parseOptions: ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var completed, out var diagnostics, TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics);
        var result = driver.GetRunResult();
        Assert.Null(result.Results.Single().Exception);
        PipelineAssert.HoldsNoCompilation(result);

        var edited = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("namespace Unrelated { internal sealed class Edit; }", ParseOptions));
        PipelineAssert.IsCached(driver.RunGenerators(edited, TestContext.Current.CancellationToken).GetRunResult());
        return new((CSharpCompilation)completed, result);
    }

    /// <summary>A user's project: nullable, every warning an error.</summary>
    public static CSharpCompilation Compile(params string[] sources) => Compile(References.All, sources);

    /// <inheritdoc cref="Compile(string[])"/>
    public static CSharpCompilation Compile(ImmutableArray<MetadataReference> references, params string[] sources) => CSharpCompilation.Create(
        "App",
        sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"Source{i}.cs", Encoding.UTF8)),
        references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
            .WithGeneralDiagnosticOption(ReportDiagnostic.Error)
            .WithWarningLevel(9999));

    /// <summary>Compiles and loads the sources, sends one value through the generated client, and gives the request body back.</summary>
    /// <param name="call">The call on the client: <c>IdentifyAsync(new User("u1"))</c>.</param>
    /// <param name="sources">The sources; they hold a destination <c>AppLoops</c> and open the namespaces the call needs.</param>
    public static string Send(string call, params string[] sources) => SendRequest(call, sources).Body;

    /// <inheritdoc cref="Send"/>
    public static CapturedRequest SendRequest(string call, params string[] sources) => Assert.Single(SendRequests(call, sources));

    /// <summary>As <see cref="Send"/>, with a call that may send several values; gives the requests in order.</summary>
    /// <inheritdoc cref="Send"/>
    public static IReadOnlyList<CapturedRequest> SendRequests(string call, params string[] sources)
    {
        var run = Over([.. sources, $$"""
            using App;
            public static class Probe
            {
                public static global::System.Threading.Tasks.Task Run(global::LoopsMapping.ILoopsDelivery delivery) => new AppLoops(delivery).{{call}};
            }
            """]);
        using var image = new MemoryStream();
        var emitted = run.Compilation
            .WithOptions(run.Compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default))
            .Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;

        var context = new AssemblyLoadContext("App", isCollectible: true);
        try
        {
            var delivery = new CapturingDelivery();
            var method = context.LoadFromStream(image).GetType("Probe")!.GetMethod("Run")!;
            try
            {
                ((Task)method.Invoke(null, [delivery])!).GetAwaiter().GetResult();
            }
            catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(inner);
            }
            return delivery.Captured;
        }
        finally
        {
            context.Unload();
        }
    }
}
