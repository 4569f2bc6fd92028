namespace LoopsMapping.Generator.Tests.Robustness;

/// <summary>Code as it stands while somebody types: wrong, half moved, twice there. The rest of the project keeps its maps.</summary>
public sealed class BrokenCodeTests
{
    private const string Rest = """
        using LoopsMapping;
        namespace App;
        [LoopsContact] public sealed record Lead(string Email);
        [LoopsDestination] public partial class AppLoops;
        """;

    [Theory]
    [InlineData("[LoopsContact] public class User { public string Email => \"\"; }", "[LoopsContact] public struct User { public string Email => \"\"; }")]
    [InlineData("[LoopsContact] public class User { public string Email => \"\"; }", "[LoopsContact] public class User { public string Email => \"\"; }")]
    [InlineData("[LoopsContact] public partial class User { public string Email => \"\"; }", "[LoopsContact] public partial record User { public string Name => \"\"; }")]
    [InlineData("[LoopsContact] public record User(string Email);", "[LoopsContact] public record struct User(string Email);")]
    [InlineData("[LoopsContact] public record User(string Email);", "[LoopsContact] public interface User { string Email { get; } }")]
    [InlineData("[LoopsContact] public record User(string Email);", "[LoopsContact] public record User<T>(string Email);")]
    [InlineData("[LoopsContact] public record User(string Email);", "[LoopsContact] file record User(string Email);")]
    [InlineData("[LoopsContact] public record User(string Email);", "[LoopsContact] public delegate void User();")]
    [InlineData("[LoopsContact] public record User(string Email);", "[LoopsContact] public enum User { One }")]
    [InlineData("[LoopsContact] public record User(string Email);", "[LoopsContact, LoopsContact] public record User(string Name);")]
    [InlineData("[LoopsDestination] public partial class More;", "[LoopsDestination] public partial class More;")]
    [InlineData("[LoopsDestination] public partial class More;", "[LoopsDestination] public partial struct More;")]
    [InlineData("[LoopsDestination] public partial class More;", "[LoopsDestination] public partial interface More;")]
    [InlineData("[LoopsDestination] public partial class More;", "[LoopsDestination] public partial record More;")]
    [InlineData("[LoopsDestination] public partial struct More;", "[LoopsDestination] public partial interface More;")]
    [InlineData("[LoopsDestination] public partial class More;", "[LoopsDestination] public class More;")]
    [InlineData("public static class Outer { [LoopsContact] public class User { public string Email => \"\"; } }", "public struct Outer { [LoopsContact] public class User { public string Email => \"\"; } }")]
    public async Task One_name_for_two_types_costs_the_others_nothing(string first, string second)
    {
        var project = new UserProject(Rest, "using LoopsMapping;\nnamespace App;\n" + first, "using LoopsMapping;\nnamespace App;\n" + second).GenerateBroken();

        Assert.Contains("class LeadContactMap", project.Text, StringComparison.Ordinal);
        await GeneratedProject.Findings(project.Compilation);
    }

