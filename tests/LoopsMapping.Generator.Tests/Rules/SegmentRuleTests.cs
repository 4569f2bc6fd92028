using LoopsMapping.Generator.Tests.Harness;

namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>LOOPS042 and LOOPS043: contacts that no identify reaches, and paths into messages.</summary>
public sealed class SegmentRuleTests
{
    private const string Two = "using LoopsMapping;\n[LoopsContact] public sealed record User(string Email);\n[LoopsContact] public sealed record Lead(string Email);\n";

    [Theory]
    [InlineData(Two + "[LoopsDestination] public partial class {|LOOPS042:AppLoops|};\n")]
    [InlineData(Two + "[LoopsContact(Trigger = \"traits.ok\")] public sealed record Third(string Email);\n[LoopsDestination] public partial class {|LOOPS042:AppLoops|};\n")]
    [InlineData(Two + "[LoopsDestination(typeof(User), typeof(Lead))] public partial class {|LOOPS042:AppLoops|};\n[LoopsDestination(typeof(User))] public partial class UserLoops;\n")]
    public Task Several_contacts_without_a_trigger_are_reported_where_Segment_messages_are_taken(string source) => WithSegment(source);

    [Theory]
    [InlineData("using LoopsMapping;\n[LoopsContact] public sealed record User(string Email);\n[LoopsDestination] public partial class AppLoops;\n")]
    [InlineData("using LoopsMapping;\n[LoopsContact(Trigger = \"traits.a\")] public sealed record User(string Email);\n[LoopsContact(Trigger = \"traits.b\")] public sealed record Lead(string Email);\n[LoopsDestination] public partial class AppLoops;\n")]
    [InlineData(Two + "[LoopsDestination(typeof(User))] public partial class UserLoops;\n[LoopsDestination(typeof(Lead))] public partial class LeadLoops;\n")]
    [InlineData(Two)]
    public Task Contacts_that_can_be_told_apart_are_not(string source) => WithSegment(source);

    [Fact]
    public Task Nothing_is_said_of_contacts_where_no_Segment_messages_are_taken() => Rule.ReportsAsync(Two + "[LoopsDestination] public partial class AppLoops;\n");

    [Theory]
    [InlineData("{|LOOPS043:\"\"|}")]
    [InlineData("\"{|LOOPS043:traits.plan|}\"")]
    [InlineData("\"{|LOOPS043:.traits.plan|}\"")]
    [InlineData("\"{|LOOPS043:$traits.plan|}\"")]
    [InlineData("\"${|LOOPS043:.|}\"")]
    [InlineData("\"$.traits{|LOOPS043:.|}\"")]
    [InlineData("\"$.traits{|LOOPS043:.|}.plan\"")]
    [InlineData("\"$.traits.{|LOOPS043:plan name|}\"")]
    [InlineData("\"$.traits{|LOOPS043:[]|}\"")]
    [InlineData("\"$.traits{|LOOPS043:[plan]|}\"")]
    [InlineData("\"$.traits{|LOOPS043:['']|}\"")]
    [InlineData("\"$.traits{|LOOPS043:['plan|}\"")]
    [InlineData("\"$.traits{|LOOPS043:[-1]|}\"")]
    [InlineData("\"$.traits[0]{|LOOPS043:x|}\"")]
    [InlineData("\"$.traits.plan{|LOOPS043:]|}\"")]
    [InlineData("\"$.traits.plan\", @\"{|LOOPS043:traits|}\"")]
    [InlineData("new[] { \"$.traits.plan\", \"{|LOOPS043:traits|}\" }")]
    [InlineData("[\"$.traits.plan\", \"{|LOOPS043:traits|}\"]")]
    [InlineData("{|LOOPS043:Names.Path|}")]
    [InlineData("\"$.a\", {|LOOPS043:null!|}")]
    public Task A_path_that_does_not_parse_is_marked_where_it_goes_wrong(string paths) => Rule.ReportsAsync(Contact($"LoopsFrom({paths})"));

    [Fact]
    public Task An_annotation_that_names_no_path_is_reported() => Rule.ReportsAsync(Contact("{|LOOPS043:LoopsFrom|}"));

    [Theory]
    [InlineData("\"$.traits.plan\"")]
    [InlineData("\"$.traits.plan_name\", \"$.context.traits['plan name'].list[0][1].x\", \"$.messageId\"")]
    [InlineData("\"$.traits[\\\"a.b\\\"]\", \"$.traits.2024.größe-$\"")]
    public Task A_path_as_Segment_writes_it_is_not_reported(string paths) => Rule.ReportsAsync(Contact($"LoopsFrom({paths})"));

    [Fact]
    public void A_path_that_does_not_parse_is_left_out_and_the_others_are_tried()
    {
        using var run = new SegmentRun("""
            using LoopsMapping;
            namespace App;
            [LoopsContact] public sealed record User(string Email, [LoopsFrom("traits.a", "$.traits.b")] string? One, [LoopsFrom("traits.a")] string? Two);
            [LoopsDestination] public partial class AppLoops;
            """);

        Assert.Equal(["""String ,"one": y"""], run.Write("""{"traits":{"a":"x","b":"y","one":"z","two":"z"}}"""));
    }

    private static string Contact(string annotation)
        => $"using LoopsMapping;\n\n[LoopsContact]\npublic sealed record User(string Email, [{annotation}] string? Plan);\n\npublic static class Names {{ public const string Path = \"traits\"; }}\n";

    private static Task WithSegment(string source)
    {
        var test = new RuleTest(source);
        test.TestState.AdditionalReferences.Add(References.WithSegment[^1]);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
