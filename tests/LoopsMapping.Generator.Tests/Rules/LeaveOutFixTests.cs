using LoopsMapping.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>The fix of LOOPS005.</summary>
public sealed class LeaveOutFixTests
{
    private const string LeaveOut = "Leave it out with [LoopsIgnore]";

    [Fact]
    public Task A_record_parameter_is_annotated_where_it_stands() => Rule.FixesAsync<LeaveOutFix>(LeaveOut,
        """
        using System;
        using LoopsMapping;
        [LoopsContact]
        public sealed record User(string Email, int[] {|LOOPS005:Scores|}, object {|LOOPS005:Extra|}, TimeSpan {|LOOPS005:Age|} = default);
        [LoopsContact]
        public sealed record Person(
            string Email,
            // how it went
            int[] {|LOOPS005:Scores|},
            [property: Obsolete] object? {|LOOPS005:Extra|});
        [LoopsDestination]
        public partial class AppLoops;
        """,
        """
        using System;
        using LoopsMapping;
        [LoopsContact]
        public sealed record User(string Email, [LoopsIgnore] int[] Scores, [LoopsIgnore] object Extra, [LoopsIgnore] TimeSpan Age = default);
        [LoopsContact]
        public sealed record Person(
            string Email,
            // how it went
            [LoopsIgnore] int[] Scores,
            [LoopsIgnore][property: Obsolete] object? Extra);
        [LoopsDestination]
        public partial class AppLoops;
        """);

    [Fact]
    public Task A_property_gets_it_on_a_line_of_its_own() => Rule.FixesAsync<LeaveOutFix>(LeaveOut,
        """
        using System;
        using LoopsMapping;
        namespace App
        {
            [LoopsContact]
            public class User
            {
                public string? Email { get; set; }
                public int[]? {|LOOPS005:Scores|} { get; set; }

                /// <summary>Whatever else there is.</summary>
                /// <remarks>Not sent.</remarks>
                public object? {|LOOPS005:Extra|} { get; set; }
                // old
                [Obsolete]
                public virtual TimeSpan {|LOOPS005:Age|} => default;
                [Obsolete] public int[]? {|LOOPS005:Points|} { get; }
            }
            [LoopsEvent("Seen")]
            public class Seen { public string? Email { get; set; } public int[]? {|LOOPS005:Scores|} { get; set; } }
        }
        """,
        """
        using System;
        using LoopsMapping;
        namespace App
        {
            [LoopsContact]
            public class User
            {
                public string? Email { get; set; }
                [LoopsIgnore]
                public int[]? Scores { get; set; }

                /// <summary>Whatever else there is.</summary>
                /// <remarks>Not sent.</remarks>
                [LoopsIgnore]
                public object? Extra { get; set; }
                // old
                [LoopsIgnore]
                [Obsolete]
                public virtual TimeSpan Age => default;
                [LoopsIgnore]
                [Obsolete] public int[]? Points { get; }
            }
            [LoopsEvent("Seen")]
            public class Seen { public string? Email { get; set; } [LoopsIgnore] public int[]? Scores { get; set; } }
        }
        """);

    [Fact]
    public Task Without_a_using_the_name_stays_qualified() => Rule.FixesAsync<LeaveOutFix>(LeaveOut,
        """
        namespace App.LoopsMapping
        {
            [global::LoopsMapping.LoopsContact]
            public sealed record User(string Email, int[] {|LOOPS005:Scores|});
        }
        namespace Other
        {
            [LoopsMapping.LoopsContact]
            public sealed record User(string Email, int[] {|LOOPS005:Scores|});
        }
        """,
        """
        namespace App.LoopsMapping
        {
            [global::LoopsMapping.LoopsContact]
            public sealed record User(string Email, [global::LoopsMapping.LoopsIgnore] int[] Scores);
        }
        namespace Other
        {
            [LoopsMapping.LoopsContact]
            public sealed record User(string Email, [LoopsMapping.LoopsIgnore] int[] Scores);
        }
        """);

