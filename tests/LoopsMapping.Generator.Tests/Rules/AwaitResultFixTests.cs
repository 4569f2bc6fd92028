using LoopsMapping.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>The fix of LOOPS017 that comes first where a method can await.</summary>
public sealed class AwaitResultFixTests
{
    private const string Await = "Await it";
    private const string Discard = "Say that it is meant: '_ = …'";

    [Theory]
    [InlineData("Task M() { {0} return Task.CompletedTask; }", "async Task M() { {1} }")]
    [InlineData("public static Task M(AppLoops loops, Joined joined) { {0} return Task.CompletedTask; }", "public static async Task M(AppLoops loops, Joined joined) { {1} }")]
    [InlineData("[Obsolete] Task M() { {0} return Task.CompletedTask; }", "[Obsolete] async Task M() { {1} }")]
    [InlineData("public override Task Run() { {0} return Task.CompletedTask; }", "public override async Task Run() { {1} }")]
    [InlineData("Task M() { if (Flag) { {0} } return Task.CompletedTask; }", "async Task M() { if (Flag) { {1} } }")]
    [InlineData("Task M() { try { {0} } finally { } return Task.CompletedTask; }", "async Task M() { try { {1} } finally { } }")]
    [InlineData("Task M() { {0} return Task.Delay(1); }", "async Task M() { {1} await Task.Delay(1); }")]
    [InlineData("Task M() { {0} return loops.TrackAsync(joined); }", "async Task M() { {1} await loops.TrackAsync(joined); }")]
    [InlineData("Task M() { {0} return Flag ? Task.Delay(1) : Run(); }", "async Task M() { {1} await (Flag ? Task.Delay(1) : Run()); }")]
    [InlineData("Task M() { {0} return /* last */ Run(); }", "async Task M() { {1} await /* last */ Run(); }")]
    [InlineData("void M() { _ = Local(); Task Local() { {0} return Task.CompletedTask; } }", "void M() { _ = Local(); async Task Local() { {1} } }")]
    [InlineData("void M() { _ = Local(null); static Task Local(AppLoops? none) { AppLoops loops = none!; Joined joined = null!; {0} return Task.CompletedTask; } }", "void M() { _ = Local(null); static async Task Local(AppLoops? none) { AppLoops loops = none!; Joined joined = null!; {1} } }")]
    [InlineData("Task M() { {0} Func<int> one = () => { return 1; }; int Two() { return one(); } Two(); return Task.CompletedTask; }", "async Task M() { {1} Func<int> one = () => { return 1; }; int Two() { return one(); } Two(); }")]
    public Task A_method_that_ends_with_a_task_awaits(string member, string @fixed) => FixesAsync(
        member.Replace("{0}", "loops.{|LOOPS017:TrackAsync|}(joined);", StringComparison.Ordinal),
        @fixed.Replace("{1}", "await loops.TrackAsync(joined);", StringComparison.Ordinal));

    [Fact]
    public Task What_stands_around_stays_there() => FixesAsync(
        """
        /// <summary>Tells Loops.</summary>
            /* ours */ Task M()
            {
                // First the one,
                loops.{|LOOPS017:TrackAsync|}(joined).ConfigureAwait(false); // so
                for (; Flag; loops.{|LOOPS017:TrackAsync|}(joined))
                {
                    Run().Wait();
                }

                return Task.CompletedTask;
            }
        """,
        """
        /// <summary>Tells Loops.</summary>
            /* ours */ async Task M()
            {
                // First the one,
                await loops.TrackAsync(joined).ConfigureAwait(false); // so
                for (; Flag; await loops.TrackAsync(joined))
                {
                    Run().Wait();
                }
            }
        """);

    [Theory]
    [InlineData("\n\n        // Nothing else to do.\n        return Task.CompletedTask;", "\n\n        // Nothing else to do.")]
    [InlineData("\n        return Task.CompletedTask; // done", "\n        // done")]
    [InlineData("\n        /* so */ return /* ok */ Task.CompletedTask; /* done */", "\n        /* so */ /* done */")]
    [InlineData("\n#if RELEASE\n#endif\n        return Task.CompletedTask;", "\n#if RELEASE\n#endif")]
    [InlineData("\n\n        return /* the rest */ Run(); // last", "\n\n        await /* the rest */ Run(); // last")]
    public Task Comments_on_the_end_stay_there(string end, string @fixed) => FixesAsync(
        "Task M()\n    {\n        loops.{|LOOPS017:TrackAsync|}(joined);" + end + "\n    }",
        "async Task M()\n    {\n        await loops.TrackAsync(joined);" + @fixed + "\n    }");

