using System.Text.Json;
using LoopsMapping.Generator.Tests.Harness;

namespace LoopsMapping.Generator.Tests.Robustness;

/// <summary>Names and constants of any text: neither C#, nor its documentation comments, nor the JSON gives way.</summary>
public sealed class TextTests
{
    public static TheoryData<string> Texts =>
    [
        "\\\"", "\\\\", "\\r\\n#error\\r\\n", "*/ // /*", "</c></summary><b>", "]]> &amp; &#0;", "{0} {{x}} $\\\"", "\\0\\u0001\\u001F", "\\u0085\\u2028\\u2029", "\\uFFFE\\uFFFF", "\\uD83D\\uDE00", "\\uD800", "\\uDC00\\uD800", "x\\uD800y",
        "\\u202E\\u200B\\uFEFF", "İıßﬁ", "@class", "\\u0061", "a.b[0]", "'", "`${x}`", "<script>", "%20", "\\t tab \\t",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Any_text_arrives_as_it_is_written(string literal)
    {
        var body = GeneratorRun.Send("TrackAsync(new Event())", $$"""
            using System.Text.Json.Serialization;
            using LoopsMapping;
            namespace App;
            public enum Kind { [JsonStringEnumMemberName("{{literal}}k")] One }
            [LoopsContact(Source = "{{literal}}s", UserGroup = "{{literal}}g", Nulls = LoopsNulls.Clear)]
            public sealed record User(string Email, [LoopsProperty("{{literal}}p")] string? Value, [LoopsMailingList("{{literal}}m")] bool? List);
            [LoopsEvent("{{literal}}e")]
            public sealed class Event
            {
                public string Email => "a@b.co";
                [LoopsProperty("{{literal}}p")] public string Value => "{{literal}}v";
                [LoopsContactProperty("{{literal}}c")] public Kind Contact => Kind.One;
                [LoopsMailingList("{{literal}}m")] public bool List => true;
            }
            [LoopsDestination] public partial class AppLoops;
            """);

        using var json = JsonDocument.Parse(body);
        var text = Expected(literal);
        Assert.Equal(text + "e", json.RootElement.GetProperty("eventName").GetString());
        Assert.Equal(text + "k", json.RootElement.GetProperty(text + "c").GetString());
        Assert.Equal(text + "v", json.RootElement.GetProperty("eventProperties").GetProperty(text + "p").GetString());
        Assert.True(json.RootElement.GetProperty("mailingLists").GetProperty(text + "m").GetBoolean());
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_format_or_a_converter_of_any_text_makes_no_compiler_error(string literal)
        => new UserProject($$"""
            using LoopsMapping;
            namespace App;
            [LoopsContact]
            public sealed record User(string Email, [LoopsProperty(Format = "{{literal}}")] int Value, [LoopsProperty(Convert = "{{literal}}")] int Other);
            [LoopsDestination] public partial class AppLoops;
            """).Generate();

    /// <summary>What the literal says; a lone surrogate is no text and becomes U+FFFD.</summary>
    private static string Expected(string literal)
    {
        var text = (string)Microsoft.CodeAnalysis.CSharp.SyntaxFactory.ParseToken('"' + literal + '"').Value!;
        return System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
    }
}