    [Theory]
    [InlineData("[LoopsContact] public record User(string Email) : User(Email);")]
    [InlineData("[LoopsContact] public class User : Other { public string Email => \"\"; } public class Other : User { }")]
    [InlineData("[LoopsContact] public class User : System.Collections.Generic.IEnumerable { public string Email => \"\"; }")]
    [InlineData("[LoopsContact] public class User { public string Email => ")]
    [InlineData("[LoopsContact] public class User { public Email => \"\"; public string { get; } string }")]
    [InlineData("[LoopsContact] public class { public string Email => \"\"; }")]
    [InlineData("[LoopsContact] public record (string Email);")]
    [InlineData("[LoopsContact] public record User(string, Email, int this, params);")]
    [InlineData("[LoopsContact] public record User(string Email, string Email);")]
    [InlineData("[LoopsContact] public class User { public string Email => \"\"; public int Email { get; } public void Email() { } public class Email; }")]
    [InlineData("[LoopsContact public record User(string Email);")]
    [InlineData("[LoopsContact(] public record User(string Email);")]
    [InlineData("[LoopsContact(Source =)] public record User(string Email);")]
    [InlineData("[LoopsContact(Source = \"a\", Source = \"b\", Sauce = 1)] public record User(string Email);")]
    [InlineData("[LoopsEvent(name: \"E\", name: \"F\")] public record User(string Email);")]
    [InlineData("[LoopsEvent(\"E\", \"F\")] public record User(string Email);")]
    [InlineData("[LoopsEvent(null!)] public record User(string Email, [LoopsProperty(null)] string A, [LoopsMailingList(null)] bool B);")]
    [InlineData("[LoopsEvent(typeof(string))] public record User(string Email, [LoopsProperty(typeof(int))] string A, [LoopsMailingList(typeof())] bool B);")]
    [InlineData("[LoopsEvent(new[] { \"a\" })] public record User(string Email, [LoopsProperty(new string[0])] string A, [LoopsProperty(Format = new[] { \"a\" })] int B);")]
    [InlineData("[LoopsEvent(default)] public record User(string Email, [LoopsProperty(default(string))] string A, [LoopsProperty(Nulls = (LoopsNulls)99)] string? B);")]
    [InlineData("[LoopsContact(Nulls = (LoopsNulls)(-1), Members = (LoopsMembers)7)] public record User(string Email);")]
    [InlineData("[LoopsContact(Nulls = \"Clear\", Members = null)] public record User(string Email);")]
    [InlineData("[LoopsEvent(\"\\uD800\")] public record User(string Email, [LoopsProperty(\"\\uDC00x\\uFFFE\\0\")] string A, [LoopsMailingList(\"\\uD800\")] bool B);")]
    [InlineData("[LoopsContact<string>] public record User(string Email);")]
    [InlineData("[LoopsContact][LoopsEmail][LoopsDestination] public record User([LoopsContact] string Email);")]
    [InlineData("[assembly: LoopsContact] [module: LoopsEvent(\"E\")] public record User([return: LoopsEmail] string Email);")]
    [InlineData("[LoopsContact] public record User(string Email, [LoopsProperty(Convert = nameof(Missing))] string A, [LoopsProperty(Convert = \"\")] string B, [LoopsProperty(Convert = \".ctor\")] string C, [LoopsProperty(Convert = \"op_Equality\")] string D);")]
    [InlineData("[LoopsContact] public record User(string Email, [LoopsProperty(Format = \"\\uD800\")] int A, [LoopsProperty(Format = \"\")] int B);")]
    [InlineData("[LoopsContact] public record User(string Email) { public enum Kind { A = Missing, B = 99999999999, C = A, D = \"x\" } public Kind Value => 0; }")]
    [InlineData("[LoopsContact] public record User(string Email) { public enum Kind : string { A } public Kind Value => 0; public System.Nullable<string> X => null; public System.Nullable<> Y => null; public int?? Z => null; }")]
    [InlineData("[LoopsContact] public static record User(string Email); [LoopsContact] public abstract sealed class Lead2 { public string Email => \"\"; }")]
    [InlineData("[LoopsContact] public class User { public string Email { set => } public string Name { get; get; } public string this[] => \"\"; public override string Id => \"\"; }")]
    [InlineData("[LoopsContact] public class User<T> where T : User<T> { public T Email => default; } [LoopsContact] public class Closed : User<Closed>, User<int> { }")]
    [InlineData("public class Outer { [LoopsContact] public class Outer { public string Email => \"\"; } }")]
    [InlineData("}}}}} [LoopsContact] public record User(string Email); {{{{{")]
    [InlineData("#if MISSING\n[LoopsContact]\n#else\n[LoopsEvent(\"E\")]\npublic record User(string Email);")]
    [InlineData("[LoopsContact] public record User(string Email) { extern string Name { get; } public partial string Other { get; } public partial string Another { get; } public partial string Another => \"\"; }")]
    [InlineData("[LoopsDestination] public partial class Second(; [LoopsDestination] partial class : LoopsClient; [LoopsDestination(typeof())] public partial class Third; [LoopsDestination(null)] partial class Fourth;")]
    public async Task A_mistake_costs_the_others_nothing(string declaration)
    {
        var project = new UserProject(Rest, "using LoopsMapping;\nnamespace App;\n" + declaration) { Options = UserSettings.Lenient }.GenerateBroken();

        Assert.Contains("class LeadContactMap", project.Text, StringComparison.Ordinal);
        await GeneratedProject.Findings(project.Compilation);
    }

