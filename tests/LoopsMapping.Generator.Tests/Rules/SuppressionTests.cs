using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>The usual ways to turn a rule down, up or off work for ours.</summary>
public sealed class SuppressionTests
{
    [Fact]
    public Task A_pragma_silences_a_rule_where_it_stands() => Rule.ReportsAsync(
        """
        using LoopsMapping;
        #pragma warning disable LOOPS001, LOOPS006
        [LoopsContact]
        public sealed record User(string Name);
        [LoopsContact]
        public sealed record Person(string Email, int Id);
        #pragma warning restore LOOPS001, LOOPS006
        [LoopsContact]
        public sealed record {|LOOPS001:Admin|}(string Name);
        """);

    [Fact]
    public Task SuppressMessage_silences_a_rule_on_a_type_or_a_member() => Rule.ReportsAsync(
        """
        using System.Diagnostics.CodeAnalysis;
        using LoopsMapping;
        [LoopsContact]
        [SuppressMessage("LoopsMapping", "LOOPS001")]
        public sealed record User(string Name);
        [LoopsContact]
        public class Person
        {
            public string? Email { get; set; }
            [SuppressMessage("LoopsMapping", "LOOPS005:A member cannot be sent to Loops")]
            public int[]? Scores { get; set; }
            public int[]? {|LOOPS005:Points|} { get; set; }
        }
        """);

    [Theory]
    [InlineData("none")]
    [InlineData("error")]
    [InlineData("suggestion")]
    [InlineData("warning")]
    public Task Editorconfig_sets_the_severity(string severity)
    {
        var test = new RuleTest(
            """
            using LoopsMapping;
            [LoopsEvent("Seen")]
            public sealed record {|#0:Seen|}(string UserId);
            [LoopsContact]
            public sealed record {|#1:User|}(string Name);
            """);
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", $"root = true\n[*.cs]\ndotnet_diagnostic.LOOPS022.severity = {severity}\ndotnet_diagnostic.LOOPS001.severity = {severity}\n"));
        DiagnosticSeverity? expected = severity switch
        {
            "error" => DiagnosticSeverity.Error,
            "warning" => DiagnosticSeverity.Warning,
            "suggestion" => DiagnosticSeverity.Info,
            _ => null,
        };
        if (expected is { } reported)
        {
            test.TestState.ExpectedDiagnostics.Add(new DiagnosticResult("LOOPS022", reported).WithLocation(0).WithArguments("Seen"));
            test.TestState.ExpectedDiagnostics.Add(new DiagnosticResult("LOOPS001", reported).WithLocation(1).WithArguments("User"));
        }
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Generated_code_of_others_is_not_looked_at() => new RuleTest
    {
        TestState = { Sources = { ("Generated.g.cs", "[LoopsMapping.LoopsContact]\npublic sealed record User(string Name);") } },
    }.RunAsync(TestContext.Current.CancellationToken);
}
