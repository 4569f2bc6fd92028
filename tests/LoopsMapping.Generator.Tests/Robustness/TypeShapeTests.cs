using LoopsMapping.Generator.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;

namespace LoopsMapping.Generator.Tests.Robustness;

/// <summary>Annotated types and destinations of every shape.</summary>
public sealed class TypeShapeTests
{
    private const string Destination = "using LoopsMapping; namespace App; [LoopsDestination] public partial class AppLoops;";

    [Fact]
    public void A_record_with_a_copy_constructor_is_sent_as_any_other()
        => Assert.Equal("""{"email":"a@b.co","name":"n"}""", GeneratorRun.Send("""IdentifyAsync(new User("a@b.co", "n"))""", Destination, """
            using LoopsMapping;
            namespace App;
            [LoopsContact]
            public record User(string Email, string Name)
            {
                protected User(User other) => (Email, Name) = (other.Email, other.Name);
                public User(string email) : this(email, "") { }
            }
            """));

    [Fact]
    public void Explicit_implementations_and_default_and_static_members_of_interfaces_are_not_sent()
        => Assert.Equal("""{"email":"a@b.co","shown":"own"}""", GeneratorRun.Send("IdentifyAsync(new User())", Destination, """
            using LoopsMapping;
            namespace App;
            public interface IHas { string Email { get; } string Hidden => "default"; string Shown => "default"; static virtual string Kind => "i"; static abstract string Sort { get; } string Explicit { get; } }
            [LoopsContact]
            public sealed class User : IHas
            {
                public string Email => "a@b.co";
                public string Shown => "own";
                public static string Sort => "s";
                string IHas.Explicit => "e";
            }
            """));

    [Fact]
    public void A_generic_base_class_is_read_as_the_annotated_class_closes_it()
        => Assert.Equal("""{"email":"a@b.co","first":1,"second":"Monday","own":true}""", GeneratorRun.Send("IdentifyAsync(new User())", Destination, """
            using System;
            using LoopsMapping;
            namespace App;
            public abstract class Base<T, TSelf> where TSelf : Base<T, TSelf>
            {
                public string Email => "a@b.co";
                public T? First { get; set; }
                public TSelf? Self => null;
                public T[] Many => [];
            }
            public class Middle<TEnum> : Base<int, Middle<TEnum>> where TEnum : struct, Enum { public TEnum Second => (TEnum)(object)DayOfWeek.Monday; }
            [LoopsContact]
            public sealed class User : Middle<DayOfWeek> { public User() => First = 1; public bool Own => true; [LoopsIgnore] public new object? Self => null; [LoopsIgnore] public new object? Many => null; }
            """));

    [Theory]
    [InlineData("public static class Outer { public struct Middle { [LoopsContact] public sealed record User(string Email); } }")]
    [InlineData("public interface IOuter { [LoopsContact] public sealed record User(string Email); }")]
    [InlineData("public class Outer { [LoopsContact] internal sealed record User(string Email); [LoopsContact] protected internal sealed record Lead(string Email); }")]
    [InlineData("public class Outer { [LoopsContact] private sealed record User(string Email); [LoopsContact] private protected sealed record Lead(string Email); }")]
    [InlineData("public class Outer<T> { [LoopsContact] public sealed record User(string Email); }")]
    [InlineData("[LoopsContact] public abstract record User(string Email); [LoopsContact] public sealed record Lead(string Email, string Name) : User(Email);")]
    [InlineData("[LoopsContact] public class User { public string Email => \"\"; private User() { } }")]
    [InlineData("[LoopsContact] public class User { public string Email => \"\"; public User User2 => this; public User? Parent { get; set; } }")]
    [InlineData("[LoopsContact] public class User : System.Exception { public string Email => \"\"; }")]
    [InlineData("[LoopsContact] public class User : System.Attribute { public string Email => \"\"; }")]
    [InlineData("[LoopsContact] public class User : System.Collections.Generic.List<string> { public string Email => \"\"; }")]
    [InlineData("[LoopsContact] public class User : System.EventArgs { public string Email => \"\"; public event System.EventHandler? Changed { add { } remove { } } }")]
    [InlineData("[LoopsContact] public ref struct User { public string Email => \"\"; }")]
    [InlineData("[LoopsContact] public readonly struct User { public string Email => \"\"; public readonly int Age => 1; }")]
    [InlineData("[LoopsContact] public unsafe struct User { public string Email => \"\"; public fixed int Numbers[4]; }")]
    [InlineData("[LoopsContact] public static class User { public static string Email => \"\"; }")]
    [InlineData("[LoopsContact] file sealed record User(string Email);")]
    [InlineData("[LoopsContact] public sealed class User { }")]
    [InlineData("[LoopsContact] public enum Ignored { }", true)]
    [InlineData("[LoopsContact] public interface IUser { string Email { get; } }")]
    [InlineData("[LoopsContact] public partial class User { public string Email => \"\"; } public partial class User { public string Name => \"\"; }")]
    [InlineData("[LoopsContact, LoopsEvent(\"E\")] public sealed record User(string Email);")]
    [InlineData("[LoopsContact] public class User(string email) { public string Email => email; }")]
    [InlineData("[System.Runtime.CompilerServices.CompilerGenerated, System.Diagnostics.DebuggerNonUserCode, LoopsContact] public sealed record User(string Email);")]
    [InlineData("namespace Inner { [LoopsContact] public sealed record @class(string Email, @class.@enum Kind) { public enum @enum { @int, @void } } }")]
    public async Task An_annotated_type_of_any_shape_makes_no_compiler_error(string declaration, bool broken = false)
    {
        var project = new UserProject("using LoopsMapping;\nnamespace App { [LoopsDestination] public partial class AppLoops; }\nnamespace App { " + declaration + " }")
        {
            Options = UserSettings.Unsafe,
        };

        await GeneratedProject.Findings((broken ? project.GenerateBroken() : project.Generate()).Compilation);
    }