    [Theory]
    [InlineData("namespace { [LoopsMapping.LoopsDestination] partial class Second; } [LoopsMapping.LoopsDestination] partial class Second;")]
    [InlineData("namespace { [LoopsMapping.LoopsContact] public record User(string Email); } [LoopsMapping.LoopsContact] public record User(string Email);")]
    [InlineData("namespace . { [LoopsMapping.LoopsContact] public record User(string Email); } namespace { [LoopsMapping.LoopsContact] public record User(string Email); }")]
    [InlineData("namespace App. { [LoopsMapping.LoopsContact] public record User(string Email); } namespace App..Inner { [LoopsMapping.LoopsContact] public record User(string Email); } namespace App.Inner { [LoopsMapping.LoopsContact] public record User(string Email); }")]
    [InlineData("public class { [LoopsMapping.LoopsContact] public record User(string Email); } [LoopsMapping.LoopsContact] public record User(string Email);")]
    [InlineData("public class { [LoopsMapping.LoopsContact] public record (string Email); } [LoopsMapping.LoopsContact] public record struct (string Email); [LoopsMapping.LoopsContact] public class { }")]
    [InlineData("public class { public class User { [LoopsMapping.LoopsContact] public class { public string Email => null; } } } public struct { public class User { [LoopsMapping.LoopsContact] public class { public string Email => null; } } }")]
    public async Task A_name_that_is_not_written_yet_costs_the_others_nothing(string declarations)
    {
        var project = new UserProject(Rest, declarations) { Options = UserSettings.Lenient }.GenerateBroken();

        Assert.Contains("class LeadContactMap", project.Text, StringComparison.Ordinal);
        await GeneratedProject.Findings(project.Compilation);
    }

    [Fact]
    public async Task Annotations_that_the_user_declares_again_throw_nothing()
    {
        var project = new UserProject("""
            namespace LoopsMapping
            {
                public class LoopsContactAttribute : System.Attribute { public string[] Source { get; set; } = []; public int[] Nulls { get; set; } = []; public object? UserGroup { get; set; } public string Members { get; set; } = ""; }
                public class LoopsEventAttribute(params object[] names) : System.Attribute { public object[] Names => names; }
                public class LoopsPropertyAttribute(object[] names) : System.Attribute { public object[] Names => names; public int[] Format { get; set; } = []; public System.Type? Convert { get; set; } public string[] Nulls { get; set; } = []; }
                public class LoopsMailingListAttribute(int id) : System.Attribute { public int Id => id; }
                public class LoopsDestinationAttribute(params object[] names) : System.Attribute { public object[] Names => names; public int[] Name { get; set; } = []; }
            }
            namespace System.Text.Json.Serialization
            {
                public class JsonIgnoreAttribute : Attribute { public int[] Condition { get; set; } = []; }
                public class JsonStringEnumMemberNameAttribute(string[] names) : Attribute { public string[] Names => names; }
            }
            namespace App
            {
                using LoopsMapping;
                using System.Text.Json.Serialization;
                public enum Kind { [JsonStringEnumMemberName(["x"])] One }
                [LoopsContact(Source = ["a"], Nulls = [1], UserGroup = new[] { 1 }, Members = "x")]
                public class User
                {
                    public string Email => "";
                    [LoopsProperty(["a", 1], Format = [1], Convert = typeof(int), Nulls = ["x"])] public string Name => "";
                    [JsonIgnore(Condition = [1])] public string Ignored => "";
                    [LoopsMailingList(7)] public bool List => true;
                    public Kind Kind => Kind.One;
                }
                [LoopsEvent("a", "b", null!)] public class Event { public string Email => ""; }
                [LoopsEvent] public class Nameless { public string Email => ""; }
                [LoopsDestination("a", typeof(int), Name = [1])] public partial class AppLoops;
            }
            """) { Options = UserSettings.Lenient }.GenerateBroken();

        await GeneratedProject.Findings(project.Compilation);
    }
}
