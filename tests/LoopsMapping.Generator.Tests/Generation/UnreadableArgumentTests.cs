using LoopsMapping.Generator.Tests.Harness;
using LoopsMapping.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LoopsMapping.Generator.Tests.Generation;

/// <summary>A name that cannot be read must not be guessed in silence.</summary>
public sealed class UnreadableArgumentTests
{
    [Theory]
    [InlineData("[LoopsEvent(Names.X)] public sealed record Seen(string Email, string Plan);", "[LoopsEvent] of Seen")]
    [InlineData("[LoopsEvent(\"Seen\")] public sealed record Seen(string Email, [LoopsProperty(Names.X)] string Plan);", "[LoopsProperty] on Plan of Seen")]
    [InlineData("[LoopsEvent(\"Seen\")] public sealed record Seen(string Email, [LoopsContactProperty(Names.X)] string Plan);", "[LoopsContactProperty] on Plan of Seen")]
    [InlineData("[LoopsEvent(\"Seen\")] public sealed record Seen(string Email, [LoopsMailingList(Names.X)] bool? Plan);", "[LoopsMailingList] on Plan of Seen")]
    public async Task A_constant_that_another_generator_makes_stops_the_call_and_says_why(string declaration, string place)
    {
        var compilation = GeneratorRun.Compile($$"""
            using LoopsMapping;
            namespace App;
            {{declaration}}
            [LoopsDestination] public partial class AppLoops;
            public static class Caller
            {
                public static object Call(AppLoops loops, Seen seen) => loops.TrackAsync(seen);
            }
            """);
        CSharpGeneratorDriver
            .Create([new LoopsGenerator().AsSourceGenerator(), new NamesGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var completed, out _, TestContext.Current.CancellationToken);

        var error = Assert.Single(completed.GetDiagnostics(TestContext.Current.CancellationToken), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != "CS1591");
        Assert.Equal("CS0619", error.Id);
        Assert.Contains(place, error.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(await completed.WithAnalyzers([new MappingAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("loops.IdentifyAsync(seen)")]
    [InlineData("loops.IdentifyAllAsync(all)")]
    [InlineData("loops.DeleteAsync(seen)")]
    public void It_stops_every_call_of_a_contact(string call)
    {
        var compilation = GeneratorRun.Compile($$"""
            using System.Collections.Generic;
            using LoopsMapping;
            namespace App;
            [LoopsContact] public sealed record Seen(string Email, [LoopsProperty(Names.X)] string Plan);
            [LoopsDestination] public partial class AppLoops;
            public static class Caller
            {
                public static object Call(AppLoops loops, Seen seen, IAsyncEnumerable<Seen> all) => {{call}};
            }
            """);
        CSharpGeneratorDriver
            .Create([new LoopsGenerator().AsSourceGenerator(), new NamesGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var completed, out _, TestContext.Current.CancellationToken);

        var error = Assert.Single(completed.GetDiagnostics(TestContext.Current.CancellationToken), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != "CS1591");
        Assert.Equal("CS0619", error.Id);
    }

    [Theory]
    [InlineData("[LoopsContact] public record User(Mail Email);")]
    [InlineData("[LoopsContact] public class User : Missing { public string? Name { get; set; } }")]
    [InlineData("[LoopsContact] public class User : Missing;")]
    [InlineData("[LoopsEvent(Names.X)] public record Seen(string Email);")]
    [InlineData("[LoopsEvent(N())] public record Seen(string Email);")]
    [InlineData("[LoopsContact] public record User(string Email, [LoopsMailingList(Names.X)] bool? News);")]
    [InlineData("[LoopsContact] public record User(string Email, [LoopsProperty(Names.X)] string Id);")]
    public async Task What_the_compiler_objects_to_gets_no_message_of_ours(string declaration)
    {
        var run = GeneratorRun.OverBroken("using LoopsMapping; namespace App; [LoopsDestination] public partial class AppLoops;", "using LoopsMapping;\nnamespace App;\n" + declaration);

        Assert.Empty(await run.Compilation.WithAnalyzers([new MappingAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken));
    }

    private sealed class NamesGenerator : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
            => context.RegisterSourceOutput(context.CompilationProvider, static (output, _) => output.AddSource("Names.g.cs", "namespace App { internal static class Names { public const string X = \"Real Name\"; } }"));
    }
}
