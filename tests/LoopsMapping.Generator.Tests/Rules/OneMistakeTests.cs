namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>One mistake is one message; two mistakes are two.</summary>
public sealed class OneMistakeTests
{
    [Theory]
    [InlineData("string {|LOOPS006:Id|}, string Name")]
    [InlineData("[LoopsProperty(\"id\")] int {|LOOPS006:Key|}")]
    [InlineData("int {|LOOPS005:Email|}")]
    [InlineData("[LoopsUserId] bool {|LOOPS005:Key|}")]
    [InlineData("bool {|LOOPS005:UserId|}, string {|LOOPS006:Id|}")]
    public Task A_contact_whose_identifier_has_a_mistake_is_not_said_to_have_none(string parameters) => Rule.ReportsAsync(
        $"using LoopsMapping;\n[LoopsContact]\npublic sealed record User({parameters});");

    [Theory]
    [InlineData("int {|LOOPS006:Id|}, string Email")]
    [InlineData("[LoopsUserId, LoopsProperty(\"a\")] int {|LOOPS020:Id|}, string Email")]
    [InlineData("bool {|LOOPS005:UserId|}, string Email")]
    [InlineData("string UserId, int {|LOOPS005:Email|}")]
    public Task A_contact_whose_identifier_has_a_mistake_costs_its_events_no_message(string parameters) => Rule.ReportsAsync(
        $"using LoopsMapping;\n[LoopsContact]\npublic sealed record User({parameters});\n[LoopsEvent(\"Seen\")]\npublic sealed record Seen(string UserId);\n[LoopsEvent(\"Left\")]\npublic sealed record Left(string Email);\n[LoopsDestination]\npublic partial class AppLoops;");

    [Theory]
    [InlineData("bool {|LOOPS005:UserId|}, string Email")]
    [InlineData("string UserId, [LoopsEmail] int {|LOOPS005:Mail|}")]
    public Task An_event_whose_identifier_has_a_mistake_has_no_other_message(string parameters) => Rule.ReportsAsync(
        $"using LoopsMapping;\n[LoopsContact]\npublic sealed record User(string UserId, string Email);\n[LoopsEvent(\"Seen\")]\npublic sealed record Seen({parameters});");

    [Fact]
    public Task Other_reserved_names_are_no_identifier() => Rule.ReportsAsync(
        """
        using LoopsMapping;
        [LoopsContact]
        public sealed record {|LOOPS001:User|}(string {|LOOPS006:TeamId|}, int[] {|LOOPS005:Scores|});
        """);

    [Fact]
    public Task An_event_that_lacks_name_and_identifier_gets_both_messages() => Rule.ReportsAsync(
        """
        using LoopsMapping;
        [{|LOOPS002:LoopsEvent|}]
        public sealed record {|LOOPS003:Seen|}(string Page);
        """);

    [Fact]
    public Task An_event_that_lacks_an_identifier_is_not_told_to_add_an_email() => Rule.ReportsAsync(
        """
        using LoopsMapping;
        [LoopsEvent("Seen")]
        public sealed record {|LOOPS003:Seen|}(string Page);
        [LoopsEvent("Left")]
        public sealed record Left([LoopsContactProperty("userId")] string {|LOOPS006:Key|});
        """);

    [Fact]
    public Task A_type_that_cannot_be_used_gets_no_other_message() => Rule.ReportsAsync(
        """
        using LoopsMapping;
        public class Outer
        {
            [LoopsEvent]
            private sealed record {|LOOPS019:Seen|}(int Id, int[] Scores);
        }
        [LoopsContact]
        public sealed record {|LOOPS019:User|}<T>(int Id, T[] Scores);
        """);

    [Fact]
    public Task A_type_with_two_annotations_that_cannot_be_used_is_reported_once() => Rule.ReportsAsync(
        """
        using LoopsMapping;
        [LoopsContact]
        [LoopsEvent]
        public interface {|LOOPS019:IUser|};
        """);

    [Fact]
    public Task A_member_of_a_base_class_is_reported_once_for_all_that_inherit_it() => Rule.ReportsAsync(
        """
        using LoopsMapping;
        public abstract class Base
        {
            public string? Email { get; set; }
            public int[]? {|LOOPS005:Scores|} { get; set; }
            public string? {|LOOPS006:TeamId|} { get; set; }
        }
        [LoopsContact]
        public class User : Base;
        [LoopsContact]
        public class Admin : Base;
        [LoopsEvent("Seen")]
        public class Seen : Base;
        """);

    [Fact]
    public Task A_parameter_of_a_base_record_is_reported_in_its_own_file() => Rule.ReportsAsync(
        """
        using LoopsMapping;
        [LoopsContact]
        public sealed record User(string Email) : Base(new int[0]);
        [LoopsContact]
        public sealed record Admin(string Email) : Base(new int[0]);
        """,
        "public abstract record Base(int[] {|LOOPS005:Scores|});");

    [Fact]
    public Task A_type_that_does_not_exist_is_the_compiler_s_to_report() => Rule.ReportsAsync(
        """
        using LoopsMapping;
        [LoopsContact]
        public sealed record User(string Email, {|CS0246:Plan|} Plan);
        """);

    [Fact]
    public Task A_contact_and_event_class_reports_a_member_once() => Rule.ReportsAsync(
        """
        using LoopsMapping;
        [LoopsContact]
        [LoopsEvent("Seen")]
        public sealed record Seen(string Email, int[] {|LOOPS005:Scores|});
        """);
}
