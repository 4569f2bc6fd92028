using LoopsMapping.CodeFixes;

namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>The fix of LOOPS013.</summary>
public sealed class MakePartialFixTests
{
    private const string MakePartial = "Make it partial";

    [Theory]
    [InlineData("class {|LOOPS013:AppLoops|};", "partial class AppLoops;")]
    [InlineData("public class {|LOOPS013:AppLoops|};", "public partial class AppLoops;")]
    [InlineData("public sealed class {|LOOPS013:AppLoops|}\n{\n}", "public sealed partial class AppLoops\n{\n}")]
    [InlineData("/* ours */ internal /* only */ class {|LOOPS013:AppLoops|};", "/* ours */ internal /* only */ partial class AppLoops;")]
    public Task Partial_becomes_the_last_modifier(string declaration, string @fixed) => Rule.FixesAsync<MakePartialFix>(MakePartial,
        $"using LoopsMapping;\n[LoopsDestination]\n{declaration}\n", $"using LoopsMapping;\n[LoopsDestination]\n{@fixed}\n");

    [Fact]
    public Task What_stands_before_the_class_stays_there() => Rule.FixesAsync<MakePartialFix>(MakePartial,
        """
        namespace @event.App
        {
            /// <summary>Ours.</summary>
            // and only ours
            [LoopsMapping.LoopsDestination] // the client
            class {|LOOPS013:AppLoops|};
        }
        """,
        """
        namespace @event.App
        {
            /// <summary>Ours.</summary>
            // and only ours
            [LoopsMapping.LoopsDestination] // the client
            partial class AppLoops;
        }
        """);

    [Fact]
    public Task Every_part_that_lacks_it_becomes_partial() => Rule.FixesAsync(
        new RuleTest<MakePartialFix>(
            """
            using LoopsMapping;
            [LoopsDestination]
            public class {|CS0260:{|LOOPS013:AppLoops|}|}
            {
                public int Calls { get; set; }
            }
            """,
            "public partial class AppLoops;",
            """
            // more of it
            class {|CS0260:AppLoops|}
            {
                public int Errors { get; set; }
            }
            """),
        0, MakePartial,
        """
        using LoopsMapping;
        [LoopsDestination]
        public partial class AppLoops
        {
            public int Calls { get; set; }
        }
        """,
        "public partial class AppLoops;",
        """
        // more of it
        partial class AppLoops
        {
            public int Errors { get; set; }
        }
        """);

    [Fact]
    public Task Several_destinations_are_completed_at_once() => Rule.FixesAsync<MakePartialFix>(MakePartial,
        """
        using LoopsMapping;
        [LoopsContact]
        public sealed record User(string Email);
        [LoopsDestination]
        public class {|LOOPS013:First|};
        [LoopsDestination]
        class {|LOOPS013:Second|};
        """,
        """
        using LoopsMapping;
        [LoopsContact]
        public sealed record User(string Email);
        [LoopsDestination]
        public partial class First;
        [LoopsDestination]
        partial class Second;
        """);

    [Theory]
    [InlineData("public static class {|LOOPS013:AppLoops|};")]
    [InlineData("public abstract class {|LOOPS013:AppLoops|};")]
    [InlineData("public record {|LOOPS013:AppLoops|};")]
    [InlineData("public class {|LOOPS013:AppLoops|}<T>;")]
    [InlineData("file class {|LOOPS013:AppLoops|};")]
    [InlineData("public class {|LOOPS013:AppLoops|} : System.Exception;")]
    [InlineData("public partial class {|LOOPS013:AppLoops|}<T>;")]
    public Task Where_something_else_is_wrong_there_is_no_fix(string declaration) => Rule.OffersNoFixAsync<MakePartialFix>(
        $"[LoopsMapping.LoopsDestination]\n{declaration}\n");

    [Fact]
    public Task A_nested_destination_has_no_fix() => Rule.OffersNoFixAsync<MakePartialFix>(
        """
        public static class Outer
        {
            [LoopsMapping.LoopsDestination]
            public class {|LOOPS013:AppLoops|};
        }
        """);
}
