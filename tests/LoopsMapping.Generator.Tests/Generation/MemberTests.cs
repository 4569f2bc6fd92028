using LoopsMapping.Generator.Tests.Harness;

namespace LoopsMapping.Generator.Tests.Generation;

/// <summary>DESIGN: which members are sent, under which names.</summary>
public sealed class MemberTests
{
    private const string Destination = """
        using LoopsMapping;
        namespace App;
        [LoopsDestination]
        public partial class AppLoops;
        """;

    [Fact]
    public void Names_are_camelCase_as_System_Text_Json_has_it()
        => Assert.Equal("""{"email":"a@b.co","url":"1","ioStream":"2","x":"3","already":"4","größe":"5","class":"6","with space":"7"}""", GeneratorRun.Send(
            """IdentifyAsync(new User { Email = "a@b.co" })""", Destination, """
            using LoopsMapping;
            namespace App;
            [LoopsContact]
            public sealed class User
            {
                public string? Email { get; set; }
                public string URL => "1";
                public string IOStream => "2";
                public string X => "3";
                public string already => "4";
                public string Größe => "5";
                public string @class => "6";
                [LoopsProperty("with space")] public string Other => "7";
            }
            """));

    [Fact]
    public void Only_public_readable_instance_properties_are_sent()
        => Assert.Equal("""{"email":"a@b.co","shown":"1"}""", GeneratorRun.Send(
            """IdentifyAsync(new User { Email = "a@b.co" })""", Destination, """
            using System.Text.Json.Serialization;
            using LoopsMapping;
            namespace App;
            [LoopsContact]
            public sealed class User
            {
                public string Field = "x";
                public static string Static => "x";
                public string? Email { get; set; }
                public string this[int i] => "x";
                internal string Internal => "x";
                public string Hidden { private get; set; } = "x";
                public string WriteOnly { set { } }
                [LoopsIgnore] public string Ignored => "x";
                [JsonIgnore] public string JsonIgnored => "x";
                [LoopsIgnore] public object? Unsendable => null;
                [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string Shown => "1";
            }
            """));

    [Fact]
    public void Inherited_members_come_first_and_an_overridden_or_hidden_one_comes_once()
        => Assert.Equal("""{"email":"a@b.co","first":"derived","second":"hidden","third":"base","own":"own"}""", GeneratorRun.Send(
            """IdentifyAsync(new User())""", Destination, """
            using LoopsMapping;
            namespace App;
            public abstract class Person
            {
                public virtual string First => "base";
                public string Second => "base";
                public string Third => "base";
                public abstract string Email { get; }
            }
            public class Middle : Person
            {
                public override string First => "middle";
                public override string Email => "middle";
                private new string Third => "not seen from outside";
            }
            [LoopsContact]
            public sealed class User : Middle
            {
                public string Own => "own";
                public override string First => "derived";
                public new string Second => "hidden";
                public override string Email => "a@b.co";
            }
            """));

    [Fact]
    public void An_override_keeps_what_the_overridden_property_says()
        => Assert.Equal("""{"userId":"u1"}""", GeneratorRun.Send("IdentifyAsync(new User())", Destination, """
            using LoopsMapping;
            namespace App;
            public abstract class Entity
            {
                [LoopsUserId] public abstract string Key { get; }
                [LoopsIgnore] public virtual string Secret => "x";
            }
            [LoopsContact]
            public sealed class User : Entity
            {
                public override string Key => "u1";
                public override string Secret => "y";
            }
            """));

    [Fact]
    public void Annotations_on_record_parameters_mean_the_property()
        => Assert.Equal("""{"email":"a@b.co","userId":"7","nick":"n"}""", GeneratorRun.Send(
            """IdentifyAsync(new Member(7, "a@b.co", "n", "x"))""", Destination, """
            using LoopsMapping;
            namespace App;
            public record Person([LoopsEmail] string Address, string Alias);
            [LoopsContact]
            public sealed record Member([LoopsUserId] int Id, string Address, [LoopsProperty("nick")] string Alias, [property: LoopsIgnore] string Secret)
                : Person(Address, Alias);
            """));

