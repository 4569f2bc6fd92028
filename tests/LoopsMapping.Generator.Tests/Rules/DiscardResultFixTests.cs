using LoopsMapping.CodeFixes;

namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>The fix of LOOPS017 that is there for every place: to say that it is meant.</summary>
public sealed class DiscardResultFixTests
{
    private const string Discard = "Say that it is meant: '_ = …'";

    [Theory]
    [InlineData("public void M() { loops.{|LOOPS017:TrackAsync|}(joined); }", "public void M() { _ = loops.TrackAsync(joined); }")]
    [InlineData("public void M() => loops.{|LOOPS017:TrackAsync|}(joined);", "public void M() => _ = loops.TrackAsync(joined);")]
    [InlineData("public void M() { loops?.{|LOOPS017:TrackAsync|}(joined).ConfigureAwait(false); }", "public void M() { _ = loops?.TrackAsync(joined).ConfigureAwait(false); }")]
    [InlineData("public Action M() => () => loops.{|LOOPS017:TrackAsync|}(joined);", "public Action M() => () => _ = loops.TrackAsync(joined);")]
    [InlineData("public Action<int, int> M() => (_, _) => loops.{|LOOPS017:TrackAsync|}(joined);", "public Action<int, int> M() => (_, _) => _ = loops.TrackAsync(joined);")]
    [InlineData("public Action M() => delegate { loops.{|LOOPS017:TrackAsync|}(joined); };", "public Action M() => delegate { _ = loops.TrackAsync(joined); };")]
    [InlineData("public void M() { void Local() => loops.{|LOOPS017:TrackAsync|}(joined); Local(); }", "public void M() { void Local() => _ = loops.TrackAsync(joined); Local(); }")]
    [InlineData("public int P { set => loops.{|LOOPS017:TrackAsync|}(joined); }", "public int P { set => _ = loops.TrackAsync(joined); }")]
    [InlineData("public void M() { for (; ; loops.{|LOOPS017:TrackAsync|}(joined)) { } }", "public void M() { for (; ; _ = loops.TrackAsync(joined)) { } }")]
    [InlineData("public async Task M() { loops?.{|LOOPS017:TrackAsync|}(joined); await Task.Yield(); }", "public async Task M() { _ = loops?.TrackAsync(joined); await Task.Yield(); }")]
    [InlineData("public Task M() => Task.Run(() => { loops.{|LOOPS017:TrackAsync|}(joined); });", "public Task M() => Task.Run(() => { _ = loops.TrackAsync(joined); });")]
    public Task A_statement_an_expression_body_and_a_lambda_say_that_it_is_meant(string member, string @fixed)
        => Rule.FixesAsync<DiscardResultFix>(Discard, Program(member), Program(@fixed));

    [Fact]
    public Task What_stands_around_the_call_stays_there() => Rule.FixesAsync<DiscardResultFix>(Discard,
        Program("""
            public void M()
                {
                    // Nobody would miss it.
                    /* so */ loops /* ours */
                        .{|LOOPS017:TrackAsync|}(joined) /* really */; // or not
                    Action a = () =>
                        // There too.
                        loops.{|LOOPS017:TrackAsync|}(joined);
                    a();
                }
            """),
        Program("""
            public void M()
                {
                    // Nobody would miss it.
                    /* so */ _ = loops /* ours */
                        .TrackAsync(joined) /* really */; // or not
                    Action a = () =>
                        // There too.
                        _ = loops.TrackAsync(joined);
                    a();
                }
            """));

    [Fact]
    public Task Several_are_repaired_at_once() => Rule.FixesAsync<DiscardResultFix>(Discard,
        Program("public void M() { loops.{|LOOPS017:TrackAsync|}(joined); loops.{|LOOPS017:TrackAsync|}(joined, new LoopsSendOptions()); new List<Joined>().ForEach(each => loops.{|LOOPS017:TrackAsync|}(each)); }"),
        Program("public void M() { _ = loops.TrackAsync(joined); _ = loops.TrackAsync(joined, new LoopsSendOptions()); new List<Joined>().ForEach(each => _ = loops.TrackAsync(each)); }"));

    [Theory]
    [InlineData("public Action<int> M() => _ => loops.{|LOOPS017:TrackAsync|}(joined);")]
    [InlineData("public Action<object, int> M() => (sender, _) => { loops.{|LOOPS017:TrackAsync|}(joined); };")]
    [InlineData("public Action<int> M() => _ => { Action a = () => loops.{|LOOPS017:TrackAsync|}(joined); };")]
    [InlineData("public void M(int _) { loops.{|LOOPS017:TrackAsync|}(joined); }")]
    [InlineData("public void M() { loops.{|LOOPS017:TrackAsync|}(joined); var _ = 1; }")]
    [InlineData("public int M() { foreach (var _ in new int[1]) { loops.{|LOOPS017:TrackAsync|}(joined); } return 1; }")]
    [InlineData("public void M() { loops.{|LOOPS017:TrackAsync|}(joined); } private static int _ => 1;")]
    [InlineData("public void M() { loops.{|LOOPS017:TrackAsync|}(joined); } private const int _ = 1;")]
    [InlineData("public void M() { loops.{|LOOPS017:TrackAsync|}(joined); } private static void _() { }")]
    [InlineData("public void M() { loops.{|LOOPS017:TrackAsync|}(joined); void _() { } }")]
    public Task Where_the_underscore_is_something_already_there_is_no_fix(string member)
        => Rule.OffersNoFixAsync(new RuleTest<DiscardResultFix>(Program(member)) { CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.Errors }, Program(member));

    [Theory]
    [InlineData("public void M() { for (int _ = 0; _ < 1; _++) { } loops.{|LOOPS017:TrackAsync|}(joined); }", "public void M() { for (int _ = 0; _ < 1; _++) { } _ = loops.TrackAsync(joined); }")]
    [InlineData("public Action<int> M() { loops.{|LOOPS017:TrackAsync|}(joined); return _ => { }; }", "public Action<int> M() { _ = loops.TrackAsync(joined); return _ => { }; }")]
    public Task Where_it_is_something_elsewhere_there_is_one(string member, string @fixed)
        => Rule.FixesAsync<DiscardResultFix>(Discard, Program(member), Program(@fixed));

    private static string Program(string member) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using LoopsMapping;
        [LoopsEvent("Joined")]
        public sealed record Joined(string Email);
        [LoopsDestination]
        public partial class AppLoops;
        public class Program(AppLoops loops, Joined joined)
        {
            public IReadOnlyList<object> Both => [loops, joined];
            {{member}}
        }
        """;
}
