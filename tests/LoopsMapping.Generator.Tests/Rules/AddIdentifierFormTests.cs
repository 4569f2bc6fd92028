using LoopsMapping.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>The fix of LOOPS001, LOOPS003 and LOOPS022: where the member goes and in which form.</summary>
public sealed class AddIdentifierFormTests
{
    private const string AddEmail = "Add 'string? Email'";

    [Fact]
    public Task Parameters_one_to_a_line_stay_one_to_a_line() => Rule.FixesAsync<AddIdentifierFix>(AddEmail,
        """
        using LoopsMapping;
        namespace App
        {
            [LoopsEvent("Seen")]
            public sealed record {|LOOPS003:Seen|}(
                string Page,
                // how long
                int Seconds) : System.IDisposable
            {
                public void Dispose() { }
            }
            [LoopsEvent("Left")]
            public sealed record {|LOOPS003:Left|}(
                string Page, // the last one
                int Seconds // how long
            );
        }
        """,
        """
        using LoopsMapping;
        namespace App
        {
            [LoopsEvent("Seen")]
            public sealed record Seen(
                string Page,
                // how long
                int Seconds,
                string? Email = null) : System.IDisposable
            {
                public void Dispose() { }
            }
            [LoopsEvent("Left")]
            public sealed record Left(
                string Page, // the last one
                int Seconds, // how long
                string? Email = null
            );
        }
        """);

    [Fact]
    public Task A_property_goes_after_the_last_one_and_looks_like_it() => Rule.FixesAsync<AddIdentifierFix>(AddEmail,
        """
        using LoopsMapping;
        namespace App
        {
            [LoopsContact]
            public class {|LOOPS001:User|}
            {
                public string? Name { get; set; }

                /// <summary>Years.</summary>
                public int Age { get; set; }

                public override string ToString() => Name ?? "";
            }

            [LoopsEvent("Seen")]
            public struct {|LOOPS003:Seen|} {
              public string Page { get; set; }
            }

            public class Outer
            {
                [LoopsEvent("Left")] public record {|LOOPS003:Left|} { public string? Page { get; init; } }
            }
        }
        """,
        """
        using LoopsMapping;
        namespace App
        {
            [LoopsContact]
            public class User
            {
                public string? Name { get; set; }

                /// <summary>Years.</summary>
                public int Age { get; set; }

                public string? Email { get; init; }

                public override string ToString() => Name ?? "";
            }

            [LoopsEvent("Seen")]
            public struct Seen {
              public string Page { get; set; }
              public string? Email { get; init; }
            }

            public class Outer
            {
                [LoopsEvent("Left")] public record Left { public string? Page { get; init; } public string? Email { get; init; } }
            }
        }
        """);

    [Fact]
    public Task A_declaration_without_a_body_gets_one() => Rule.FixesAsync<AddIdentifierFix>(AddEmail,
        """
        using LoopsMapping;
        namespace App
        {
            public abstract class Base
            {
                public string? Page { get; init; }
            }
            [LoopsEvent("A")]
            public class {|LOOPS003:A|} : Base; // without body
            [LoopsEvent("B")]
            public class {|LOOPS003:B|} : Base {}
            [LoopsEvent("C")]
            public class {|LOOPS003:C|} : Base
            {
            }
            [LoopsEvent("D")]
            public class {|LOOPS003:D|} : Base
            {
                public void Send() { }
            }
        }
        """,
        """
        using LoopsMapping;
        namespace App
        {
            public abstract class Base
            {
                public string? Page { get; init; }
            }
            [LoopsEvent("A")]
            public class A : Base
            {
                public string? Email { get; init; }
            } // without body
            [LoopsEvent("B")]
            public class B : Base { public string? Email { get; init; } }
            [LoopsEvent("C")]
            public class C : Base
            {
                public string? Email { get; init; }
            }
            [LoopsEvent("D")]
            public class D : Base
            {
                public void Send() { }

                public string? Email { get; init; }
            }
        }
        """);

