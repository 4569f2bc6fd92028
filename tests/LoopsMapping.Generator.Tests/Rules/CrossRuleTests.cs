namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>LOOPS007, LOOPS008, LOOPS018 and LOOPS022: what classes of one destination say of each other.</summary>
public sealed class CrossRuleTests
{
    private const string Destination = "\n[LoopsDestination]\npublic partial class AppLoops;\n";

    [Theory]
    [InlineData("[LoopsEvent(\"A\")] public sealed record One(string Email); [LoopsEvent({|LOOPS007:\"A\"|})] public sealed record Two(string Email);")]
    [InlineData("[LoopsEvent(\"A\")] public sealed record One(string Email); [LoopsEvent({|LOOPS007:\"A\"|})] public sealed record Three(string Email); [LoopsEvent({|LOOPS007:\"A\"|})] public sealed record Two(string Email);")]
    [InlineData("[LoopsEvent({|LOOPS007:\"A\"|}, Trigger = \"event = \\\"x\\\"\")] public sealed record Two(string Email); [LoopsEvent(\"A\", Trigger = \"event = \\\"x\\\"\")] public sealed record One(string Email);")]
    [InlineData("[LoopsEvent(\"A\")] public record One(string Email); [LoopsEvent({|LOOPS007:\"A\"|})] public sealed record Two(string Email) : One(Email);")]
    public Task Two_events_that_are_one_are_reported_on_the_second(string events) => Rule.ReportsAsync($"using LoopsMapping;\n{events}{Destination}");

    [Theory]
    [InlineData("[LoopsEvent(\"A\")] public sealed record One(string Email); [LoopsEvent(\"a\")] public sealed record Two(string Email);")]
    [InlineData("[LoopsEvent(\"A\")] public sealed record One(string Email); [LoopsEvent(\"A\", Trigger = \"event = \\\"x\\\"\")] public sealed record Two(string Email);")]
    [InlineData("[LoopsEvent(\"A\")] public sealed record One(string Email); [LoopsContact] public sealed record A(string Email);")]
    public Task Events_that_differ_are_not(string events) => Rule.ReportsAsync($"using LoopsMapping;\n{events}{Destination}");

    [Fact]
    public Task Events_of_two_destinations_may_share_a_name() => Rule.ReportsAsync("""
        using LoopsMapping;
        [LoopsEvent("A")] public sealed record One(string Email);
        [LoopsEvent("A")] public sealed record Two(string Email);
        [LoopsDestination(typeof(One))] public partial class OneLoops;
        [LoopsDestination(typeof(Two))] public partial class TwoLoops;
        """);

    [Theory]
    [InlineData(50, "AppLoops", "[LoopsDestination]")]
    [InlineData(51, "{|LOOPS008:AppLoops|}", "[LoopsDestination]")]
    [InlineData(51, "AppLoops", "[LoopsDestination(MaxMappings = 51)]")]
    [InlineData(3, "{|LOOPS008:AppLoops|}", "[LoopsDestination(MaxMappings = 2)]")]
    public Task More_mappings_than_the_limit_are_reported_on_the_destination(int count, string name, string annotation)
    {
        var classes = Enumerable.Range(1, count - 1).Select(static i => $"[LoopsEvent(\"E{i}\")] public sealed record E{i}(string Email);");
        return Rule.ReportsAsync(
            $"using LoopsMapping;\n[LoopsContact] public sealed record User(string Email);\n[LoopsTransactional(\"t\")] public sealed record Hello(string Email);\n{string.Join('\n', classes)}\n{annotation}\npublic partial class {name};\n");
    }

    [Theory]
    [InlineData("[LoopsContact] public sealed record User(string UserId, string Email);", "string Email", "LOOPS018")]
    [InlineData("[LoopsContact] public sealed record User(string Email);", "string UserId, string Email", "LOOPS018")]
    [InlineData("[LoopsContact] public sealed record User(string Email);", "string UserId", "LOOPS018")]
    [InlineData("[LoopsContact] public sealed record User(string UserId, string Email);", "string UserId, string Email", null)]
    [InlineData("[LoopsContact] public sealed record User(string UserId, string Email);", "string UserId", null)]
    [InlineData("[LoopsContact] public sealed record User(string Email);", "string Email", null)]
    [InlineData("[LoopsContact] public sealed record User(string UserId, string Email); [LoopsContact] public sealed record Lead(string Email);", "string Email", null)]
    [InlineData("[LoopsContact] public sealed record User(string UserId, string Email); [LoopsContact] public sealed record Lead(string Email);", "string UserId", null)]
    [InlineData("[LoopsContact] public sealed record Lead(string Email); [LoopsContact] public sealed record {|LOOPS009:User|}(string UserId);", "string UserId", null)]
    [InlineData("", "string UserId", "LOOPS022")]
    [InlineData("", "string Email", null)]
    public Task An_event_that_falls_into_another_lane_than_its_contact_is_reported(string contacts, string parameters, string? rule) => Rule.ReportsAsync(
        $"using LoopsMapping;\n{contacts}\n[LoopsEvent(\"Seen\")] public sealed record {(rule is null ? "Seen" : $"{{|{rule}:Seen|}}")}({parameters});{Destination}");

    [Fact]
    public Task An_event_is_measured_by_the_contacts_of_its_own_destinations() => Rule.ReportsAsync("""
        using LoopsMapping;
        [LoopsContact] public sealed record User(string UserId, string Email);
        [LoopsContact] public sealed record Lead(string Email);
        [LoopsEvent("Seen")] public sealed record Seen(string UserId);
        [LoopsEvent("Left")] public sealed record {|LOOPS018:Left|}(string UserId);
        [LoopsEvent("Lost")] public sealed record {|LOOPS022:Lost|}(string UserId);
        [LoopsEvent("Unsent")] public sealed record Unsent(string UserId);
        [LoopsDestination(typeof(User), typeof(Seen))] public partial class UserLoops;
        [LoopsDestination(typeof(Lead), typeof(Left))] public partial class LeadLoops;
        [LoopsDestination(typeof(Lost))] public partial class LostLoops;
        """);
}
