using LoopsMapping.CodeFixes;

namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>LOOPS009, LOOPS011, LOOPS012, LOOPS014 and LOOPS020: what an annotation says and cannot mean.</summary>
public sealed class AnnotationRuleTests
{
    [Theory]
    [InlineData("string UserId")]
    [InlineData("[LoopsUserId] int Id, [LoopsProperty(\"workEmail\")] string Email")]
    [InlineData("string UserId, [LoopsIgnore] string Email")]
    public Task A_contact_with_a_user_id_alone_is_reported(string parameters) => Rule.ReportsAsync(Contact(parameters, "{|LOOPS009:User|}"));

    [Theory]
    [InlineData("string UserId, string? Email")]
    [InlineData("string Email")]
    [InlineData("[LoopsUserId] int Id, [LoopsEmail] string Mail")]
    [InlineData("string UserId, int {|LOOPS005:Email|}")]
    public Task A_contact_with_an_email_is_not(string parameters) => Rule.ReportsAsync(Contact(parameters));

    [Fact]
    public Task A_contact_with_a_user_id_alone_gets_an_email() => Rule.FixesAsync<AddIdentifierFix>("Add 'string? Email'",
        """
        using LoopsMapping;
        [LoopsContact]
        public sealed record {|LOOPS009:User|}(string UserId, string Plan);
        [LoopsContact]
        public class {|LOOPS009:Person|}
        {
            public string? UserId { get; init; }
        }
        """,
        """
        using LoopsMapping;
        [LoopsContact]
        public sealed record User(string UserId, string Plan, string? Email = null);
        [LoopsContact]
        public class Person
        {
            public string? UserId { get; init; }
            public string? Email { get; init; }
        }
        """);

    [Theory]
    [InlineData("[LoopsMailingList(\"a\")] int {|LOOPS011:Value|}")]
    [InlineData("[LoopsMailingList(\"a\")] string? {|LOOPS011:Value|}")]
    [InlineData("[LoopsMailingList(\"a\")] System.Collections.Generic.Dictionary<string, bool> {|LOOPS011:Value|}")]
    [InlineData("[LoopsMailingList] bool? {|LOOPS011:Value|}")]
    [InlineData("[LoopsMailingList(\" \")] bool? {|LOOPS011:Value|}")]
    [InlineData("[LoopsMailingList(null)] bool? {|LOOPS011:Value|}")]
    [InlineData("[LoopsMailingList(\"a\")] bool? News, [LoopsMailingList(\"a\")] bool? {|LOOPS011:Offers|}")]
    public Task A_mailing_list_that_says_no_membership_is_reported_on_contacts_and_events(string parameter)
        => Task.WhenAll(Rule.ReportsAsync(Contact($"string Email, {parameter}")), Rule.ReportsAsync(Event($"string Email, {parameter}")));

    [Theory]
    [InlineData("[LoopsMailingList(\"a\")] bool? News, [LoopsMailingList(\"b\")] bool? Offers")]
    [InlineData("[LoopsMailingList(\"a\"), LoopsProperty(Convert = nameof(User.IsOn))] string News")]
    public Task A_mailing_list_that_says_one_is_not(string parameter) => Rule.ReportsAsync(Contact($"string Email, {parameter}", "User", "{ public static bool? IsOn(string text) => text == \"yes\"; }"));

    [Fact]
    public Task A_mailing_list_that_says_no_membership_is_left_out() => Rule.FixesAsync<LeaveOutFix>("Leave it out with [LoopsIgnore]",
        Contact("string Email, [LoopsMailingList(\"a\")] string {|LOOPS011:News|}, [LoopsMailingList] bool? {|LOOPS011:Offers|}"),
        Contact("string Email, [LoopsIgnore] string News, [LoopsIgnore] bool? Offers"));