    [Fact]
    public Task A_class_with_a_primary_constructor_gets_a_property() => Rule.FixesAsync<AddIdentifierFix>(AddEmail,
        """
        using LoopsMapping;
        [LoopsEvent("Seen")]
        public sealed class {|LOOPS003:Seen|}(string page)
        {
            public string Page => page;
        }
        """,
        """
        using LoopsMapping;
        [LoopsEvent("Seen")]
        public sealed class Seen(string page)
        {
            public string Page => page;
            public string? Email { get; init; }
        }
        """);

    [Fact]
    public Task The_part_with_the_annotation_gets_a_property_when_another_has_the_parameters() => Rule.FixesAsync(
        new RuleTest<AddIdentifierFix>(
            """
            using LoopsMapping;
            [LoopsEvent("Seen")]
            public partial record {|LOOPS003:Seen|};
            """,
            "public partial record Seen(string Page);"),
        0, AddEmail,
        """
        using LoopsMapping;
        [LoopsEvent("Seen")]
        public partial record Seen
        {
            public string? Email { get; init; }
        }
        """,
        "public partial record Seen(string Page);");

    [Fact]
    public Task Without_nullable_annotations_it_is_a_plain_string() => Rule.FixesAsync<AddIdentifierFix>("Add 'string Email'",
        """
        #nullable disable
        using LoopsMapping;
        [LoopsContact]
        public record {|LOOPS001:User|}(string Name);
        [LoopsContact]
        public class {|LOOPS001:Person|}
        {
            public string Name { get; set; }
        }
        """,
        """
        #nullable disable
        using LoopsMapping;
        [LoopsContact]
        public record User(string Name, string Email = null);
        [LoopsContact]
        public class Person
        {
            public string Name { get; set; }
            public string Email { get; init; }
        }
        """);

    [Fact]
    public Task A_language_without_init_gets_a_set() => Rule.FixesAsync(
        new RuleTest<AddIdentifierFix>(
            """
            [LoopsMapping.LoopsContact]
            public class {|LOOPS001:User|}
            {
                public string Name { get; set; }
            }
            """)
        {
            LanguageVersion = LanguageVersion.CSharp7_3,
            Nullable = NullableContextOptions.Disable,
        },
        0, "Add 'string Email'",
        """
        [LoopsMapping.LoopsContact]
        public class User
        {
            public string Name { get; set; }
            public string Email { get; set; }
        }
        """);

    [Fact]
    public Task A_file_with_Windows_line_ends_and_tabs_keeps_them()
    {
        const string Source = "using LoopsMapping;\r\nnamespace App\r\n{\r\n\t[LoopsEvent(\"Seen\")]\r\n\tpublic class {|LOOPS003:Seen|}\r\n\t{\r\n\t\tpublic string? Page { get; init; }\r\n\t}\r\n}\r\n";
        const string Fixed = "using LoopsMapping;\r\nnamespace App\r\n{\r\n\t[LoopsEvent(\"Seen\")]\r\n\tpublic class Seen\r\n\t{\r\n\t\tpublic string? Page { get; init; }\r\n\t\tpublic string? Email { get; init; }\r\n\t}\r\n}\r\n";
        return Rule.FixesAsync<AddIdentifierFix>(AddEmail, Source, Fixed);
    }

    [Fact]
    public Task A_new_body_is_indented_as_editorconfig_says()
    {
        var test = new RuleTest<AddIdentifierFix>(
            """
            public abstract class Base { public string? Page { get; init; } }
            [LoopsMapping.LoopsEvent("Seen")]
            public class {|LOOPS003:Seen|} : Base;
            """);
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nindent_style = space\nindent_size = 2\n"));
        return Rule.FixesAsync(test, 0, AddEmail,
            """
            public abstract class Base { public string? Page { get; init; } }
            [LoopsMapping.LoopsEvent("Seen")]
            public class Seen : Base
            {
              public string? Email { get; init; }
            }
            """);
    }
}
