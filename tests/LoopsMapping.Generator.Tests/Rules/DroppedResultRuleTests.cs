using System.Globalization;
using LoopsMapping.Generator.Tests.Robustness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>
/// LOOPS017, and the real compiler's CS4014 beside it: a result that is dropped is reported by one of the two, wherever that is.
/// </summary>
public sealed class DroppedResultRuleTests
{
    private const string Types = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Linq.Expressions;
        using System.Threading.Tasks;
        using LoopsMapping;
        [LoopsContact]
        public sealed record User(string Email);
        [LoopsEvent("Joined")]
        public sealed record Joined(string Email);
        [LoopsDestination]
        public partial class AppLoops
        {
            public AppLoops? Next { get; set; }
            public ValueTask SendAsync(string text) => default;
            public async Task TrackAsync(string text) => await Task.Yield();
            public string IdentifyAsync(string text) => text;
        }
        public sealed class Other
        {
            public Task TrackAsync(Joined joined) => Task.CompletedTask;
            public Task DeleteAsync(Joined joined) => Task.CompletedTask;
            public Task FlushAsync() => Task.CompletedTask;
        }

        """;

    [Theory]
    [InlineData("void M() { loops.{|LOOPS017:TrackAsync|}(joined); }")]
    [InlineData("void M() { loops.{|LOOPS017:IdentifyAsync|}(new User(\"a@b.c\")); }")]
    [InlineData("void M() { loops.{|LOOPS017:TrackAsync|}(joined, new LoopsSendOptions()); }")]
    [InlineData("void M() { loops.{|LOOPS017:SendAsync|}(\"\"); }")]
    [InlineData("void M() { loops.{|LOOPS017:DeleteAsync|}(new User(\"a@b.c\")); }")]
    [InlineData("void M() { loops.{|LOOPS017:DeleteByEmailAsync|}(\"a@b.c\"); loops.{|LOOPS017:DeleteByUserIdAsync|}(\"u1\").ConfigureAwait(false); }")]
    [InlineData("void M(IAsyncEnumerable<User> all) { loops.{|LOOPS017:IdentifyAllAsync|}(all); loops.Next?.{|LOOPS017:IdentifyAllAsync|}(all, new() { Run = \"one\" }); }")]
    [InlineData("void M() { loops.{|LOOPS017:FlushAsync|}(); }")]
    [InlineData("void M(LoopsClient any) { any.{|LOOPS017:FlushAsync|}(); any.{|LOOPS017:DeleteByEmailAsync|}(\"a@b.c\"); }")]
    [InlineData("void M() => loops.{|LOOPS017:TrackAsync|}(joined);")]
    [InlineData("void M() { loops!.{|LOOPS017:TrackAsync|}(joined); }")]
    [InlineData("void M() { loops?.{|LOOPS017:TrackAsync|}(joined); }")]
    [InlineData("void M() { loops?.Next?.Next!.{|LOOPS017:TrackAsync|}(joined); }")]
    [InlineData("void M() { loops.{|LOOPS017:TrackAsync|}(joined).ConfigureAwait(false); }")]
    [InlineData("void M() { loops?.{|LOOPS017:TrackAsync|}(joined).ConfigureAwait(false); }")]
    [InlineData("void M() { loops.{|LOOPS017:SendAsync|}(\"\").ConfigureAwait(false); }")]
    [InlineData("void M() { for (loops.{|LOOPS017:TrackAsync|}(joined); Flag; loops.{|LOOPS017:TrackAsync|}(joined)) { } }")]
    [InlineData("void M() { if (Flag) loops.{|LOOPS017:TrackAsync|}(joined); else { checked { loops.{|LOOPS017:TrackAsync|}(joined); } } }")]
    [InlineData("void M() { switch (Flag) { case true: loops.{|LOOPS017:TrackAsync|}(joined); break; } }")]
    [InlineData("Task M() { loops.{|LOOPS017:TrackAsync|}(joined); return Task.CompletedTask; }")]
    [InlineData("IEnumerable<int> M() { loops.{|LOOPS017:TrackAsync|}(joined); yield return 1; }")]
    [InlineData("void M<T>(T any) where T : AppLoops { any.{|LOOPS017:TrackAsync|}(joined); }")]
    [InlineData("void M() { void Local() => loops.{|LOOPS017:TrackAsync|}(joined); Local(); }")]
    [InlineData("async Task M() { void Local() { loops.{|LOOPS017:TrackAsync|}(joined); } Local(); await Task.Yield(); }")]
    [InlineData("async Task M() { Action a = () => loops.{|LOOPS017:TrackAsync|}(joined); a(); await Task.Yield(); }")]
    [InlineData("Action M() => () => loops.{|LOOPS017:TrackAsync|}(joined);")]
    [InlineData("Action M() => delegate { loops.{|LOOPS017:TrackAsync|}(joined); };")]
    [InlineData("void M(List<Joined> all) => all.ForEach(each => loops.{|LOOPS017:TrackAsync|}(each));")]
    [InlineData("void M(List<Joined> all) => Parallel.ForEach(all, each => { loops.{|LOOPS017:TrackAsync|}(each); });")]
    [InlineData("int P { set => loops.{|LOOPS017:TrackAsync|}(joined); }")]
    [InlineData("int P { get { loops.{|LOOPS017:TrackAsync|}(joined); return 1; } }")]
    [InlineData("event Action E { add => loops.{|LOOPS017:TrackAsync|}(joined); remove { } }")]
    [InlineData("static AppLoops s_loops = null!; Action _action = () => s_loops.{|LOOPS017:TrackAsync|}(new Joined(\"\"));")]
    [InlineData("public Program(AppLoops other) : this(other, new Joined(\"\")) => other.{|LOOPS017:SendAsync|}(\"\");")]
    [InlineData("~Program() => loops.{|LOOPS017:TrackAsync|}(joined);")]
    public Task In_a_function_that_is_not_async_we_speak(string member) => ReportsAsync(member);

    [Theory]
    [InlineData("async Task M() { {|CS4014:loops.TrackAsync(joined)|}; await Task.Yield(); }")]
    [InlineData("async Task M() => {|CS4014:loops.TrackAsync(joined)|};")]
    [InlineData("async void M() => {|CS4014:loops.TrackAsync(joined)|};")]
    [InlineData("async Task M() { {|CS4014:loops!.TrackAsync(joined)|}; await Task.Yield(); }")]
    [InlineData("async Task M() { {|CS4014:loops.TrackAsync(joined).ConfigureAwait(false)|}; await Task.Yield(); }")]
    [InlineData("async Task M() { {|CS4014:loops.SendAsync(\"\")|}; await Task.Yield(); }")]
    [InlineData("async Task M() { {|CS4014:loops.DeleteByUserIdAsync(\"u1\")|}; {|CS4014:loops.DeleteAsync(new User(\"\"))|}; {|CS4014:loops.FlushAsync()|}; await Task.Yield(); }")]
    [InlineData("async Task M() { for ({|CS4014:loops.TrackAsync(joined)|}; Flag; {|CS4014:loops.TrackAsync(joined)|}) { await Task.Yield(); } }")]
    [InlineData("async Task M() { try { await Task.Yield(); } catch { {|CS4014:loops.TrackAsync(joined)|}; } finally { {|CS4014:loops.TrackAsync(joined)|}; } }")]
    [InlineData("async IAsyncEnumerable<int> M() { {|CS4014:loops.TrackAsync(joined)|}; await Task.Yield(); yield return 1; }")]
    [InlineData("Action M() => async () => {|CS4014:loops.TrackAsync(joined)|};")]
    [InlineData("Func<Task> M() => async () => {|CS4014:loops.TrackAsync(joined)|};")]
    [InlineData("Action M() => async () => { {|CS4014:loops.TrackAsync(joined)|}; await Task.Yield(); };")]
    [InlineData("void M() { async Task Local() { {|CS4014:loops.TrackAsync(joined)|}; await Task.Yield(); } _ = Local(); }")]
    [InlineData("async Task M() { lock (loops) { Action a = async () => {|CS4014:loops.TrackAsync(joined)|}; } await Task.Yield(); }")]
    [InlineData("void M() { {|CS4014:loops.TrackAsync(\"\")|}; }")]
    [InlineData("Action M() => () => {|CS4014:loops.TrackAsync(\"\")|};")]
    [InlineData("async Task M() { lock (loops) { {|CS4014:loops.TrackAsync(\"\")|}; } await Task.Yield(); }")]
    [InlineData("async Task M() { unsafe { {|CS4014:loops.TrackAsync(\"\")|}; } await Task.Yield(); }")]
    public Task In_an_async_function_and_of_an_async_method_the_compiler_does(string member) => ReportsAsync(member);

    [Theory]
    [InlineData("async Task M() { loops?.{|LOOPS017:TrackAsync|}(joined); await Task.Yield(); }")]
    [InlineData("async Task M() { loops?.Next!.{|LOOPS017:TrackAsync|}(joined).ConfigureAwait(false); await Task.Yield(); }")]
    [InlineData("async Task M() => loops?.{|LOOPS017:TrackAsync|}(joined);")]
    [InlineData("void M() { loops?.{|LOOPS017:TrackAsync|}(\"\"); }")]
    [InlineData("void M() { loops.{|LOOPS017:TrackAsync|}(\"\").ConfigureAwait(false); }")]
    [InlineData("async Task M() { lock (loops) { loops.{|LOOPS017:TrackAsync|}(joined); } await Task.Yield(); }")]
    [InlineData("async Task M() { unsafe { loops.{|LOOPS017:TrackAsync|}(joined); } await Task.Yield(); }")]
    [InlineData("async Task M() { unsafe { Action a = async () => loops.{|LOOPS017:TrackAsync|}(joined); } await Task.Yield(); }")]
    [InlineData("unsafe Action P { get { return async () => loops.{|LOOPS017:TrackAsync|}(joined); } }")]
    [InlineData("async Task M() { unsafe async Task Local() { loops.{|LOOPS017:TrackAsync|}(joined); } await Local(); }")]
    public Task In_an_async_function_we_speak_where_the_compiler_does_not(string member)
        => ReportsAsync(member, noAwait: member.Contains("=> loops?.", StringComparison.Ordinal) || member.Contains("unsafe", StringComparison.Ordinal));

    [Theory]
    [InlineData("void M() { _ = loops.TrackAsync(joined); _ = loops?.TrackAsync(joined); }")]
    [InlineData("Action M() => () => _ = loops.TrackAsync(joined);")]
    [InlineData("async Task M() { await loops.TrackAsync(joined); await loops.TrackAsync(joined).ConfigureAwait(false); }")]
    [InlineData("Task M() => loops.TrackAsync(joined);")]
    [InlineData("Task? M() { return loops?.TrackAsync(joined); }")]
    [InlineData("Func<Task> M() => () => loops.TrackAsync(joined);")]
    [InlineData("Func<Joined, System.Threading.CancellationToken, Task> M() => loops.TrackAsync;")]
    [InlineData("Task M() => Task.Run(() => loops.TrackAsync(joined));")]
    [InlineData("void M() { var task = loops.TrackAsync(joined); Task other; other = loops.TrackAsync(joined); }")]
    [InlineData("void M() { loops.TrackAsync(joined).ContinueWith(static task => task.Exception); }")]
    [InlineData("void M() { loops.TrackAsync(joined).Wait(); _ = loops.TrackAsync(joined).Result; loops.TrackAsync(joined).GetAwaiter().GetResult(); }")]
    [InlineData("void M() { loops.TrackAsync(joined).ConfigureAwait(false).GetAwaiter().GetResult(); }")]
    [InlineData("void M() { Task.WaitAll(loops.TrackAsync(joined), loops.TrackAsync(joined)); }")]
    [InlineData("void M(List<Task> tasks) { tasks.Add(loops.TrackAsync(joined)); }")]
    [InlineData("IEnumerable<Task> M(Joined[] all) => from each in all select loops.TrackAsync(each);")]
    [InlineData("IEnumerable<Task> M() { yield return loops.TrackAsync(joined); }")]
    [InlineData("void M(Other other) { other.TrackAsync(joined); }")]
    [InlineData("void M(Other other) { other.FlushAsync(); other.DeleteAsync(joined); loops.Api.DeleteContactAsync(LoopsContactKey.Email(\"\")).Wait(); }")]
    [InlineData("async Task M(IAsyncEnumerable<User> all) { await loops.FlushAsync(); _ = loops.DeleteByEmailAsync(\"\"); var progress = await loops.IdentifyAllAsync(all); }")]
    [InlineData("void M() { loops.IdentifyAsync(\"\"); }")]
    [InlineData("void M(dynamic any) { any.TrackAsync(joined); }")]
    [InlineData("Expression<Action> M() => () => loops.SendAsync(\"\");")]
    [InlineData("void M() => Queue(each => each.TrackAsync(joined, default(System.Threading.CancellationToken))); static void Queue(Expression<Action<AppLoops>> work) { }")]
    public Task A_result_that_somebody_takes_is_not_reported(string member) => ReportsAsync(member);

    [Theory]
    [InlineData("{|CS4014:loops.TrackAsync(joined)|};")]
    [InlineData("{|CS4014:loops.TrackAsync(joined)|}; await Task.Yield();")]
    [InlineData("lock (loops) { loops.{|LOOPS017:TrackAsync|}(joined); }")]
    [InlineData("lock (loops) { loops.{|LOOPS017:TrackAsync|}(joined); } await Task.Yield();")]
    [InlineData("loops?.{|LOOPS017:TrackAsync|}(joined);")]
    [InlineData("loops?.{|LOOPS017:TrackAsync|}(joined); await Task.Yield();")]
    [InlineData("void Local() => loops.{|LOOPS017:TrackAsync|}(joined); Local();")]
    [InlineData("Action a = () => loops.{|LOOPS017:TrackAsync|}(joined); await Task.Yield();")]
    [InlineData("await loops.TrackAsync(joined); _ = loops.TrackAsync(joined);")]
    public Task Top_level_statements_count_as_async_with_and_without_an_await(string statements)
        => Test(OutputKind.ConsoleApplication, "using System;\nusing System.Threading.Tasks;\nAppLoops loops = new(null!);\nvar joined = new Joined(\"a@b.c\");\n" + statements, Types).RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Within_the_client_the_calls_of_its_own_methods_are_looked_at() => Rule.ReportsAsync(
        """
        using LoopsMapping;
        [LoopsEvent("Joined")]
        public sealed record Joined(string Email);
        [LoopsDestination]
        public partial class AppLoops
        {
            public void Join(string email)
            {
                {|LOOPS017:TrackAsync|}(new Joined(email));
                this.{|LOOPS017:TrackAsync|}(new Joined(email));
            }
        }
        """);

    [Fact]
    public async Task The_message_says_what_is_lost_and_what_to_write()
    {
        var said = Assert.Single(await RulePage.DiagnoseAsync(new RulePage("LOOPS017").Code("Wrong")));

        Assert.Equal(DiagnosticSeverity.Warning, said.Severity);
        Assert.Contains("'TrackAsync'", said.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains("Await it in an async method, or write '_ = …'", said.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_without_LoopsMapping_hears_nothing()
    {
        var project = new UserProject("namespace LoopsMapping2 { public class LoopsClient { public System.Threading.Tasks.Task TrackAsync() => null!; public void M() { TrackAsync(); } } }")
        {
            References = References.Runtime,
        };

        Assert.Empty(await project.GenerateBroken().AnalyzeAsync());
    }

    /// <param name="member">A member of a class that has a client.</param>
    /// <param name="noAwait">The function is async and awaits nothing, which is CS1998's business.</param>
    private static Task ReportsAsync(string member, bool noAwait = false)
        => Test(OutputKind.DynamicallyLinkedLibrary, (noAwait ? "#pragma warning disable CS1998\n" : "") + Types + $$"""
            public class Program(AppLoops loops, Joined joined)
            {
                public bool Flag => joined is null;
                public AppLoops Loops => loops;
                {{member}}
            }
            """).RunAsync(TestContext.Current.CancellationToken);

    private static RuleTest Test(OutputKind kind, params string[] sources)
    {
        var test = new RuleTest(sources);
        test.SolutionTransforms.Add((solution, project) => solution.WithProjectCompilationOptions(
            project, ((CSharpCompilationOptions)solution.GetProject(project)!.CompilationOptions!).WithAllowUnsafe(true).WithOutputKind(kind)));
        return test;
    }
}
