using LoopsMapping.Generator.Tests.Harness;

namespace LoopsMapping.Generator.Tests.Robustness;

/// <summary>Enums of every shape.</summary>
public sealed class EnumShapeTests
{
    private const string Destination = "using LoopsMapping; namespace App; [LoopsDestination] public partial class AppLoops;";

    [Theory]
    [InlineData("public enum Kind : long { Least = long.MinValue, Most = long.MaxValue }", "Kind", "Kind.Least", "Least")]
    [InlineData("public enum Kind : ulong { Most = ulong.MaxValue }", "Kind", "Kind.Most", "Most")]
    [InlineData("public enum Kind : byte { One = 1, First = One, Uno = 1 }", "Kind", "Kind.Uno", "One")]
    [InlineData("public enum Kind : sbyte { Minus = -1 }", "Kind?", "Kind.Minus", "Minus")]
    [InlineData("public enum Kind { }", "Kind", "default", "0")]
    [InlineData("public enum Kind { }", "Kind?", "(Kind)7", "7")]
    [InlineData("public enum Kind { @int, @default, value, Text, _, Kind }", "Kind", "Kind.@default", "default")]
    [InlineData("[System.Flags] public enum Kind { A = 1, B = 2, Both = A | B }", "Kind", "(Kind)3", "Both")]
    [InlineData("public class Outer<T> { public enum Kind { One } }", "Outer<int>.Kind", "Outer<int>.Kind.One", "One")]
    [InlineData("public class Outer<T> { public class Inner<U> { public enum Kind { One } } }", "Outer<string[]>.Inner<(int, long)>.Kind?", "Outer<string[]>.Inner<(int, long)>.Kind.One", "One")]
    [InlineData("public class Outer<T> { public enum Kind { One } }", "Outer<dynamic>.Kind", "Outer<dynamic>.Kind.One", "One")]
    [InlineData("public class Outer<T> { public enum Kind { One } }", "Outer<string?>.Kind", "Outer<string?>.Kind.One", "One")]
    [InlineData("public enum @enum { @enum }", "@enum", "@enum.@enum", "enum")]
    public void An_enum_of_any_shape_is_sent(string declaration, string type, string value, string text)
        => Assert.Equal($$"""{"email":"a@b.co","value":"{{text}}"}""", GeneratorRun.Send("IdentifyAsync(new User())", Destination, $$"""
            #pragma warning disable CS8981
            using LoopsMapping;
            namespace App;
            {{declaration}}
            [LoopsContact]
            public sealed class User
            {
                public string Email => "a@b.co";
                public {{type}} Value => {{value}};
            }
            """));

    [Fact]
    public void Enums_of_one_name_are_told_apart()
        => Assert.Equal("""{"email":"a@b.co","a":"One","b":"Two","c":"Three","d":"Four","e":"One"}""", GeneratorRun.Send("IdentifyAsync(new User())", Destination, """
            using LoopsMapping;
            namespace One { public enum Kind { One } }
            namespace Two { public enum Kind { Two } }
            namespace App
            {
                public enum Kind { Three }
                public class Outer<T> { public enum Kind { Four } }
                [LoopsContact]
                public sealed class User
                {
                    public string Email => "a@b.co";
                    public One.Kind? A => One.Kind.One;
                    public Two.Kind B => Two.Kind.Two;
                    public Kind C => Kind.Three;
                    public Outer<int>.Kind D => Outer<int>.Kind.Four;
                    public One.Kind E => One.Kind.One;
                    [LoopsIgnore] public Outer<long>.Kind F => Outer<long>.Kind.Four;
                }
            }
            """));
}
