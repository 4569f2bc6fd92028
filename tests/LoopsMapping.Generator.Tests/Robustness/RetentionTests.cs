using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LoopsMapping.Generator.Tests.Robustness;

/// <summary>An editor runs for days: nothing of a project's earlier states may stay in memory because of the generator or the analyzers.</summary>
public sealed class RetentionTests
{
    private const int Edits = 8;

    [Fact]
    public void A_driver_keeps_no_earlier_state_of_the_project_alive()
    {
        var (driver, states) = EditManyTimes();

        Assert.Equal([], Alive(states));
        GC.KeepAlive(driver);
    }

    [Fact]
    public void Neither_the_generator_nor_the_analyzers_keep_a_project_alive_when_all_is_done()
    {
        var generators = new LoopsGenerator();
        var analyzers = UserProject.Analyzers;
        var states = AnalyzeManyTimes(generators);

        Assert.Equal([], Alive(states));
        GC.KeepAlive(generators);
        GC.KeepAlive(analyzers);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (GeneratorDriver Driver, List<WeakReference> States) EditManyTimes()
    {
        var project = new UserProject(Source(0), UserProject.Destination);
        var compilation = project.Compile();
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new LoopsGenerator().AsSourceGenerator()], parseOptions: project.ParseOptions);
        var states = new List<WeakReference>();
        for (var edit = 1; edit <= Edits; edit++)
        {
            driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var completed, out _, TestContext.Current.CancellationToken);
            states.Add(new(compilation));
            states.Add(new(completed));
            states.Add(new(compilation.Assembly));
            compilation = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], CSharpSyntaxTree.ParseText(Source(edit), project.ParseOptions, "Source0.cs"));
        }

        // The driver may know the last state, and the tree that no edit touched.
        return (driver.RunGenerators(compilation, TestContext.Current.CancellationToken), states);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> AnalyzeManyTimes(LoopsGenerator generator)
    {
        var states = new List<WeakReference>();
        for (var edit = 1; edit <= Edits; edit++)
            AnalyzeOnce(generator, edit, states);
        return states;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AnalyzeOnce(LoopsGenerator generator, int edit, List<WeakReference> states)
    {
        var project = new UserProject(Source(edit), UserProject.Destination);
        var compilation = project.Compile();
        CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: project.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var completed, out _, TestContext.Current.CancellationToken);
        // A thread of its own, gone afterwards: a pooled one may still hold the last task it ran.
        var thread = new Thread(() => _ = completed.WithAnalyzers(UserProject.Analyzers, new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult());
        thread.Start();
        thread.Join();
        states.Add(new(compilation));
        states.Add(new(completed));
        states.Add(new(compilation.Assembly));
    }

    private static string Source(int edit) => $$"""
        using LoopsMapping;
        namespace App;
        public enum Plan { Free, Pro{{edit}} }
        [LoopsContact] public sealed record User(string Email, string Name{{edit}}, object Bad, Plan Plan, [LoopsProperty(Convert = "Text")] string[] Tags) { public static string Text(string[] tags) => ""; }
        [LoopsEvent("Seen {{edit}}")] public sealed record Seen(string UserId);
        [LoopsDestination] public class NotPartial;
        """;

    private static List<int> Alive(List<WeakReference> states)
    {
        for (var i = 0; i < 10 && states.Exists(static state => state.IsAlive); i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
            GC.WaitForPendingFinalizers();
        }
        return [.. states.Select(static (state, i) => state.IsAlive ? i : -1).Where(static i => i >= 0)];
    }
}
