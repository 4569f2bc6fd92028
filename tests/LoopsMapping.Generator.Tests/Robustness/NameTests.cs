using LoopsMapping.Generator.Tests.Harness;

namespace LoopsMapping.Generator.Tests.Robustness;

/// <summary>Whatever users call their types and members, generated code means the same as they do.</summary>
public sealed class NameTests
{
    private const string Destination = "using LoopsMapping; namespace App; [LoopsDestination] public partial class AppLoops;";

    [Theory]
    [InlineData("value")]
    [InlineData("writer")]
    [InlineData("eventProperties")]
    [InlineData("mailingLists")]
    [InlineData("Text")]
    [InlineData("Instance")]
    [InlineData("present")]
    [InlineData("options")]
    [InlineData("delivery")]
    [InlineData("cancellationToken")]
    [InlineData("member5")]
    [InlineData("_")]
    [InlineData("__")]
    [InlineData("@this")]
    [InlineData("@null")]
    [InlineData("@default")]
    [InlineData("@class")]
    [InlineData("@global")]
    [InlineData("global")]
    [InlineData("var")]
    [InlineData("dynamic")]
    [InlineData("nameof")]
    [InlineData("await")]
    [InlineData("field")]
    [InlineData("record")]
    [InlineData("scoped")]
    [InlineData("allows")]
    [InlineData("extension")]
    [InlineData("nint")]
    [InlineData("notnull")]
    [InlineData("unmanaged")]
    [InlineData("when")]
    [InlineData("and")]
    [InlineData("\\u0041bc")]
    [InlineData("ﬁ")]
    [InlineData("İ")]
    [InlineData("a‿b")]
    [InlineData("名前")]
    public void A_member_of_any_name_is_sent_and_reset(string name)
        => new UserProject(Destination, $$"""
            using LoopsMapping;
            namespace App;
            public enum Kind { One, {{name}} }
            [LoopsContact(Nulls = LoopsNulls.Clear)]
            public sealed class User
            {
                public string Email => "a@b.co";
                public Kind? {{name}} => Kind.{{name}};
                [LoopsProperty("{{(name.StartsWith('@') ? name[1..] : name)}}1")] public string? Third => null;
                [LoopsMailingList("l")] public bool? List => true;
            }
            [LoopsEvent("E")]
            public sealed class Event
            {
                public string Email => "a@b.co";
                public Kind {{name}} => Kind.One;
                [LoopsContactProperty("eventName1")] public string? Contact => null;
            }
            """).Generate();

    [Theory]
    [InlineData("_")]
    [InlineData("Text")]
    [InlineData("value")]
    [InlineData("writer")]
    [InlineData("var")]
    public void A_name_in_Loops_is_no_name_in_code(string name)
        => Assert.Equal($$"""{"email":"a@b.co","first":"Pro","{{name}}":"Pro","last":null}""", GeneratorRun.Send("IdentifyAsync(new User())", Destination, $$"""
            using LoopsMapping;
            namespace App;
            public enum Plan { Free, Pro }
            [LoopsContact(Nulls = LoopsNulls.Clear)]
            public sealed class User
            {
                public string Email => "a@b.co";
                public Plan? First => Plan.Pro;
                [LoopsProperty("{{name}}")] public Plan? Second => Plan.Pro;
                public Plan? Last => null;
            }
            """));

    [Theory]
    [InlineData("String")]
    [InlineData("System")]
    [InlineData("Task")]
    [InlineData("Loops")]
    [InlineData("LoopsMapping")]
    [InlineData("LoopsClient")]
    [InlineData("Generated")]
    [InlineData("Microsoft")]
    [InlineData("Json")]
    [InlineData("@event")]
    [InlineData("global")]
    [InlineData("record_")]
    public void A_type_and_a_namespace_of_any_name_do_no_harm(string name)
        => new UserProject($$"""
            #pragma warning disable CS8981
            namespace App.{{name}}
            {
                [global::LoopsMapping.LoopsContact] public sealed record User(string Email);
                [global::LoopsMapping.LoopsEvent("E")] public sealed record {{name}}(string Email, {{name}}.Kinds Kind) { public enum Kinds { One } }
                [global::LoopsMapping.LoopsDestination] public partial class AppLoops;
            }
            namespace App
            {
                public static class Outer
                {
                    [global::LoopsMapping.LoopsContact] public sealed record {{name}}(string Email);
                }
                [global::LoopsMapping.LoopsDestination] public partial class AppLoops;
            }
            namespace {{name}}1
            {
                [global::LoopsMapping.LoopsContact] public sealed record {{name}}(string Email);
                [global::LoopsMapping.LoopsDestination] public partial class {{name}}2;
            }
            """).Generate();

    [Theory]
    [InlineData("var")]
    [InlineData("dynamic")]
    [InlineData("nint")]
    [InlineData("_")]
    [InlineData("Microsoft")]
    public void A_type_outside_namespaces_takes_no_word_from_generated_code(string name)
        => new UserProject($$"""
            #pragma warning disable CS0437, CS8981
            using LoopsMapping;
            using System.Collections.Generic;
            [LoopsContact(Nulls = LoopsNulls.Clear)]
            public sealed record {{name}}(string Email, {{name}}.Kinds Kind, int? Age, [LoopsMailingList("l1")] bool? News) { public enum Kinds { One } }
            [LoopsEvent("E")] public sealed record Event(string Email, {{name}}.Kinds Kind, [LoopsMailingList("l1")] bool? News);
            public struct Line { public int Count => 1; }
            [LoopsTransactional("t1")] public sealed record Order(string Email, List<Line> Some, Line?[] Others, IReadOnlyList<Item> Items);
            public sealed class Item { public string Text => "x"; }
            [LoopsDestination] public partial class AppLoops;
            """).Generate();

