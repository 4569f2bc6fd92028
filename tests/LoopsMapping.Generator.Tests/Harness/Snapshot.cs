using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LoopsMapping.Generator.Tests.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace LoopsMapping.Generator.Tests.Harness;

/// <summary>
/// Generated files that people have read and found good, under <c>Snapshots/</c>. Run the tests with <c>UPDATE_SNAPSHOTS=1</c> to write
/// them anew, and read the difference.
/// </summary>
internal static class Snapshot
{
    public static Task VerifyAsync(string source, [CallerMemberName] string name = "") => VerifyAsync(References.All, source, name);

    /// <summary>As <see cref="VerifyAsync(string, string)"/>, in a project that takes messages of Segment SDKs.</summary>
    public static Task VerifyWithSegmentAsync(string source, [CallerMemberName] string name = "") => VerifyAsync(References.WithSegment, source, name);

    private static async Task VerifyAsync(ImmutableArray<MetadataReference> references, string source, string name)
    {
        var folder = Repository.PathOf("tests", "LoopsMapping.Generator.Tests", "Snapshots", name);
        var generated = GeneratorRun.Checked(GeneratorRun.OverBroken(references, source)).Sources;
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            Write(folder, generated);

        Assert.True(Directory.Exists(folder), $"There is no snapshot {name}; run with UPDATE_SNAPSHOTS=1 and read what it writes.");
        var test = new CSharpSourceGeneratorTest<LoopsGenerator, DefaultVerifier>
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
            TestCode = source,
            CompilerDiagnostics = CompilerDiagnostics.Warnings,
        };
        test.SolutionTransforms.Add(static (solution, project) => solution
            .WithProjectParseOptions(project, new CSharpParseOptions(LanguageVersion.CSharp12))
            .WithProjectCompilationOptions(project, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)));
        test.TestState.AdditionalReferences.AddRange(references);
        foreach (var path in Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal))
        {
            var hint = Path.GetFileNameWithoutExtension(path);
            test.TestState.GeneratedSources.Add((typeof(LoopsGenerator), hint, (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n")));
        }
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static void Write(string folder, IReadOnlyDictionary<string, string> generated)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        foreach (var (hint, text) in generated)
            File.WriteAllText(Path.Combine(folder, hint + ".txt"), text);
    }
}
