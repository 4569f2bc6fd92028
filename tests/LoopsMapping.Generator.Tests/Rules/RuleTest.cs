using LoopsMapping.Generator.Rules;
using LoopsMapping.Generator.Tests.Robustness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>
/// A user's project under the analyzers and the generator together, nullable and with every compiler warning counted: what is marked in the
/// source is reported and nothing else, before a fix and after it.
/// </summary>
internal class RuleTest<TFix> : CSharpCodeFixTest<MappingAnalyzer, TFix, DefaultVerifier>
    where TFix : CodeFixProvider, new()
{
    public RuleTest(params string[] sources)
    {
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        CompilerDiagnostics = CompilerDiagnostics.Warnings;
        // Generated text has its snapshots, and pragmas have a test of their own.
        TestBehaviors |= TestBehaviors.SkipGeneratedSourcesCheck | TestBehaviors.SkipSuppressionCheck;
        TestState.AdditionalReferences.AddRange(References.All);
        foreach (var source in sources)
            TestState.Sources.Add(source);
        SolutionTransforms.Add((solution, project) => solution
            .WithProjectParseOptions(project, new CSharpParseOptions(LanguageVersion))
            .WithProjectCompilationOptions(project, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: Nullable)));
    }

    /// <summary>The default of the oldest compiler that loads the generator.</summary>
    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.CSharp12;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    /// <summary>The schema file of the account.</summary>
    public string? Schema
    {
        init
        {
            if (value is not null)
                TestState.AdditionalFiles.Add(("loops.schema.json", value));
        }
    }

    /// <summary>The schema file after the fix.</summary>
    public string? FixedSchema
    {
        init
        {
            if (value is not null)
                FixedState.AdditionalFiles.Add(("loops.schema.json", value));
        }
    }

    /// <summary>A mistake in a base class is found while a class below it is read: editors offer a fix for it after a build only.</summary>
    public bool ReportsInBaseClass
    {
        init => CodeFixTestBehaviors |= value ? CodeFixTestBehaviors.SkipLocalDiagnosticCheck : CodeFixTestBehaviors.None;
    }

    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => UserProject.Analyzers;

    protected override IEnumerable<Type> GetSourceGenerators() => [typeof(LoopsGenerator)];
}

/// <summary>A user's project of which only the diagnostics matter.</summary>
internal sealed class RuleTest(params string[] sources) : RuleTest<EmptyCodeFixProvider>(sources);

internal static class Rule
{
    /// <summary>Reports what is marked, <c>{|LOOPS001:User|}</c>, and nothing else.</summary>
    public static Task ReportsAsync(params string[] sources) => new RuleTest(sources).RunAsync(TestContext.Current.CancellationToken);

    /// <summary>Takes the first fix, one by one and for the whole project, until the second source is there.</summary>
    public static Task FixesAsync<TFix>(string title, string source, string @fixed)
        where TFix : CodeFixProvider, new()
        => FixesAsync(new RuleTest<TFix>(source), 0, title, @fixed);

    /// <summary>Takes the fix of that place in the list; without a title, whatever it is called.</summary>
    public static Task FixesAsync<TFix>(int index, string? title, string source, string @fixed)
        where TFix : CodeFixProvider, new()
        => FixesAsync(new RuleTest<TFix>(source), index, title, @fixed);

    public static Task FixesAsync<TFix>(RuleTest<TFix> test, int index, string? title, params string[] @fixed)
        where TFix : CodeFixProvider, new()
    {
        foreach (var source in @fixed)
            test.FixedState.Sources.Add(source);
        test.FixedState.MarkupHandling = MarkupMode.Allow;
        test.CodeActionIndex = index;
        test.CodeActionVerifier = (action, verifier) => verifier.Equal(title ?? action.Title, action.Title);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Reports what is marked, and the fix has nothing to offer.</summary>
    public static Task OffersNoFixAsync<TFix>(string source)
        where TFix : CodeFixProvider, new()
        => OffersNoFixAsync(new RuleTest<TFix>(source) { ReportsInBaseClass = true }, source);

    /// <inheritdoc cref="OffersNoFixAsync{TFix}(string)"/>
    public static Task OffersNoFixAsync<TFix>(RuleTest<TFix> test, string source)
        where TFix : CodeFixProvider, new()
    {
        test.FixedState.Sources.Add(source);
        test.FixedState.MarkupHandling = MarkupMode.Allow;
        test.CodeActionVerifier = (action, verifier) => verifier.Fail($"A fix is offered: {action.Title}");
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
