using LoopsMapping.Segment.Tests.Harness;

namespace LoopsMapping.Segment.Tests.Mapping;

/// <summary>Compiled triggers over real messages; what each expression means is tested with the generator.</summary>
public sealed class TriggerTests
{
    private const string Order = """
{"type": "track", "event": "Order Completed", "userId": "u-1", "anonymousId": "a-1", "properties": {"price": 19.99, "qty": "5", "ok": true, "no": false, "nul": null, "title": "Great Scott", "product 1": {"price": 3}, "list": ["a", "b"], "nested": {"deep": {"x": 1}}, "a.b": 1}, "traits": {"email": "a@company.com", "plan": "pro"}, "context": {"app": {"name": "shop", "version": "1.2.3"}, "library": {"name": "analytics.js"}}}
""";

    [Fact]
    public void Every_trigger_that_says_so_fires_and_no_other()
    {
        var fired = Mapper.Map(Order, null, [.. Mapper.MappingsOf<TriggerLoops>()]).Select(static request => request.Name).ToList();
        var expected = Mapper.MappingsOf<TriggerLoops>().Select(static mapping => mapping.Name).Where(static name => name.StartsWith("fires", StringComparison.Ordinal));
        Assert.Equal(expected, fired);
    }
}
