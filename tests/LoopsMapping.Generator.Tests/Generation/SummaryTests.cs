using LoopsMapping.Generator.Tests.Harness;

namespace LoopsMapping.Generator.Tests.Generation;

/// <summary>IntelliSense shows on a method what its mapping sends, with what the user's own documentation says of each member.</summary>
public sealed class SummaryTests
{
    [Theory]
    [InlineData("/// <summary>The plan.</summary>\npublic string? Plan { get; set; }", "The plan.")]
    [InlineData("/// <summary>\n/// The plan,\n///   on two lines.\n/// </summary>\npublic string? Plan { get; set; }", "The plan, on two lines.")]
    [InlineData("/** <summary>The plan.</summary> */ public string? Plan { get; set; }", "The plan.")]
    [InlineData("/// <summary>See <see cref=\"User.Email\"/>, <see langword=\"null\"/> and <c>a &lt; b &amp; c</c>.</summary>\npublic string? Plan { get; set; }", "See Email, null and a &lt; b &amp; c.")]
    [InlineData("/// <summary><para>One.</para><para>Two <see href=\"https://loops.so\"/></para></summary>\n[LoopsProperty(\"plan\")] public string? Paid { get; set; }", "One.Two https://loops.so")]
    [InlineData("/// <summary>A list <see cref=\"System.Collections.Generic.List{T}\"/> by <see cref=\"string.Join(string, string[])\"/></summary>\npublic string? Plan { get; set; }", "A list List by Join")]
    public void A_member_s_summary_is_carried_over(string member, string text)
        => Assert.Contains($"; null is not sent, and changes nothing. {text}</description>", Client($"[LoopsContact] public class User {{ public string? Email {{ get; set; }}\n{member}\n}}"), StringComparison.Ordinal);

    [Fact]
    public void A_record_s_parameter_has_its_text_from_the_record()
        => Assert.Contains("null is not sent, and changes nothing. The plan.</description>", Client(
            "/// <summary>A user.</summary>\n/// <param name=\"Email\">Where.</param>\n/// <param name=\"Plan\">The plan.</param>\n[LoopsContact] public sealed record User(string Email, string Plan);"), StringComparison.Ordinal);

    [Fact]
    public void An_inherited_member_and_a_foreign_one_keep_theirs()
    {
        const string Base = "public class Base { public string? Email { get; set; }\n/// <summary>The plan.</summary>\npublic string? Plan { get; set; } }";

        Assert.Contains(". The plan.</description>", Client(Base + " [LoopsContact] public class User : Base;"), StringComparison.Ordinal);
        Assert.Contains(". The plan.</description>", Client(Base + " [LoopsContact(For = typeof(Base))] internal sealed record Map(string Email, string Plan);"), StringComparison.Ordinal);
        Assert.Contains(". Mine.</description>", Client(Base + " [LoopsContact(For = typeof(Base))] internal sealed class Map { public string? Email => null;\n/// <summary>Mine.</summary>\npublic string? Plan => null; }"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("// <summary>No.</summary>")]
    [InlineData("/// <remarks>No.</remarks>")]
    [InlineData("/// <summary> </summary>")]
    [InlineData("/// <summary>No")]
    [InlineData("/// <summary>No</sum>")]
    public void What_is_no_summary_is_left_out(string comment)
        => Assert.Contains("changes nothing</description>", string.Join('\n', GeneratorRun.OverBroken("using LoopsMapping; [LoopsDestination] public partial class AppLoops;",
            $"using LoopsMapping;\n[LoopsContact] public class User {{ public string? Email {{ get; set; }}\n{comment}\npublic string? Plan {{ get; set; }}\n}}").Sources.Values), StringComparison.Ordinal);

    [Fact]
    public void A_long_summary_is_cut()
        => Assert.Contains(new string('x', 299) + "…</description>", Client($"[LoopsContact] public class User {{ public string? Email {{ get; set; }}\n/// <summary>{new string('x', 400)}</summary>\npublic string? Plan {{ get; set; }}\n}}"), StringComparison.Ordinal);

    [Fact]
    public void Without_documentation_of_the_compiler_nothing_is_lost()
        => Assert.Contains("public global::System.Threading.Tasks.Task", new Robustness.UserProject(
            "using LoopsMapping;\n[LoopsContact] public class User { public string? Email { get; set; }\n/// <summary>The plan.</summary>\npublic string? Plan { get; set; } }", Robustness.UserProject.Destination)
            { Documentation = Microsoft.CodeAnalysis.DocumentationMode.None }.Generate().Text, StringComparison.Ordinal);

    private static string Client(string source)
        => string.Join('\n', GeneratorRun.Over("using LoopsMapping; [LoopsDestination] public partial class AppLoops;", "using LoopsMapping;\n" + source).Sources.Where(static file => file.Key.Contains("AppLoops", StringComparison.Ordinal)).Select(static file => file.Value));
}
