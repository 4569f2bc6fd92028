using LoopsMapping.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoopsMapping.Generator.Tests.Generation;

/// <summary>What keeps an editor fast and a build deterministic.</summary>
public sealed class PipelineTests
{
    private static readonly string[] Sources =
    [
        "using LoopsMapping; namespace App; [LoopsDestination] public partial class AppLoops;",
        "using LoopsMapping; namespace App; [LoopsContact] public sealed record User(string Email) { public int Length() => 1; }",
        "using LoopsMapping; namespace App; [LoopsContact] public sealed record Lead(string Email);",
        "using LoopsMapping; namespace App; [LoopsEvent(\"Won\")] public sealed record Won(string Email);",
    ];

    [Fact]
    public void An_edit_inside_a_method_leaves_everything_cached()
        => Assert.Equal([], ReasonsAfterEdit(1, "=> 1;", "=> 2;").Where(static reason => reason != IncrementalStepRunReason.Cached));

    [Fact]
    public void Renaming_a_member_writes_its_map_the_client_and_the_manifest_and_nothing_else()
    {
        var reasons = ReasonsAfterEdit(2, "string Email", "string Email, string Name");

        Assert.Equal(3, reasons.Count(static reason => reason == IncrementalStepRunReason.Modified));
        Assert.Equal(2, reasons.Count(static reason => reason == IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void The_order_of_the_files_changes_nothing()
    {
        var forward = GeneratorRun.Over(Sources).Sources;
        var backward = GeneratorRun.Over([.. Sources.Reverse()]).Sources;

        Assert.Equal(forward.OrderBy(static file => file.Key, StringComparer.Ordinal), backward.OrderBy(static file => file.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Names_that_differ_little_get_files_and_maps_of_their_own()
    {
        var run = GeneratorRun.Over("""
            using LoopsMapping;
            namespace A_B { [LoopsContact] public sealed record C(string Email); }
            namespace A { [LoopsContact] public sealed record B_C(string Email); }
            namespace A { public static class B { [LoopsContact] public sealed record C(string Email); } }
            namespace A { [LoopsContact] public sealed record b_c(string Email); }
            namespace Größe { [LoopsContact] public sealed record @class(string Email); }
            namespace @event.@namespace { [LoopsEvent("E")] public sealed record a‿b(string Email); }
            namespace App { [LoopsDestination] public partial class AppLoops; }
            namespace App { [LoopsDestination] public partial class appLoops; }
            """);

        Assert.Equal(10, run.Sources.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void A_class_annotated_in_two_of_its_parts_is_read_once()
        => Assert.Equal(3, GeneratorRun.OverBroken(
            "using LoopsMapping; namespace App; [LoopsContact] public partial class User { public string? Email { get; set; } }",
            "using LoopsMapping; namespace App; [LoopsContact] public partial class User { public string? Name { get; set; } }",
            Sources[0]).Sources.Count);

    [Fact]
    public void Users_types_may_be_called_what_ours_and_NETs_are_called()
        => Assert.Equal("""{"email":"a@b.co","writer":"w","value":"v","system":"s"}""", GeneratorRun.Send(
            """IdentifyAsync(new Loops("a@b.co", "w", "v", "s"))""", """
            using LoopsMapping;
            namespace App
            {
                public sealed class String; public sealed class System; public sealed class Task; public sealed class LoopsClient; public sealed class CancellationToken;
                namespace LoopsMapping { public sealed class LoopsReceipt; }
                [global::LoopsMapping.LoopsContact] public sealed record Loops(string Email, string writer, string value, string system);
                [global::LoopsMapping.LoopsDestination] public partial class AppLoops;
            }
            """));

    [Fact]
    public void Base_classes_and_enums_of_other_files_are_seen()
        => Assert.Equal("""{"email":"a@b.co","plan":"Pro"}""", GeneratorRun.Send(
            "IdentifyAsync(new User { Email = \"a@b.co\", Plan = Plan.Pro })", Sources[0],
            "namespace App; public enum Plan { Free, Pro } public abstract class Person { public required string Email { get; init; } }",
            "using LoopsMapping; namespace App; [LoopsContact] public sealed class User : Person { public Plan Plan { get; init; } }"));

    private static List<IncrementalStepRunReason> ReasonsAfterEdit(int file, string before, string after)
    {
        var compilation = GeneratorRun.Compile(Sources);
        var options = (CSharpParseOptions)compilation.SyntaxTrees[0].Options;
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new LoopsGenerator().AsSourceGenerator()], parseOptions: options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);

        var edited = Sources[file].Replace(before, after, StringComparison.Ordinal);
        Assert.NotEqual(Sources[file], edited);
        var tree = compilation.SyntaxTrees[file];
        driver = driver.RunGenerators(
            compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(edited, options, tree.FilePath)), TestContext.Current.CancellationToken);
        return [.. driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(static step => step.Value)
            .SelectMany(static step => step.Outputs).Select(static output => output.Reason)];
    }
}
