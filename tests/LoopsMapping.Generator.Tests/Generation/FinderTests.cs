using LoopsMapping.Generator.Tests.Robustness;

namespace LoopsMapping.Generator.Tests.Generation;

/// <summary>Which contact classes can be found in Loops, and under which name.</summary>
public sealed class FinderTests
{
    [Theory]
    [InlineData("public sealed record User(string Email);")]
    [InlineData("public class User { public string? Email { get; set; } }")]
    [InlineData("public class User { public required string Email { get; init; } }")]
    [InlineData("public struct User { public string Email { get; set; } }")]
    [InlineData("public record struct User(string Email);")]
    [InlineData("public class User { public User(string email) => Email = email; public string Email { get; } }")]
    [InlineData("public class User { [System.Text.Json.Serialization.JsonConstructor] public User(string email) => Email = email; public User(string email, int seats) : this(email) { } public string Email { get; } }")]
    [InlineData("public sealed record User(string Email, int[]? Scores = null);", true)]
    [InlineData("public sealed record User(string Email, [LoopsIgnore] object? Extra);")]
    [InlineData("public sealed record User(string Email, double Ratio = 0.5, char Grade = 'x', string Text = \"a\\\"b\", long Big = -1, System.DayOfWeek? Day = System.DayOfWeek.Monday, float F = float.NaN, decimal D = 1.5m, int? N = 3, System.Guid G = default);")]
    [InlineData("public class User { public string? Email { get; set; } public string? Name { get; private set; } public string? Other { get; internal set; } }")]
    [InlineData("public class Base { public required string Email { get; init; } } [LoopsContact] public sealed class User : Base;")]
    public void A_class_that_System_Text_Json_could_make_has_a_finder(string declaration, bool hasMistake = false)
    {
        var project = new UserProject($"using LoopsMapping;\n{(declaration.Contains("[LoopsContact]", StringComparison.Ordinal) ? "" : "[LoopsContact]")} {declaration}\n{UserProject.Destination}");

        Assert.Contains("FindUserAsync(", (hasMistake ? project.GenerateBroken() : project.Generate()).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public abstract class User { public string? Email { get; set; } }")]
    [InlineData("public class User { private User() { } public string? Email { get; set; } }")]
    [InlineData("public class User { public User(string a) { } public User(int b) { } public string? Email { get; set; } }")]
    [InlineData("public class User { public User(string address) { } public string? Email { get; set; } }")]
    [InlineData("public sealed record User(string Email, [LoopsIgnore] object Extra);")]
    [InlineData("public sealed record User(string Email, [LoopsProperty(Convert = nameof(User.Text))] int[] Scores) { public static string Text(int[] scores) => \"\"; }")]
    [InlineData("public class User { public string? Email { get; set; } [LoopsIgnore] public required object Extra { get; set; } }")]
    [InlineData("public class User { [System.Obsolete] public User() { } public string? Email { get; set; } }")]
    [InlineData("public class User { public User(ref string email) { } public string? Email { get; set; } }")]
    public void One_that_it_could_not_has_none_and_is_sent(string declaration)
    {
        var text = new UserProject($"using LoopsMapping;\n[LoopsContact] {declaration}\n{UserProject.Destination}").Generate().Text;

        Assert.DoesNotContain("FindUserAsync", text, StringComparison.Ordinal);
        Assert.Contains("IdentifyAsync(", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_of_one_name_have_finders_of_their_own()
    {
        var text = new UserProject($$"""
            using LoopsMapping;
            namespace A { [LoopsContact] public sealed record User(string Email); }
            namespace B { [LoopsContact] public sealed record User(string Email); }
            namespace B { public static class Outer { [LoopsContact] public sealed record User(string Email); } }
            namespace App { {{UserProject.Destination}} }
            """).Generate().Text;

        foreach (var name in new[] { "FindA_UserAsync", "FindB_UserAsync", "FindOuter_UserAsync" })
            Assert.Contains($"Task<global::{name switch { "FindA_UserAsync" => "A.User", "FindB_UserAsync" => "B.User", _ => "B.Outer.User" }}?> {name}(", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finder_that_the_user_has_written_is_the_user_s()
        => Assert.DoesNotContain("FindUserAsync(", new UserProject("""
            using LoopsMapping;
            [LoopsContact] public sealed record User(string Email);
            [LoopsDestination] public partial class AppLoops { public int FindUserAsync(int id) => id; }
            """).Generate().Text, StringComparison.Ordinal);
}