    [Theory]
    [InlineData("public sealed class User { public required string Email { get; init; } public int Age { get; init; } }")]
    [InlineData("public sealed record User { public required string Email { get; init; } public int Age { get; set; } }")]
    [InlineData("public struct User { public string Email { get; init; } public int Age { get; init; } }")]
    [InlineData("public readonly record struct User(string Email) { public int Age { get; init; } }")]
    [InlineData("public abstract class Person { public string? Email { get; set; } public int Age { get; set; } } public class User : Person;", "")]
    public void Every_kind_of_type_can_be_annotated(string declaration, string? attribute = "[LoopsContact] ")
    {
        var source = attribute!.Length > 0 ? attribute + declaration : declaration.Replace("public class User", "[LoopsContact] public class User", StringComparison.Ordinal);

        Assert.Equal("""{"email":"a@b.co","age":30}""", GeneratorRun.Send(
            source.Contains("struct User(", StringComparison.Ordinal) ? """IdentifyAsync(new User("a@b.co") { Age = 30 })""" : """IdentifyAsync(new User { Email = "a@b.co", Age = 30 })""",
            Destination, "using LoopsMapping;\nnamespace App;\n" + source));
    }

    [Fact]
    public void A_well_known_name_makes_the_field_and_another_name_unmakes_it()
        => Assert.Equal("""{"email":"real@b.co","workEmail":"work@b.co"}""", GeneratorRun.Send(
            """IdentifyAsync(new User("real@b.co", "work@b.co"))""", Destination, """
            using LoopsMapping;
            namespace App;
            [LoopsContact]
            public sealed record User([LoopsProperty("email")] string Mail, [LoopsProperty("workEmail")] string Email);
            """));

    [Fact]
    public void Event_properties_are_nested_and_contact_properties_stay_at_the_root()
        => Assert.Equal(
            """{"eventName":"Bought","email":"a@b.co","plan":"Pro","firstName":"Adam","eventProperties":{"firstName":"Eve","plan":"Old","id":"7"},"mailingLists":{"l1":true}}""",
            GeneratorRun.Send("""TrackAsync(new Bought("a@b.co", "Eve", "Pro", "Adam", "Old", '7', true))""", Destination, """
            using LoopsMapping;
            namespace App;
            [LoopsEvent("Bought")]
            public sealed record Bought(string Email, string FirstName, [LoopsContactProperty] string Plan, [LoopsContactProperty("firstName")] string Name,
                [LoopsProperty("plan")] string OldPlan, [LoopsProperty("id")] char Number, [LoopsMailingList("l1")] bool? List);
            """));

    [Fact]
    public void An_event_without_a_value_has_no_properties_object()
        => Assert.Equal("""{"eventName":"Left","userId":"u1"}""", GeneratorRun.Send("TrackAsync(new Left(\"u1\", null, null))", Destination, """
            using LoopsMapping;
            namespace App;
            [LoopsEvent("Left")]
            public sealed record Left(string UserId, string? Why, [LoopsMailingList("l1")] bool? List);
            """));

    [Fact]
    public void Mailing_lists_of_attributes_and_a_dictionary_become_one_object()
        => Assert.Equal("""{"email":"a@b.co","mailingLists":{"l1":true,"l\"3":false}}""", GeneratorRun.Send(
            """IdentifyAsync(new User("a@b.co", true, null, new() { ["l1"] = false, ["l\"3"] = false }))""", Destination, """
            using System.Collections.Generic;
            using LoopsMapping;
            namespace App;
            [LoopsContact]
            public sealed record User(string Email, [LoopsMailingList("l1")] bool First, [LoopsMailingList("l2")] bool? Second, Dictionary<string, bool> MailingLists);
            """));

    [Fact]
    public void Names_and_values_that_need_escapes_are_escaped()
        => Assert.Equal("""{"eventName":"Say \"hi\"\\\n","email":"a@b.co","eventProperties":{"a\"b":"</script>"}}""", GeneratorRun.Send(
            """TrackAsync(new Said("a@b.co", "</script>"))""", Destination, """"
            using LoopsMapping;
            namespace App;
            [LoopsEvent("Say \"hi\"\\\n")]
            public sealed record Said(string Email, [LoopsProperty("a\"b")] string Text);
            """"));
}
