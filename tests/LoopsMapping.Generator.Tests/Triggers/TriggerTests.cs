using LoopsMapping.Generator.Tests.Harness;
using LoopsMapping.Generator.Triggers;

namespace LoopsMapping.Generator.Tests.Triggers;

/// <summary>The language of triggers, as Segment documents it (FQL), compiled and run.</summary>
public sealed class TriggerTests
{
    private const string Message = """
        {"type":"track","event":"Order Completed","userId":"u-1","anonymousId":"a-1","messageId":"m-1",
         "properties":{"price":19.99,"qty":"5","ok":true,"no":false,"nul":null,"title":"Gréat \"Scott\"","product 1":{"price":3},"a.b":1,"list":["a",5,true],"same":19.99,"empty":"","x\\y":2,"größe":1},
         "traits":{"email":"a@company.com"},"context":{"app":{"name":"shop"},"traits":{"plan":"pro"}}}
        """;

    private static readonly string[] Firing =
    [
        "type = \"track\"", "  type=\"track\"\t", "type\n=\r\n\"track\"", "\"track\" = type", "messageId != null", "previousId = null", "groupId = null", "name = null",
        "properties.price > 19 and properties.price < 20", "19 < properties.price", "20 >= properties.price", "properties.price >= 19.99", "properties.price <= 19.99", "properties.price > -1", "properties.price > +1",
        "properties.price = properties.same", "properties.price >= properties.same", "properties.missing = properties.nul", "properties.missing = null", "null = properties.nul", "properties.ok", "!properties.no", "!properties.missing",
        "!!properties.ok", "properties.ok = true", "properties.no = false", "properties.ok != \"true\"", "properties.missing != 5", "properties.qty != 5", "!(properties.qty > 4)",
        "properties.product\\ 1.price = 3", "properties.a\\.b = 1", "properties.x\\\\y = 2", "properties.größe = 1", "properties.list[0] = \"a\"", "properties.list.1 = 5", "properties.list[7] = null", "context.traits.plan = \"pro\"",
        "properties.title = \"Gréat \\\"Scott\\\"\"", "properties != null", "properties.list != null",
        "contains(event, \"Order\")", "contains(properties.title, \"\\\"S\")", "!contains(event, \"order\")", "!contains(properties.missing, \"x\")", "!contains(properties.list, \"a\")", "contains(event, event)", "contains(event, \"\")",
        "match(event, \"Order Completed\")", "match(event, \"O*d\")", "match(event, \"?rder*\")", "match(event, \"[A-O]rder [XC]*\")", "match(properties.empty, \"*\")", "match(\"ab*d\", \"ab\\\\*d\")", "match(\"ab*d\", \"ab\\*d\")", "!match(\"abd\", \"ab\\*d\")", "!match(event, \"Order\")", "!match(properties.price, \"*\")",
        "lowercase(event) = \"order completed\"", "lowercase(properties.missing) = null", "length(userId) = 3", "length(userId) > 0", "length(properties.missing) = 0", "length(properties.list) = 3", "length(properties.title) = 13",
        "typeof(event) = \"string\"", "typeof(properties.price) = \"number\"", "typeof(properties.no) = \"bool\"", "typeof(properties.list) = \"list\"", "typeof(properties) = \"object\"", "typeof(properties.missing) = \"null\"", "typeof(typeof(event)) = \"string\"",
        "type in [\"identify\", \"track\"]", "type in[\"track\"]", "!(type in [\"identify\"])", "properties.price in [1, 19.99, \"x\"]", "properties.missing in [1, null]", "!(type in [])", "\"a\" in properties.list", "5 in properties.list", "true in properties.list", "!(\"b\" in properties.list)", "!(\"a\" in properties.missing)", "userId in [anonymousId, userId]",
        "contains(event, \"Order\") = true", "(event = \"X\") = false", "(properties.price) = 19.99", "properties.no or properties.ok", "type = \"identify\" and event = \"X\" or event = \"Order Completed\"", "event = \"Order Completed\" or type = \"identify\" and event = \"X\"",
        "type = \"track\" and ((event = \"X\") or ((event = \"Order Completed\")))", "!(type = \"identify\" and properties.ok)", "!(type = \"identify\") and !(event = \"X\" or event = \"Y\")", "type in [\"a\", \"track\"] and event in [\"b\", \"Order Completed\"]",
    ];