    [Theory]
    [InlineData("long {|LOOPS012:Value|}")]
    [InlineData("ulong? {|LOOPS012:Value|}")]
    [InlineData("decimal {|LOOPS012:Value|}")]
    [InlineData("System.Int128 {|LOOPS012:Value|}")]
    [InlineData("System.Numerics.BigInteger {|LOOPS012:Value|}")]
    [InlineData("[LoopsProperty(Convert = nameof(User.Cents))] int {|LOOPS012:Value|}")]
    public Task A_number_that_Loops_may_round_is_mentioned(string parameter)
        => Rule.ReportsAsync(Contact($"string Email, {parameter}", "User", "{ public static decimal Cents(int cents) => cents / 100m; }"));

    [Theory]
    [InlineData("int Value")]
    [InlineData("uint? Value")]
    [InlineData("double Value")]
    [InlineData("[LoopsUserId] long Id")]
    [InlineData("[LoopsProperty(Format = \"D\")] long Value")]
    [InlineData("[LoopsIgnore] decimal Value")]
    public Task A_number_that_it_keeps_is_not(string parameter) => Rule.ReportsAsync(Contact($"string Email, {parameter}"));

    [Theory]
    [InlineData("\"Plan: Changed\"")]
    [InlineData("\"Plan Changed \"")]
    [InlineData("\"\\tPlan\"")]
    [InlineData("name: \":\"")]
    public Task An_event_name_that_Loops_does_not_take_is_reported_on_the_name(string name)
        => Rule.ReportsAsync(Event("string Email", $"LoopsEvent({(name.StartsWith("name: ", StringComparison.Ordinal) ? "name: {|LOOPS014:" + name[6..] : "{|LOOPS014:" + name)}|}})"));

    [Fact]
    public Task An_event_name_has_at_most_498_characters() => Task.WhenAll(
        Rule.ReportsAsync(Event("string Email", $"LoopsEvent(\"{new string('x', 498)}\")")),
        Rule.ReportsAsync(Event("string Email", $"LoopsEvent({{|LOOPS014:\"{new string('x', 499)}\"|}})")));

    [Fact]
    public Task An_event_name_of_a_constant_is_reported_where_it_is_used() => Rule.OffersNoFixAsync<NameEventFix>(
        "using LoopsMapping;\npublic static class Names { public const string Changed = \"Plan:Changed\"; }\n[LoopsEvent({|LOOPS014:Names.Changed|})]\npublic sealed record Seen(string Email);\n");

    [Theory]
    [InlineData("\"Plan: Changed\"", "\"Plan Changed\"")]
    [InlineData("\" plan:changed  now\"", "\"plan changed now\"")]
    [InlineData("\":\"", "\"Seen\"")]
    public Task An_event_name_becomes_one_that_Loops_takes(string name, string @fixed) => Rule.FixesAsync<NameEventFix>(
        $"Name it {@fixed}", Event("string Email", $"LoopsEvent({{|LOOPS014:{name}|}}, Trigger = \"traits.ok\")"), Event("string Email", $"LoopsEvent({@fixed}, Trigger = \"traits.ok\")"));

    [Fact]
    public Task Event_names_are_mended_in_one_go() => Rule.FixesAsync<NameEventFix>(0, null,
        "using LoopsMapping;\n[LoopsEvent({|LOOPS014:\"A:B\"|})]\npublic sealed record One(string Email);\n[LoopsEvent({|LOOPS014:\"C \"|})]\npublic sealed record Two(string Email);\n",
        "using LoopsMapping;\n[LoopsEvent(\"A B\")]\npublic sealed record One(string Email);\n[LoopsEvent(\"C\")]\npublic sealed record Two(string Email);\n");

    public static TheoryData<string, string> Conflicts => new()
    {
        { "[LoopsUserId, LoopsProperty(\"key\")] int {|LOOPS020:Id|}", "[LoopsUserId] int Id" },
        { "[LoopsProperty(\"userId\"), LoopsUserId] int {|LOOPS020:Id|}", "[LoopsUserId] int Id" },
        { "[LoopsUserId] [LoopsProperty(\"key\", Convert = nameof(User.Twice))] int {|LOOPS020:Id|}", "[LoopsUserId] [LoopsProperty(Convert = nameof(User.Twice))] int Id" },
        { "[LoopsMailingList(\"a\"), LoopsProperty(\"news\")] bool? {|LOOPS020:News|}", "[LoopsMailingList(\"a\")] bool? News" },
        { "[LoopsIgnore, LoopsProperty(\"news\")] string {|LOOPS020:News|}", "[LoopsIgnore] string News" },
        { "[LoopsMailingList(\"a\")] [LoopsIgnore] bool? {|LOOPS020:News|}", "[LoopsIgnore] bool? News" },
        { "[LoopsIgnore] [LoopsUserId] int {|LOOPS020:Id|}", "[LoopsIgnore] int Id" },
        { "[LoopsIgnore, LoopsFrom(\"$.traits.id\")] string {|LOOPS020:Login|}", "[LoopsIgnore] string Login" },
        { "[LoopsUserId, LoopsMailingList(\"a\")] int {|LOOPS020:Id|}", "[LoopsUserId] int Id" },
        { "[LoopsUserId, LoopsContactProperty] int {|LOOPS020:Id|}", "[LoopsUserId] int Id" },
        { "[LoopsContactProperty(\"a\"), LoopsProperty(\"b\")] string {|LOOPS020:Name|}", "[LoopsContactProperty(\"a\")] string Name" },
        { "[LoopsUserId] [property: LoopsProperty(\"key\")] int {|LOOPS020:Id|}", "[LoopsUserId] int Id" },
    };

    [Theory]
    [MemberData(nameof(Conflicts))]
    public Task Annotations_that_contradict_each_other_are_reported_and_one_is_kept(string member, string @fixed)
    {
        const string Body = "{ public static int Twice(int value) => 2 * value; }";
        return Rule.FixesAsync<ConflictFix>(0, null, Contact($"string Email, {member}", "User", Body), Contact($"string Email, {@fixed}", "User", Body));
    }

    [Theory]
    [InlineData("[LoopsUserId, LoopsProperty(Convert = nameof(User.Twice))] int Id")]
    [InlineData("[LoopsIdempotencyKey, LoopsProperty(\"order\")] int Number")]
    [InlineData("[LoopsContactProperty(\"a\"), LoopsProperty(\"a\")] string Name")]
    [InlineData("[LoopsContactProperty, LoopsProperty(Nulls = LoopsNulls.Clear)] string? Name")]
    [InlineData("[LoopsFrom(\"$.traits.plan_name\"), LoopsProperty(\"plan\")] string? Plan")]
    [InlineData("[LoopsIgnore] [property: System.Text.Json.Serialization.JsonIgnore] string Name")]
    public Task Annotations_that_go_together_are_not(string member)
        => Rule.ReportsAsync(Contact($"string Email, {member}", "User", "{ public static int Twice(int value) => 2 * value; }"));

    [Fact]
    public Task A_member_with_a_conflict_costs_its_class_no_second_message() => Rule.ReportsAsync(
        "using LoopsMapping;\n[LoopsContact]\npublic sealed record User([LoopsEmail, LoopsProperty(\"mail\")] string {|LOOPS020:Mail|}, string Name);\n");

    private static string Contact(string parameters, string name = "User", string body = ";") => $"""
        using LoopsMapping;
        [LoopsContact]
        public sealed record {name}({parameters}){body}
        [LoopsDestination]
        public partial class AppLoops;
        """;

    private static string Event(string parameters, string annotation = "LoopsEvent(\"Seen\")") => $"""
        using LoopsMapping;
        [{annotation}]
        public sealed record Seen({parameters});
        [LoopsDestination]
        public partial class AppLoops;
        """;
}
