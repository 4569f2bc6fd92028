using LoopsMapping.Generator.Rules;
using LoopsMapping.Generator.Tests.Harness;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LoopsMapping.Generator.Tests.Generation;

/// <summary>Properties whose names are known only at run time.</summary>
public sealed class CustomAttributesTests
{
    private static string Source(string annotation = "LoopsContact") => $$"""
        using System;
        using System.Collections.Generic;
        using LoopsMapping;
        namespace App;
        [{{annotation}}] public sealed record User(string Email, string? Plan, [LoopsCustomAttributes] IReadOnlyDictionary<string, LoopsValue>? Traits, bool? Trial, [LoopsMailingList("l1")] bool? News);
        [LoopsDestination] public partial class AppLoops;
        """;

    private static string Traits(string entries) => $"new global::System.Collections.Generic.Dictionary<string, global::LoopsMapping.LoopsValue> {{ {entries} }}";

    [Fact]
    public void Every_kind_of_value_is_sent_and_null_is_left_out()
        => Assert.Equal(
            """{"email":"a@b.co","text":"x\"y","whole":9007199254740993,"number":0.5,"price":19.90,"yes":true,"at":"2024-01-02T00:00:00.000Z","on":"2024-01-01T22:00:00.000Z","a\"b":1}""",
            GeneratorRun.Send($"""
                IdentifyAsync(new User("a@b.co", null, {Traits("""
                    ["text"] = "x\"y", ["whole"] = 9007199254740993, ["number"] = 0.5, ["price"] = 19.90m, ["yes"] = true, ["none"] = (string?)null, ["null"] = global::LoopsMapping.LoopsValue.Null,
                    ["at"] = new System.DateTime(2024, 1, 2), ["on"] = new System.DateTimeOffset(2024, 1, 2, 0, 0, 0, System.TimeSpan.FromHours(2)), ["a\"b"] = 1
                    """)}, null, null))
                """, Source()));

    [Fact]
    public void A_member_of_the_same_name_wins()
        => Assert.Equal("""{"email":"a@b.co","plan":"Pro","trial":true,"other":"x","mailingLists":{"l1":true}}""", GeneratorRun.Send(
            $"IdentifyAsync(new User(\"a@b.co\", \"Pro\", {Traits("[\"plan\"] = \"Free\", [\"trial\"] = false, [\"other\"] = \"x\"")}, true, true))", Source()));

    [Fact]
    public void A_null_dictionary_is_nothing()
        => Assert.Equal("""{"email":"a@b.co"}""", GeneratorRun.Send("IdentifyAsync(new User(\"a@b.co\", null, null, null, null))", Source()));

    [Fact]
    public void Null_clears_where_the_class_says_so()
        => Assert.Equal("""{"email":"a@b.co","plan":null,"trial":null,"gone":null}""", GeneratorRun.Send(
            $"IdentifyAsync(new User(\"a@b.co\", null, {Traits("[\"gone\"] = (bool?)null")}, null, null))", Source("LoopsContact(Nulls = LoopsNulls.Clear)")));

    [Fact]
    public void On_an_event_they_are_event_properties_of_any_name()
        => Assert.Equal("""{"eventName":"Seen","email":"a@b.co","eventProperties":{"plan":"Pro","email":"x@y.co","id":7},"mailingLists":{"l1":false}}""", GeneratorRun.Send(
            $"TrackAsync(new User(\"a@b.co\", \"Pro\", {Traits("[\"email\"] = \"x@y.co\", [\"plan\"] = \"Free\", [\"id\"] = 7, [\"gone\"] = (string?)null")}, null, false))", Source("LoopsEvent(\"Seen\")")));

    [Theory]
    [InlineData("[\"email\"] = \"x@y.co\"", "has the key \"email\"")]
    [InlineData("[\"userId\"] = \"u\"", "has the key \"userId\"")]
    [InlineData("[\"mailingLists\"] = true", "has the key \"mailingLists\"")]
    [InlineData("[\"id\"] = 1", "has the key \"id\"")]
    [InlineData("[\" \"] = 1", "has a blank key")]
    [InlineData("[\"score\"] = double.NaN", "Traits[\"score\"] is NaN or infinite")]
    [InlineData("[\"bio\"] = new string('x', 499)", "Traits[\"bio\"] has 499 characters")]
    [InlineData("[new string('x', 499)] = 1", "has 499 characters")]
    public void What_cannot_be_sent_throws_and_names_the_key(string entry, string message)
    {
        var exception = Assert.Throws<LoopsValidationException>(() => GeneratorRun.Send($"IdentifyAsync(new User(\"a@b.co\", null, {Traits(entry)}, null, null))", Source()));

        Assert.StartsWith("Traits", exception.Member, StringComparison.Ordinal);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[LoopsCustomAttributes] Dictionary<string, string> Traits", "custom attributes are an IReadOnlyDictionary<string, LoopsValue>")]
    [InlineData("Dictionary<string, LoopsValue> Traits", "marked with [LoopsCustomAttributes]")]
    public async Task Another_type_or_a_missing_annotation_is_LOOPS005(string member, string message)
    {
        var run = GeneratorRun.Over($$"""
            using System.Collections.Generic;
            using LoopsMapping;
            namespace App;
            [LoopsContact] public sealed record User(string Email, {{member}});
            [LoopsDestination] public partial class AppLoops;
            """);

        var finding = Assert.Single(await run.Compilation.WithAnalyzers([new MappingAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken));
        Assert.Equal("LOOPS005", finding.Id);
        Assert.Contains(message, finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_are_equal_by_what_they_hold()
    {
        Assert.Equal((LoopsValue)"a", (LoopsValue)"a");
        Assert.NotEqual((LoopsValue)1L, (LoopsValue)1.0);
        Assert.True(LoopsValue.Null == default);
        Assert.Equal("1.5", ((LoopsValue)1.5m).ToString());
    }
}