    private static readonly string[] Silent =
    [
        "type = \"Track\"", "event = \"order completed\"", "properties.qty = 5", "properties.qty > 4", "properties.ok = \"true\"", "properties.price = \"19.99\"", "properties.missing > 0", "properties.missing <= 0", "properties.price < \"20\"",
        "properties.missing", "properties.qty", "!properties.ok", "properties.ok != true", "event = null", "properties.a.b = 1", "properties.list = properties.list", "contains(properties.list, \"a\")", "contains(properties.missing, \"\")",
        "match(event, \"Order\")", "match(event, \"order*\")", "match(properties.missing, \"*\")", "length(properties.price) = 5", "\"A\" in properties.list", "\"5\" in properties.list", "type in []", "properties.no and properties.ok or properties.no",
    ];

    private const string Broken = "does not parse";

    [Fact]
    public void A_message_fires_the_triggers_that_hold_of_it_and_no_other()
    {
        var triggers = Firing.Concat(Silent).ToArray();
        Assert.Equal([], triggers.Where(static trigger => TriggerParser.Parse(trigger).Condition is null).Select(static trigger => $"{trigger}: {Broken}, {TriggerParser.Parse(trigger).Error!.Message}"));
        var classes = triggers.Select(static (trigger, i) => $"[LoopsEvent(\"E{i}\", Trigger = {Literal(trigger)})] public sealed record E{i}(string Email);");
        using var run = new SegmentRun($"using LoopsMapping;\nnamespace App;\n{string.Join('\n', classes)}\n[LoopsDestination] public partial class AppLoops;");

        var fired = run.Fired(Message);

        Assert.Equal(Firing, triggers.Where((_, i) => fired.Contains($"E{i}:E{i}")));
    }

    [Fact]
    public void No_trigger_of_any_text_breaks_the_reading()
    {
        string[] parts = ["type", "properties.a", "properties", "=", "!=", "<", ">=", "!", "(", ")", "[", "]", ",", "and", "or", "in", "\"x\"", "\"", "'", "\\", ".", "5", "-", "1e3", "contains(", "match(event, ", "lowercase(", "true", "null", " ", "\n", "é", "\ud83d", "\ude00", "&&", "$", ";"];
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => parts[random.Next(parts.Length)] + (random.Next(2) == 0 ? " " : "")));
            var parsed = TriggerParser.Parse(text);

            if (parsed.Error is { } error)
                Assert.True(parsed.Condition is null && 0 <= error.Start && error.Start <= error.End && error.End <= text.Length && (error.Start < error.End || text.Length == 0), $"{text}: {error}");
            else
                Assert.NotNull(parsed.Condition);
        }
    }

    [Fact]
    public void A_trigger_is_nested_as_deep_as_people_write_and_no_deeper()
    {
        Assert.NotNull(TriggerParser.Parse(new string('(', 60) + "properties.ok" + new string(')', 60)).Condition);
        Assert.Contains("64", TriggerParser.Parse(new string('(', 2000) + "properties.ok" + new string(')', 2000)).Error!.Message, StringComparison.Ordinal);
        Assert.Contains("64", TriggerParser.Parse(new string('!', 4000) + "properties.ok").Error!.Message, StringComparison.Ordinal);
        Assert.Contains("64", TriggerParser.Parse(string.Concat(Enumerable.Repeat("lowercase(", 400)) + "event").Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trigger_is_as_long_as_Segment_takes_and_no_longer()
    {
        Assert.NotNull(TriggerParser.Parse($"event = \"{new string('x', 5110)}\"").Condition);
        Assert.Contains("5120", TriggerParser.Parse($"event = \"{new string('x', 5111)}\"").Error!.Message, StringComparison.Ordinal);
    }

    private static string Literal(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);
}
