using LoopsMapping.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>LOOPS040 and LOOPS041: triggers that do not parse, or that Segment reads differently.</summary>
public sealed class TriggerRuleTests
{
    [Theory]
    [InlineData("\"type = {|LOOPS040:'track'|}\"")]
    [InlineData("\"type = {|LOOPS040:track|}\"")]
    [InlineData("\"{|LOOPS040:TYPE|} = \\\"track\\\"\"")]
    [InlineData("\"type = \\\"track\\\" {|LOOPS040:and|}\"")]
    [InlineData("\"type = \\\"track\\\" {|LOOPS040:and|} \"")]
    [InlineData("\"{|LOOPS040:and|} type = \\\"track\\\"\"")]
    [InlineData("\"type = \\\"track\\\" {|LOOPS040:AND|} event = \\\"x\\\"\"")]
    [InlineData("\"type = \\\"track\\\" {|LOOPS040:&&|} event = \\\"x\\\"\"")]
    [InlineData("\"type {|LOOPS040:==|} \\\"track\\\"\"")]
    [InlineData("\"type {|LOOPS040:<>|} \\\"track\\\"\"")]
    [InlineData("\"type {|LOOPS040:=|} \"")]
    [InlineData("\"type = {|LOOPS040:\\\"track|}\"")]
    [InlineData("\"type = \\\"track\\\"{|LOOPS040:)|}\"")]
    [InlineData("\"{|LOOPS040:(|}type = \\\"track\\\"\"")]
    [InlineData("\"type = \\\"a\\\" {|LOOPS040:;|} event = \\\"b\\\"\"")]
    [InlineData("\"{|LOOPS040:foo|} = \\\"bar\\\"\"")]
    [InlineData("\"{|LOOPS040:event.x|} = \\\"bar\\\"\"")]
    [InlineData("\"{|LOOPS040:not|} type = \\\"x\\\"\"")]
    [InlineData("\"!properties.a {|LOOPS040:=|} \\\"x\\\"\"")]
    [InlineData("\"{|LOOPS040:type|}\"")]
    [InlineData("\"{|LOOPS040:true|}\"")]
    [InlineData("\"{|LOOPS040:lowercase(event)|}\"")]
    [InlineData("\"{|LOOPS040:uppercase|}(event) = \\\"X\\\"\"")]
    [InlineData("\"{|LOOPS040:contains(event)|}\"")]
    [InlineData("\"match(event, {|LOOPS040:\\\"[a\\\"|})\"")]
    [InlineData("\"properties.price = {|LOOPS040:1e3|}\"")]
    [InlineData("\"properties{|LOOPS040:.|} = 1\"")]
    [InlineData("\"properties.list{|LOOPS040:[x]|} = 1\"")]
    [InlineData("\"properties.a = 1 {|LOOPS040:=|} 2\"")]
    [InlineData("\"type in {|LOOPS040:\\\"track\\\"|}\"")]
    [InlineData("\"type in [\\\"a\\\" {|LOOPS040:\\\"b\\\"|}]\"")]
    [InlineData("{|LOOPS040:\"\"|}")]
    [InlineData("\"{|LOOPS040:  |}\"")]
    [InlineData("\"!{|LOOPS040:type|} = \\\"x\\\"\"")]
    [InlineData("\"properties.a {|LOOPS040:properties.b|}\"")]
    [InlineData("\"\\u0074ype\\t=\\x20{|LOOPS040:\\u0074rack|}\"")]
    [InlineData("\"event = \\\"\\U0001F600\\\" and {|LOOPS040:foo|}\"")]
    [InlineData("@\"event = \"\"x\"\" and {|LOOPS040:foo|} = 1\"")]
    [InlineData("\"\"\"event = \"x\" and {|LOOPS040:foo|} = 1\"\"\"")]
    [InlineData("\"\"\"\n    event = \"x\"\n\n      and {|LOOPS040:foo|} = 1\n    \"\"\"")]
    [InlineData("\"\"\"\n    event = \"x\" {|LOOPS040:and|}\n    \"\"\"")]
    [InlineData("{|LOOPS040:\"event \" + \"foo\"|}")]
    [InlineData("{|LOOPS040:Names.Trigger|}")]
    public Task A_trigger_that_does_not_parse_is_marked_where_it_goes_wrong(string trigger) => Rule.ReportsAsync(Event(trigger));

