using LoopsMapping.Generator.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;

namespace LoopsMapping.Generator.Tests.Robustness;

/// <summary>Converters and formats on values that generated code cannot pass around like others.</summary>
public sealed class ConverterShapeTests
{
    private const string Destination = "using LoopsMapping; namespace App; [LoopsDestination] public partial class AppLoops;";

    [Theory]
    [InlineData("int*")]
    [InlineData("void*")]
    [InlineData("delegate*<int, void>")]
    [InlineData("System.Span<char>")]
    [InlineData("System.ReadOnlySpan<char>")]
    [InlineData("dynamic")]
    [InlineData("dynamic[]")]
    [InlineData("(string Name, int Age)")]
    [InlineData("string[]")]
    [InlineData("System.Func<string>")]
    public void A_converter_may_take_what_Loops_cannot_store(string type)
        => new UserProject(Destination, $$"""
            using LoopsMapping;
            namespace App;
            [LoopsContact]
            public sealed unsafe class User
            {
                public string Email => "a@b.co";
                [LoopsProperty(Convert = nameof(Text))] public {{type}} Value => default!;
                public static string Text({{type}} value) => "x";
            }
            """) { Options = UserSettings.Unsafe }.Generate();

    [Theory]
    [InlineData("System.Span<char>")]
    [InlineData("(string, int)")]
    [InlineData("object")]
    [InlineData("int*")]
    [InlineData("void")]
    [InlineData("dynamic")]
    [InlineData("System.Threading.Tasks.Task<string>")]
    public void A_converter_may_give_what_Loops_cannot_store(string type)
        => new UserProject(Destination, $$"""
            using LoopsMapping;
            namespace App;
            [LoopsContact]
            public sealed unsafe class User
            {
                public string Email => "a@b.co";
                [LoopsProperty(Convert = nameof(Text))] public string Value => "";
                public static {{type}} Text(string value) => {{(type == "void" ? "throw new System.InvalidOperationException()" : "default!")}};
            }
            """) { Options = UserSettings.Unsafe }.Generate();

    [Fact]
    public void Ref_structs_that_implement_interfaces_are_not_mistaken_for_values()
        => new UserProject(Destination, """
            using System.Collections;
            using System.Collections.Generic;
            using System.Diagnostics.CodeAnalysis;
            using LoopsMapping;
            namespace App;
            public readonly ref struct Text : System.IFormattable
            {
                public string ToString(string? format, System.IFormatProvider? provider) => "";
            }
            public readonly ref struct Lists : IReadOnlyDictionary<string, bool>
            {
                public bool this[string key] => false;
                public int Count => 0;
                public IEnumerable<string> Keys => [];
                public IEnumerable<bool> Values => [];
                public bool ContainsKey(string key) => false;
                public bool TryGetValue(string key, [MaybeNullWhen(false)] out bool value) { value = false; return false; }
                public IEnumerator<KeyValuePair<string, bool>> GetEnumerator() => throw new System.NotSupportedException();
                IEnumerator IEnumerable.GetEnumerator() => throw new System.NotSupportedException();
            }
            [LoopsContact]
            public sealed class User
            {
                public string Email => "a@b.co";
                [LoopsProperty(Format = "G")] public Text Text => default;
                public Lists MailingLists => default;
            }
            """) { Language = LanguageVersion.CSharp13 }.Generate();

    [Theory]
    [InlineData("public static string Length(object value) => \"5\"; public static int Length(string value) => 5;", "5")]
    [InlineData("public static int Length(string value) => 5; public static string Length(object value) => \"5\";", "5")]
    [InlineData("public static int Length(System.IComparable<string> value) => 5; public static string Length(int value) => \"5\";", "5")]
    [InlineData("public static int Length(string value) => 5; public static string Length(string value, int more = 0) => \"5\";", "5")]
    [InlineData("public static int Length<T>(T value) => 6; public static int Length(object value) => 5;", "5")]
    [InlineData("public static int Length(string value, params int[] more) => 6; public static int Length(object value) => 5;", "5")]
    [InlineData("public static int Length(object value) => 6; public static int Length(string value) => 5;", "5")]
    public void The_method_that_is_called_is_the_one_that_fits_best(string methods, string json)
        => Assert.Equal($$"""{"email":"a@b.co","value":{{json}}}""", GeneratorRun.Send("IdentifyAsync(new User())", Destination, $$"""
            using LoopsMapping;
            namespace App;
            [LoopsContact]
            public sealed class User
            {
                public string Email => "a@b.co";
                [LoopsProperty(Convert = nameof(Length))] public string Value => "hello";
                {{methods}}
            }
            """));

    [Fact]
    public void A_converter_of_a_generic_base_class_is_called_on_the_closed_one()
        => Assert.Equal("""{"email":"a@b.co","value":"x7"}""", GeneratorRun.Send("IdentifyAsync(new User())", Destination, """
            using LoopsMapping;
            namespace App;
            public abstract class Base<T>
            {
                [LoopsProperty(Convert = "Text")] public virtual T Value => default!;
                public static string Text(T value) => "x" + value;
            }
            [LoopsContact]
            public sealed class User : Base<int>
            {
                public string Email => "a@b.co";
                public override int Value => 7;
            }
            """));
}
