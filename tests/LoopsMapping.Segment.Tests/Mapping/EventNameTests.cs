using LoopsMapping.Segment.Mapping;

namespace LoopsMapping.Segment.Tests.Mapping;

/// <summary>What events are called in logs, listings and metrics.</summary>
public sealed class EventNameTests
{
    [Theory]
    [InlineData("Order Completed", "Order Completed")]
    [InlineData("a\nb\u0085c", "a b c")]
    [InlineData("", "track")]
    [InlineData(null, "track")]
    public void A_name_is_one_line(string? name, string expected) => Assert.Equal(expected, new EventNames().Of(name));

    [Fact]
    public void A_long_name_is_cut() => Assert.Equal(new string('x', 100), new EventNames().Of(new string('x', 101)));

    [Fact]
    public void Names_that_nobody_has_thought_up_do_not_become_ever_more()
    {
        var names = new EventNames();
        var shown = Enumerable.Range(0, 10_000).Select(number => names.Of($"Event {number}")).ToHashSet();
        Assert.Equal(501, shown.Count);
        Assert.Contains("track", shown);
        Assert.Equal("Event 7", names.Of("Event 7"));
    }
}
