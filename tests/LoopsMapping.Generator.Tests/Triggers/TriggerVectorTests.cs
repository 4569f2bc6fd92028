using System.Text.Json;
using LoopsMapping.Generator.Tests.Harness;
using LoopsMapping.Generator.Tests.Rules;
using LoopsMapping.Generator.Triggers;

namespace LoopsMapping.Generator.Tests.Triggers;

/// <summary>
/// Triggers beside what Segment's engine makes of them for one message, recorded. It differs from the language as Segment documents it, which is what
/// counts here; each difference has its reason.
/// </summary>
public sealed class TriggerVectorTests
{
    private const string Fires = "fires";
    private const string DoesNotFire = "does not fire";
    private const string DoesNotParse = "does not parse";

    private const string Quotes = "Text stands between double quotes; Segment compares with the quotes, or takes the bare word.";
    private const string Fields = "Segment does not know the field, and passes over the condition, or over a trigger that has no other.";
    private const string Negation = "'!=' is the opposite of '='.";
    private const string NullSafe = "A function is false for what is no text, and '!' turns that around.";
    private const string Glob = "The pattern of match() describes the whole text.";
    private const string Parentheses = "Parentheses group, to any depth, and '!' goes for all of a group.";
    private const string Precedence = "'and' goes before 'or'.";
    private const string Functions = "Documented, and unknown to Segment's engine.";
    private const string Mistakes = "A mistake that Segment passes over in silence.";

    private static readonly Dictionary<string, (string Here, string Reason)> Differences = new(StringComparer.Ordinal)
    {
        ["type = 'track'"] = (DoesNotParse, Quotes),
        ["type = track"] = (DoesNotParse, Quotes),
        ["anonymousId = \"a-1\""] = (Fires, Fields),
        ["anonymousId != null"] = (Fires, Fields),
        ["type = \"track\" and anonymousId = \"zzz\""] = (DoesNotFire, Fields),
        ["properties.missing != 5"] = (Fires, Negation),
        ["properties.price = 1e3"] = (DoesNotParse, Mistakes),
        ["properties.ok != true"] = (DoesNotFire, Negation),
        ["!contains(properties.missing, \"x\")"] = (Fires, NullSafe),
        ["contains(type, \"tr\")"] = (Fires, Fields),
        ["match(event, \"Order*Completed\")"] = (Fires, Glob),
        ["match(event, \"*rder*\")"] = (Fires, Glob),
        ["!match(properties.missing, \"x*\")"] = (Fires, NullSafe),
        ["event = \"Order Completed\" or type = \"identify\" and event = \"X\""] = (Fires, Precedence),
        ["type = \"track\" and ((event = \"X\") or (event = \"Order Completed\"))"] = (Fires, Parentheses),
        ["!(type = \"identify\")"] = (Fires, Parentheses),
        ["!(type = \"track\")"] = (DoesNotFire, Parentheses),
        ["not type = \"identify\""] = (DoesNotParse, Mistakes),
        ["type = \"track\" AND event = \"X\""] = (DoesNotParse, Mistakes),
        ["properties.list.0 = \"a\""] = (Fires, Fields),
        ["properties.list[0] = \"a\""] = (Fires, Fields),
        ["groupId = \"g\""] = (DoesNotFire, Fields),
        ["properties = null"] = (DoesNotFire, Fields),
        ["traits != null"] = (Fires, Fields),
        ["messageId != null"] = (DoesNotFire, Fields),
        ["lowercase(event) = \"order completed\""] = (Fires, Functions),
        ["length(userId) > 0"] = (Fires, Functions),
        ["typeof(properties.price) = \"number\""] = (Fires, Functions),
        ["\"a\" in properties.list"] = (Fires, Functions),
        ["type in [\"track\",\"identify\"]"] = (Fires, Functions),
        ["properties.ok"] = (Fires, Functions),
        ["type = "] = (DoesNotParse, Mistakes),
        ["type = \"track\" and"] = (DoesNotParse, Mistakes),
        ["and type = \"track\""] = (DoesNotParse, Mistakes),
    };

    private static readonly JsonElement File = JsonDocument.Parse(Repository.Read("tests", "LoopsMapping.Generator.Tests", "Triggers", "segment-triggers.json")).RootElement;

    [Fact]
    public void Every_trigger_does_what_it_does_in_Segment_or_has_a_reason_not_to()
    {
        var vectors = File.GetProperty("vectors").EnumerateArray().Select(static vector => (Trigger: vector.GetProperty("trigger").GetString()!, Segment: vector.GetProperty("segment").GetString()!)).ToList();
        var fired = Fired([.. vectors.Select(static vector => vector.Trigger)]);

        var differences = new List<string>();
        for (var i = 0; i < vectors.Count; i++)
        {
            var (trigger, segment) = vectors[i];
            var here = TriggerParser.Parse(trigger).Condition is null ? DoesNotParse : fired.Contains($"E{i}:E{i}") ? Fires : DoesNotFire;
            if (here != segment)
                differences.Add($"{trigger} → {here}");
        }

        Assert.Equal(114, vectors.Count);
        Assert.Equal(Differences.Select(static difference => $"{difference.Key} → {difference.Value.Here}").Order(StringComparer.Ordinal), differences.Order(StringComparer.Ordinal));
    }

    private static IReadOnlyList<string> Fired(string[] triggers)
    {
        var classes = triggers.Select(static (trigger, i) => $"[LoopsEvent(\"E{i}\", Trigger = {Literal(trigger)})] public sealed record E{i}(string Email);");
        using var run = new SegmentRun($"using LoopsMapping;\nnamespace App;\n{string.Join('\n', classes)}\n[LoopsDestination] public partial class AppLoops;");
        return run.Fired(File.GetProperty("message").GetRawText());
    }

    private static string Literal(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);
}