    [Fact]
    public Task Every_send_of_a_method_is_awaited_and_one_that_may_not_be_made_is_not() => FixesAsync(
        """
        public partial Task Tell();
            public partial Task Tell()
            {
                loops.{|LOOPS017:TrackAsync|}(joined);
                loops?.{|LOOPS017:TrackAsync|}(joined);
                lock (joined) { loops!.{|LOOPS017:TrackAsync|}(joined); }
                Action a = () => loops.{|LOOPS017:TrackAsync|}(joined);
                loops.{|LOOPS017:TrackAsync|}(joined);
                return Task.CompletedTask;
            }
            Task M()
            {
                loops.{|LOOPS017:TrackAsync|}(joined);
                return Tell();
            }
        """,
        """
        public partial Task Tell();
            public async partial Task Tell()
            {
                await loops.TrackAsync(joined);
                _ = loops?.TrackAsync(joined);
                lock (joined) { _ = loops!.TrackAsync(joined); }
                Action a = () => _ = loops.TrackAsync(joined);
                await loops.TrackAsync(joined);
            }
            async Task M()
            {
                await loops.TrackAsync(joined);
                await Tell();
            }
        """,
        title: null);

    [Fact]
    public Task It_can_still_be_meant() => Rule.FixesAsync<DiscardResultFix>(1, Discard,
        Program("Task M() { loops.{|LOOPS017:TrackAsync|}(joined); return Task.CompletedTask; }"),
        Program("Task M() { _ = loops.TrackAsync(joined); return Task.CompletedTask; }"));

    [Theory]
    [InlineData("Task<int> M() { {0} return Task.FromResult(1); }")]
    [InlineData("ValueTask M() { {0} return default; }")]
    [InlineData("Task M() { if (Flag) return Task.CompletedTask; {0} return Task.CompletedTask; }")]
    [InlineData("Task M() { {0} if (Flag) { return Task.CompletedTask; } else { return Run(); } }")]
    [InlineData("Task M() { {0} throw new InvalidOperationException(); }")]
    [InlineData("Task M() { {0} return null!; }")]
    [InlineData("Task M(ref int a) { {0} return Task.CompletedTask; }")]
    [InlineData("Task M(in int a) { {0} return Task.CompletedTask; }")]
    [InlineData("Task M(out int a) { a = 1; {0} return Task.CompletedTask; }")]
    [InlineData("Task M(ReadOnlySpan<char> a) { {0} return Task.CompletedTask; }")]
    [InlineData("Task M() { Span<int> a = new int[1]; {0} a[0] = 1; return Task.CompletedTask; }")]
    [InlineData("Task M() { foreach (var a in new int[1].AsSpan()) { {0} } return Task.CompletedTask; }")]
    [InlineData("Task M(int[] all) { ref var a = ref all[0]; {0} a = 1; return Task.CompletedTask; }")]
    [InlineData("Task M() { lock (joined) { {0} } return Task.CompletedTask; }")]
    [InlineData("Task M() { Action a = () => { {0} }; return Task.CompletedTask; }")]
    [InlineData("Task M() { void Local() { {0} } Local(); return Task.CompletedTask; }")]
    [InlineData("Task M() { {0} Run(); return Task.CompletedTask; }")]
    [InlineData("[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.Synchronized)] Task M() { {0} return Task.CompletedTask; }")]
    [InlineData("Task P { get { {0} return Task.CompletedTask; } }")]
    [InlineData("void M() { {0} }")]
    public async Task Where_the_method_cannot_await_it_is_not_offered(string member)
    {
        foreach (var version in new[] { LanguageVersion.CSharp12, LanguageVersion.Latest })
        {
            var test = new RuleTest<DiscardResultFix>(Program(member.Replace("{0}", "loops.{|LOOPS017:TrackAsync|}(joined);", StringComparison.Ordinal))) { LanguageVersion = version };
            await Rule.FixesAsync(test, 0, Discard, Program(member.Replace("{0}", "_ = loops.TrackAsync(joined);", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public Task A_conditional_access_has_perhaps_nothing_to_await() => Rule.FixesAsync<DiscardResultFix>(Discard,
        Program("Task M() { loops?.{|LOOPS017:TrackAsync|}(joined); return Task.CompletedTask; }"),
        Program("Task M() { _ = loops?.TrackAsync(joined); return Task.CompletedTask; }"));

    private static Task FixesAsync(string member, string @fixed, string? title = Await) => Rule.FixesAsync<DiscardResultFix>(0, title, Program(member), Program(@fixed));

    /// <summary>With a client as the generator writes it: the test's fixes do not see what is generated.</summary>
    private static string Program(string member) => $$"""
        using System;
        using System.Threading.Tasks;
        using LoopsMapping;
        public sealed record Joined(string Email);
        public class AppLoops(ILoopsDelivery delivery) : LoopsClient(delivery)
        {
            public Task<LoopsReceipt> TrackAsync(Joined joined) => DeliverAsync<Joined>(null!, joined, null, default);
        }
        public abstract class Base
        {
            public virtual Task Run() => Task.CompletedTask;
        }
        public partial class Program(AppLoops loops, Joined joined) : Base
        {
            public bool Flag => loops is null || joined is null;
            {{member}}
        }
        """;
}