    [Theory]
    [InlineData("type = 'track'", "write \"track\"")]
    [InlineData("type = track", "write \"track\"")]
    [InlineData("type = \"track\" && event = \"x\"", "'and'")]
    [InlineData("type == \"track\"", "single '='")]
    [InlineData("Event = \"x\"", "write 'event'")]
    [InlineData("type = \"a\" OR type = \"b\"", "'or'")]
    [InlineData("not (type = \"a\")", "'!'")]
    [InlineData("uppercase(event) = \"X\"", "contains, match, lowercase, length, typeof")]
    [InlineData("country = \"DE\"", "properties, traits and context")]
    [InlineData("properties.a/b = 1", "backslash")]
    public async Task The_message_says_the_place_and_what_to_write(string trigger, string remedy)
    {
        var said = await SaidAsync(trigger);

        Assert.Equal("LOOPS040", said.Id);
        Assert.Contains("at character ", said.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains(remedy, said.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"type = \\\"track\\\"\"")]
    [InlineData("\"type = \\\"a\\\" and event = \\\"b\\\" and properties.ok\"")]
    [InlineData("\"type = \\\"a\\\" or event = \\\"b\\\" or properties.ok\"")]
    [InlineData("\"type = \\\"a\\\" and (event = \\\"b\\\" or properties.ok)\"")]
    [InlineData("\"(type = \\\"a\\\" and event = \\\"b\\\") or properties.ok\"")]
    [InlineData("null")]
    [InlineData("\"type = \" + \"\\\"track\\\"\"")]
    public Task A_trigger_that_says_what_it_means_is_not_reported(string trigger) => Rule.ReportsAsync(Event(trigger));

    [Theory]
    [InlineData("\"type = \\\"a\\\" and event = \\\"b\\\" {|LOOPS041:or|} properties.ok\"", "any of them")]
    [InlineData("\"type = \\\"a\\\" or event = \\\"b\\\" {|LOOPS041:and|} properties.ok\"", "all of them")]
    [InlineData("\"type = \\\"a\\\" or event = \\\"b\\\" and properties.ok {|LOOPS041:or|} properties.no\"", "any of them")]
    [InlineData("\"type = \\\"a\\\" and (event = \\\"b\\\" or event = \\\"c\\\" {|LOOPS041:and|} properties.ok)\"", "all of them")]
    public async Task And_beside_or_is_marked_at_the_word_that_Segment_goes_by(string trigger, string reading)
    {
        await Rule.ReportsAsync(Event(trigger));

        var plain = trigger.Replace("{|LOOPS041:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal);
        var said = await RulePage.DiagnoseAsync(Event(plain));
        Assert.Contains(reading, Assert.Single(said).GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public Task A_contact_has_a_trigger_too() => Rule.ReportsAsync("using LoopsMapping;\n[LoopsContact(Trigger = \"{|LOOPS040:x|} = 1\")] public sealed record User(string Email);\n");

    [Fact]
    public void A_mapping_with_a_broken_trigger_is_sent_and_fired_by_no_message()
    {
        const string Source = "using LoopsMapping; namespace App; [LoopsEvent(\"Seen\", Trigger = \"x\")] public sealed record Seen(string Email); [LoopsDestination] public partial class AppLoops;";

        var run = GeneratorRun.OverWithSegment(Source);

        Assert.Contains("TrackAsync(global::App.Seen value", run.Sources["App.AppLoops.g.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain("App.SeenEventSegmentMapping.g.cs", run.Sources.Keys);
        Assert.DoesNotContain("Seen", run.Sources["App.AppLoops.SegmentMappings.g.cs"], StringComparison.Ordinal);
    }

    private static async Task<Diagnostic> SaidAsync(string trigger)
        => Assert.Single(await RulePage.DiagnoseAsync(Event(Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(trigger, quote: true))));

    private static string Event(string trigger)
        => $"using LoopsMapping;\n\n[LoopsEvent(\"Seen\", Trigger = {trigger})]\npublic sealed record Seen(string Email);\n\npublic static class Names {{ public const string Trigger = \"foo\"; }}\n";
}