    [Theory]
    [InlineData("public sealed partial class AppLoops;")]
    [InlineData("internal unsafe partial class AppLoops;")]
    [InlineData("partial class AppLoops { } partial class AppLoops { public int Count => 1; }")]
    [InlineData("public partial class AppLoops(ILoopsDelivery delivery) : LoopsClient(delivery);")]
    [InlineData("public partial class AppLoops : LoopsClient { private AppLoops(ILoopsDelivery delivery) : base(delivery) { } }")]
    [InlineData("public partial class AppLoops : System.IDisposable { public void Dispose() { } }")]
    [InlineData("public partial class AppLoops : LoopsClient, ILoopsClient<AppLoops> { public AppLoops(ILoopsDelivery delivery) : base(delivery) { } public static AppLoops Create(ILoopsDelivery delivery) => new(delivery); }")]
    [InlineData("public partial class AppLoops { static AppLoops() { } ~AppLoops() { } }")]
    [InlineData("public partial class AppLoops { public string? value; public int this[int i] => i; public static bool operator !(AppLoops loops) => false; }")]
    [InlineData("public partial class AppLoops { public const string DeliverAsync = \"\"; }")]
    [InlineData("public partial class AppLoops { public const string DeliverAllAsync = \"\", DeleteContactAsync = \"\"; public string Of(string value, string send, string token) => value + send + token; }")]
    [InlineData("public partial class AppLoops { public class CancellationToken; public class Task; public class User; }")]
    [InlineData("public partial class AppLoops { public required string Region { get; set; } }")]
    [InlineData("public partial class AppLoops(string region) { public string Region => region; }")]
    [InlineData("public partial class AppLoops { public static AppLoops Create(LoopsOptions options) => null!; }")]
    [InlineData("public partial class AppLoops { public static AppLoops Create(LoopsOptions options, Microsoft.Extensions.Logging.ILoggerFactory? loggerFactory = null) => null!; }")]
    [InlineData("public partial class AppLoops { public string Create => \"\"; }")]
    [InlineData("public partial class AppLoops { public string IdentifyAsync => \"\"; }")]
    [InlineData("public partial class AppLoops { public string DeleteAsync => \"\"; }")]
    [InlineData("public partial class AppLoops { public class IdentifyAllAsync; }")]
    [InlineData("public partial class AppLoops { public void DeleteAsync(User user) { } public void IdentifyAllAsync() { } }")]
    [InlineData("public partial class AppLoops { public System.Threading.Tasks.Task IdentifyAsync(User user) => null!; public System.Threading.Tasks.Task IdentifyAsync(string user) => null!; }")]
    public void A_destination_of_any_shape_makes_no_compiler_error(string declaration)
        => new UserProject("using LoopsMapping;\nnamespace App;\n[LoopsContact] public sealed record User(string Email);\n[LoopsDestination] " + declaration)
        {
            Options = UserSettings.Unsafe,
            CallsWhatIsGenerated = declaration.Contains("ILoopsClient", StringComparison.Ordinal),
        }.Generate();

    [Theory]
    [InlineData("file sealed record User(string Name);", "[LoopsContact] public sealed record User(string Email);")]
    [InlineData("[LoopsContact] public sealed record User(string Email);", "file sealed record User(string Name);")]
    [InlineData("[LoopsContact] file sealed record User(string Email);", "[LoopsContact] public sealed record User(string Email);")]
    [InlineData("file static class User { }", "file enum User { }", "[LoopsContact] public sealed record User(string Email);")]
    [InlineData("public sealed record User<T>(T Email);", "[LoopsContact] public sealed record User(string Email);")]
    public void A_class_is_mapped_though_others_of_its_name_are_local_to_their_files_or_generic(params string[] declarations)
        => Assert.Contains("IdentifyAsync(global::App.User value", new UserProject(
            [Destination, .. declarations.Select(static declaration => "using LoopsMapping;\nnamespace App;\n" + declaration)]).Generate().Text, StringComparison.Ordinal);

    [Fact]
    public void Generics_closed_by_their_own_kind_end()
        => new UserProject(Destination, """
            using System.Collections.Generic;
            using LoopsMapping;
            namespace App;
            public class Node<T> { public Node<Node<T>>? Deeper => null; public T? Value { get; set; } public List<Node<T>> All => []; }
            [LoopsContact] public sealed class User : Node<User> { public string Email => ""; }
            [LoopsContact] public sealed class Loop<T> : Node<Loop<Loop<T>>> { public string Email => ""; }
            """) { Language = LanguageVersion.Latest }.Generate();
}
