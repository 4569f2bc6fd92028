using LoopsMapping.Generator.Tests.Harness;

namespace LoopsMapping.Generator.Tests.Robustness;

/// <summary>What its author marks as obsolete or experimental is no reason for generated code to break the build.</summary>
public sealed class ObsoleteTests
{
    private const string Destination = "using LoopsMapping; namespace App; [LoopsDestination] public partial class AppLoops;";

    public static TheoryData<string> Marks =>
    [
        "[Obsolete]",
        "[Obsolete(\"Use the other.\")]",
        "[Obsolete(\"Use the other.\", error: true)]",
        "[Obsolete(\"Use the other.\", DiagnosticId = \"MINE1\")]",
        "[Obsolete(\"Use the other.\", error: true, DiagnosticId = \"MINE2\", UrlFormat = \"https://example.com/{0}\")]",
        "[Experimental(\"MINE3\")]",
    ];

    [Theory]
    [MemberData(nameof(Marks))]
    public void A_member_may_be_so_marked(string mark) => Compiles($$"""
        [LoopsContact]
        public sealed class User
        {
            public string Email => "a@b.co";
            {{mark}} public string Old => "old";
            public string After => "x";
        }
        """);

    [Theory]
    [MemberData(nameof(Marks))]
    public void A_getter_may_be_so_marked(string mark) => Compiles($$"""
        [LoopsEvent("Old")]
        public sealed class Old
        {
            public string Email => "a@b.co";
            public string Value { {{mark}} get; set; } = "";
        }
        """);

    [Theory]
    [MemberData(nameof(Marks))]
    public void An_identifier_may_be_so_marked(string mark) => Compiles($$"""
        [LoopsContact]
        public sealed class User
        {
            public string Email => "a@b.co";
            {{mark}} [LoopsUserId] public string Key => "old";
        }
        """);

    [Theory]
    [MemberData(nameof(Marks))]
    public void An_annotated_class_may_be_so_marked(string mark) => Compiles($$"""
        {{mark}} [LoopsContact] public sealed record User(string Email);
        {{mark}} [LoopsEvent("Old")] public sealed record Old(string Email, string Value);
        [LoopsContact] public sealed record Lead(string Email);
        """);

    [Theory]
    [MemberData(nameof(Marks))]
    public void The_class_around_an_annotated_class_may_be_so_marked(string mark) => Compiles($$"""
        {{mark}}
        public static class Outer
        {
            [LoopsContact] public sealed record User(string Email);
        }
        """);

    [Theory]
    [MemberData(nameof(Marks))]
    public void A_base_class_may_be_so_marked(string mark) => Compiles($$"""
        {{mark}} public abstract class Person { public string Email => "a@b.co"; public string Name => "n"; }
        {{mark}} [LoopsContact] public sealed class User : Person;
        """);

    [Theory]
    [MemberData(nameof(Marks))]
    public void A_destination_may_be_so_marked(string mark) => Compiles($$"""
        [LoopsContact] public sealed record User(string Email);
        {{mark}} [LoopsDestination] public partial class OldLoops;
        """);

    [Theory]
    [MemberData(nameof(Marks))]
    public void An_enum_or_one_of_its_values_may_be_so_marked(string mark) => Compiles($$"""
        public enum Plan { Free, {{mark}} Basic, Pro }
        {{mark}} public enum Tier { Free, Pro }
        [LoopsContact]
        public sealed class User
        {
            public string Email => "a@b.co";
            public Plan Plan => Plan.Free;
            public Plan? Next => null;
            {{mark}} public Tier Tier => Tier.Free;
        }
        """);

    [Theory]
    [MemberData(nameof(Marks))]
    public void A_converter_may_be_so_marked(string mark) => Compiles($$"""
        [LoopsContact]
        public sealed class User
        {
            public string Email => "a@b.co";
            [LoopsProperty(Convert = "Text")] public string[] Tags => [];
            {{mark}} public static string Text(string[] tags) => "";
        }
        """);

    [Theory]
    [InlineData("MINE-1")]
    [InlineData("MINE 1")]
    [InlineData("MINE,CS1591")]
    [InlineData("1")]
    [InlineData("CS0619")]
    [InlineData("if")]
    [InlineData("@if")]
    [InlineData("İ1")]
    [InlineData("\\n#error")]
    [InlineData("//")]
    [InlineData("")]
    public void A_diagnostic_id_may_be_any_text(string id) => Compiles($$"""
        [Obsolete("Old.", DiagnosticId = "{{id}}")] public enum Kind { One }
        [Obsolete("Old.", DiagnosticId = "{{id}}")]
        [LoopsContact]
        public sealed class User
        {
            public string Email => "a@b.co";
            [Obsolete("Old.", DiagnosticId = "{{id}}")] public string Old => "old";
            public Kind Kind => Kind.One;
        }
        """);

    [Fact]
    public void A_member_that_is_merely_obsolete_is_still_sent()
        => Assert.Equal("""{"email":"a@b.co","old":"1","older":"2"}""", GeneratorRun.Send("IdentifyAsync(new User())", Destination, """
            using System;
            using LoopsMapping;
            namespace App;
            [LoopsContact]
            public sealed class User
            {
                public string Email => "a@b.co";
                [Obsolete] public string Old => "1";
                [Obsolete("Use the other.")] public string Older => "2";
            }
            """));

    private static void Compiles(string declarations) => new UserProject(Destination, $$"""
        using System;
        using System.Diagnostics.CodeAnalysis;
        using LoopsMapping;
        namespace App;
        {{declarations}}
        """).Generate();
}