    [Theory]
    [InlineData("String")]
    [InlineData("Task")]
    [InlineData("Loops")]
    [InlineData("ILoopsDelivery")]
    [InlineData("DeliverAsync")]
    [InlineData("CreateDelivery")]
    [InlineData("IdentifyAsync")]
    [InlineData("TrackAsync")]
    [InlineData("DeleteAsync")]
    [InlineData("IdentifyAllAsync")]
    [InlineData("DeliverAllAsync")]
    [InlineData("DeleteContactAsync")]
    [InlineData("Create")]
    [InlineData("@class")]
    [InlineData("Instance")]
    public void A_destination_of_any_name_makes_no_compiler_error(string name)
        => new UserProject($$"""
            namespace App;
            [LoopsMapping.LoopsContact] public sealed record User(string Email);
            [LoopsMapping.LoopsEvent("E")] public sealed record Event(string Email);
            [LoopsMapping.LoopsDestination] public partial class {{name}};
            """).Generate();

    [Fact]
    public void Types_of_one_name_in_several_namespaces_are_told_apart()
        => Assert.Equal("""{"email":"a@b.co","from":"two"}""", GeneratorRun.Send("IdentifyAsync(new App.Two.User())", """
            using LoopsMapping;
            namespace App.One { [LoopsContact] public sealed class User { public string Email => "a@b.co"; public string From => "one"; } }
            namespace App.Two { [LoopsContact] public sealed class User { public string Email => "a@b.co"; public string From => "two"; } }
            namespace App.Two.App { [LoopsContact] public sealed class User { public string Email => "a@b.co"; public string From => "three"; } }
            namespace App { [LoopsDestination] public partial class AppLoops; }
            """));

    [Fact]
    public void Maps_of_the_global_namespace_and_of_namespaces_named_like_them_are_told_apart()
        => new UserProject("""
            #pragma warning disable CS8981
            using LoopsMapping;
            [LoopsContact] public sealed record User(string Email);
            [LoopsContact] public sealed record A_B(string Email);
            public static class A { [LoopsContact] public sealed record B(string Email); [LoopsContact] public sealed record b(string Email); }
            namespace UserContactMap { [LoopsContact] public sealed record User(string Email); }
            namespace a_b { [LoopsContact] public sealed record C(string Email); }
            namespace Generated { [LoopsContact] public sealed record User(string Email); }
            namespace N { [LoopsContact] public sealed record UserContactMap(string Email); [LoopsDestination] public partial class AppLoops; }
            [LoopsDestination] public partial class N_AppLoops;
            [LoopsDestination] public partial class appLoops;
            [LoopsDestination] public partial class AppLoops;
            """).Generate();

    [Fact]
    public void Very_long_names_are_names()
    {
        var name = new string('N', 500);
        var project = new UserProject($$"""
            using LoopsMapping;
            namespace App;
            [LoopsContact] public sealed record {{name}}(string Email, string {{name}}{{name}});
            [LoopsContact] public sealed record {{name}}n(string Email);
            [LoopsContact] public sealed record {{name}}{{name[1..]}}(string Email, [LoopsProperty("{{new string('p', 10_000)}}")] string Value);
            [LoopsEvent("{{new string('e', 10_000)}}")] public sealed record Event(string Email);
            [LoopsDestination] public partial class AppLoops;
            """).Generate();

        Assert.Equal(6, project.Files.Count);
    }

    [Theory]
    [InlineData("value")]
    [InlineData("writer")]
    [InlineData("list")]
    [InlineData("entry")]
    [InlineData("item")]
    [InlineData("properties")]
    [InlineData("dataVariables")]
    [InlineData("derived")]
    [InlineData("@foreach")]
    [InlineData("member9")]
    [InlineData("Text")]
    public void A_list_of_any_name_is_sent(string name)
        => Assert.Contains("BeginList", new UserProject(Destination, $$"""
            using LoopsMapping;
            namespace App;
            public enum Kind { One, {{name}} }
            public sealed class Line { public Kind {{name}} => Kind.{{name}}; }
            [LoopsTransactional("t1")]
            public sealed class Order
            {
                public string Email => "a@b.co";
                public Line?[]? {{name}} => null;
                [LoopsProperty("{{(name.StartsWith('@') ? name[1..] : name)}}1")] public System.Collections.Generic.IReadOnlyList<Line> More => [];
            }
            """).Generate().Text, StringComparison.Ordinal);

    [Fact]
    public void A_namespace_may_have_the_name_of_a_map()
        => Assert.Equal(5, new UserProject(Destination, """
            using LoopsMapping;
            namespace A { [LoopsContact] public sealed record User(string Email); }
            namespace A.UserContactMap { [LoopsContact] public sealed record Other(string Email); }
            namespace A.UserContactMap.Deeper { [LoopsContact] public sealed record Other(string Email); }
            """).Generate().Files.Count);

    [Fact]
    public void One_enum_in_two_spellings_is_one()
        => Assert.Equal(
            """{"email":"a@b.co","one":"A","two":"B","three":"A","four":"B"}""",
            GeneratorRun.Send("IdentifyAsync(new User(\"a@b.co\", Outer<object>.Kind.A, Outer<object>.Kind.B, Outer<(int, string)>.Kind.A, Outer<(int, string)>.Kind.B))", Destination, """
            using LoopsMapping;
            namespace App;
            public static class Outer<T> { public enum Kind { A, B } }
            [LoopsContact]
            public sealed record User(string Email, Outer<object>.Kind One, Outer<dynamic>.Kind Two, Outer<(int X, string Y)>.Kind Three, Outer<(int A, string B)>.Kind? Four);
            """));
}
