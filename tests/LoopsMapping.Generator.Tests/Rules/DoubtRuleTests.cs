using LoopsMapping.CodeFixes;

namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>LOOPS010, LOOPS021 and LOOPS023: what can be sent, and is perhaps not meant.</summary>
public sealed class DoubtRuleTests
{
    [Theory]
    [InlineData("bool {|LOOPS010:Subscribed|}")]
    [InlineData("[LoopsProperty(\"subscribed\")] bool {|LOOPS010:WantsMail|}")]
    [InlineData("[LoopsMailingList(\"l1\")] bool {|LOOPS023:News|}")]
    [InlineData("string {|LOOPS021:PasswordHash|}")]
    [InlineData("string? {|LOOPS021:SecurityStamp|}")]
    [InlineData("System.Guid {|LOOPS021:AccessToken|}")]
    [InlineData("string {|LOOPS021:refreshTokens|}")]
    [InlineData("string {|LOOPS021:ApiKey|}")]
    [InlineData("string {|LOOPS021:APIKey|}")]
    [InlineData("string {|LOOPS021:SSN|}")]
    [InlineData("string {|LOOPS021:Iban|}")]
    [InlineData("[LoopsProperty] string {|LOOPS021:Salt|}")]
    [InlineData("int {|LOOPS021:CustomerSsn|}")]
    [InlineData("uint? {|LOOPS021:Token|}")]
    public Task A_contact_member_that_is_perhaps_not_meant_is_reported(string parameter) => Rule.ReportsAsync(Contact(parameter));

    [Theory]
    [InlineData("bool? Subscribed")]
    [InlineData("[LoopsIgnore] bool Subscribed")]
    [InlineData("bool IsSubscribed")]
    [InlineData("[LoopsMailingList(\"l1\")] bool? News")]
    [InlineData("[LoopsIgnore] string PasswordHash")]
    [InlineData("[LoopsProperty(\"giftToken\")] string GiftToken")]
    [InlineData("string Hashtag")]
    [InlineData("string TimeStamp")]
    [InlineData("string Timestamp")]
    [InlineData("string Stampede")]
    [InlineData("int TokenCount")]
    [InlineData("bool HasPassword")]
    [InlineData("System.DateTime PasswordChangedAt")]
    [InlineData("string Monkey")]
    public Task A_contact_member_that_is_meant_is_not(string parameter) => Rule.ReportsAsync(Contact(parameter));

    [Fact]
    public Task An_event_may_set_a_list_and_not_send_a_secret() => Rule.ReportsAsync(
        """
        using LoopsMapping;
        [LoopsEvent("Joined")]
        public sealed record Joined(string Email, [LoopsMailingList("l1")] bool News, string {|LOOPS021:ResetToken|}, [LoopsContactProperty] bool {|LOOPS010:Subscribed|});
        """);

    [Fact]
    public Task An_Identity_user_annotated_in_haste_sends_no_hash_stamp_or_token_without_a_warning() => Rule.ReportsAsync(
        """
        using LoopsMapping;
        public class IdentityUser
        {
            [LoopsUserId] public string Id { get; set; } = "";
            public string? UserName { get; set; }
            public string? Email { get; set; }
            public string? {|LOOPS021:PasswordHash|} { get; set; }
            public string? {|LOOPS021:SecurityStamp|} { get; set; }
            public string? {|LOOPS021:ConcurrencyStamp|} { get; set; }
        }
        [LoopsContact]
        public sealed class User : IdentityUser
        {
            public string? {|LOOPS021:ResetToken|} { get; set; }
        }
        """);

    [Fact]
    public Task A_bool_becomes_nullable() => Rule.FixesAsync<MakeNullableFix>("Make it 'bool?'",
        """
        using LoopsMapping;
        [LoopsContact]
        public sealed record User(string Email, bool {|LOOPS010:Subscribed|}, [LoopsMailingList("l1")] bool {|LOOPS023:News|});
        [LoopsContact]
        public sealed class Lead
        {
            public string? Email { get; set; }
            public bool {|LOOPS010:Subscribed|} { get; set; }
        }
        """,
        """
        using LoopsMapping;
        [LoopsContact]
        public sealed record User(string Email, bool? Subscribed, [LoopsMailingList("l1")] bool? News);
        [LoopsContact]
        public sealed class Lead
        {
            public string? Email { get; set; }
            public bool? Subscribed { get; set; }
        }
        """);

    [Fact]
    public Task A_secret_is_left_out() => Rule.FixesAsync<LeaveOutFix>("Leave it out with [LoopsIgnore]",
        """
        using LoopsMapping;
        [LoopsContact]
        public sealed record User(string Email, string {|LOOPS021:PasswordHash|}, string {|LOOPS021:Token|});
        """,
        """
        using LoopsMapping;
        [LoopsContact]
        public sealed record User(string Email, [LoopsIgnore] string PasswordHash, [LoopsIgnore] string Token);
        """);

    [Theory]
    [InlineData("string {|LOOPS021:GiftToken|}", "[LoopsProperty(\"giftToken\")] string GiftToken")]
    [InlineData("[LoopsProperty] string {|LOOPS021:GiftToken|}", "[LoopsProperty(\"giftToken\")] string GiftToken")]
    [InlineData("[LoopsProperty(Format = \"D\", Nulls = LoopsNulls.Clear)] System.Guid? {|LOOPS021:Token|}", "[LoopsProperty(\"token\", Format = \"D\", Nulls = LoopsNulls.Clear)] System.Guid? Token")]
    [InlineData("[LoopsFrom(\"$.traits.t\")] string {|LOOPS021:Token|}", "[LoopsProperty(\"token\")][LoopsFrom(\"$.traits.t\")] string Token")]
    public Task A_secret_that_is_none_is_named(string parameter, string @fixed) => Rule.FixesAsync<LeaveOutFix>(1, null, Contact(parameter), Contact(@fixed));

    private static string Contact(string parameter) => $$"""
        using LoopsMapping;
        [LoopsContact]
        public sealed record User(string Email, {{parameter}});
        """;
}