    [Fact]
    public Task It_takes_the_place_of_the_annotations_that_the_member_has() => Rule.FixesAsync<LeaveOutFix>(LeaveOut,
        """
        using System;
        using LoopsMapping;
        [LoopsEvent("Seen")]
        public sealed record Seen(
            string Email,
            [LoopsProperty("points")] int[] {|LOOPS005:Scores|},
            [LoopsMailingList] bool {|LOOPS011:Newsletter|},
            [property: Obsolete, LoopsMailingList("l1")] string {|LOOPS011:Offers|},
            [LoopsContactProperty("a")] [property: LoopsProperty] object {|LOOPS005:Extra|});
        [LoopsContact]
        public class User
        {
            public string? Email { get; set; }
            [LoopsUserId]
            public DateTime {|LOOPS005:Key|} { get; set; }
            [Obsolete, LoopsProperty("points")]
            [LoopsContactProperty]
            public int[]? {|LOOPS005:Scores|} { get; set; }
        }
        """,
        """
        using System;
        using LoopsMapping;
        [LoopsEvent("Seen")]
        public sealed record Seen(
            string Email,
            [LoopsIgnore] int[] Scores,
            [LoopsIgnore] bool Newsletter,
            [property: Obsolete, LoopsIgnore] string Offers,
            [LoopsIgnore] object Extra);
        [LoopsContact]
        public class User
        {
            public string? Email { get; set; }
            [LoopsIgnore]
            public DateTime Key { get; set; }
            [Obsolete, LoopsIgnore]
            public int[]? Scores { get; set; }
        }
        """);

    [Fact]
    public Task The_only_identifier_is_not_left_out() => Rule.OffersNoFixAsync<LeaveOutFix>(
        """
        using LoopsMapping;
        [LoopsContact]
        public sealed record User(int {|LOOPS005:Email|}, string Name);
        [LoopsEvent("Seen")]
        public sealed record Seen([LoopsUserId] bool {|LOOPS005:Key|}, string Page);
        public abstract record Base
        {
            public object? {|LOOPS005:UserId|} { get; init; }
        }
        [LoopsContact]
        public sealed record Person(string Name) : Base;
        """);

    [Fact]
    public Task One_of_two_identifiers_is_left_out() => Rule.FixesAsync<LeaveOutFix>(LeaveOut,
        """
        using LoopsMapping;
        [LoopsContact]
        public sealed record User(int {|LOOPS005:Email|}, string UserId);
        """,
        """
        using LoopsMapping;
        [LoopsContact]
        public sealed record {|LOOPS009:User|}([LoopsIgnore] int Email, string UserId);
        """);

    [Fact]
    public Task An_inherited_member_is_annotated_in_the_base_class() => Rule.FixesAsync(
        new RuleTest<LeaveOutFix>(
            """
            using LoopsMapping;
            [LoopsContact]
            public class User : Base;
            [LoopsContact]
            public class Admin : Base;
            """,
            """
            public abstract class Base
            {
                public string? Email { get; set; }
                public int[]? {|LOOPS005:Scores|} { get; set; }
            }
            """)
        {
            ReportsInBaseClass = true,
        },
        0, LeaveOut,
        """
        using LoopsMapping;
        [LoopsContact]
        public class User : Base;
        [LoopsContact]
        public class Admin : Base;
        """,
        """
        public abstract class Base
        {
            public string? Email { get; set; }
            [LoopsMapping.LoopsIgnore]
            public int[]? Scores { get; set; }
        }
        """);

    [Fact]
    public Task A_member_of_another_assembly_has_no_fix()
    {
        const string Source = """
            using LoopsMapping;
            [LoopsContact]
            public class {|LOOPS005:User|} : Domain.Account
            {
                public string? UserId { get; set; }
            }
            """;
        var test = new RuleTest<LeaveOutFix>(Source);
        test.TestState.AdditionalReferences.Add(Assembly("namespace Domain { public class Account { public object Email { get; set; } } }"));
        return Rule.OffersNoFixAsync(test, Source);
    }

    private static PortableExecutableReference Assembly(string source)
    {
        using var image = new MemoryStream();
        var compilation = CSharpCompilation.Create("Domain", [CSharpSyntaxTree.ParseText(source)], References.Runtime, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.True(compilation.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
