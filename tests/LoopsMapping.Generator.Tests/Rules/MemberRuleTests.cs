namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>LOOPS004, LOOPS005 and LOOPS006: a name once, a type that Loops has, no name that Loops keeps.</summary>
public sealed class MemberRuleTests
{
    [Theory]
    [InlineData("string Mail, [LoopsProperty(\"mail\")] string {|LOOPS004:Address|}")]
    [InlineData("[LoopsProperty(\"color\")] string A, [LoopsProperty(\"color\")] string {|LOOPS004:B|}")]
    [InlineData("[LoopsEmail] string Mail, [LoopsProperty(\"email\")] string {|LOOPS004:Address|}")]
    [InlineData("[LoopsUserId] int Id, string {|LOOPS004:UserId|}")]
    [InlineData("[LoopsProperty(\"c\")] string A, [LoopsProperty(\"c\")] string {|LOOPS004:B|}, [LoopsProperty(\"c\")] string {|LOOPS004:C|}")]
    public Task A_name_that_another_member_has_is_reported_on_the_second(string parameters) => Rule.ReportsAsync(Contact(parameters));

    [Theory]
    [InlineData("string Color, [LoopsProperty(\"Color\")] string Colour")]
    [InlineData("string Color, [LoopsIgnore] string color")]
    [InlineData("string Mail, [LoopsMailingList(\"mail\")] bool? News")]
    [InlineData("[LoopsMailingList(\"a\")] bool? News, [LoopsMailingList(\"b\")] bool? Offers")]
    public Task Names_that_differ_are_not_reported(string parameters) => Rule.ReportsAsync(Contact(parameters));

    [Fact]
    public Task The_contact_and_the_event_may_each_have_the_name() => Rule.ReportsAsync(Event("[LoopsContactProperty(\"plan\")] string NewPlan, string Plan"));

    [Fact]
    public Task A_member_that_hides_or_overrides_another_is_no_second_one() => Rule.ReportsAsync(
        """
        using LoopsMapping;
        public class Base
        {
            public virtual string? Email { get; set; }
            public int Score { get; set; }
        }
        [LoopsContact]
        public class User : Base
        {
            public override string? Email { get; set; }
            public new string? Score { get; set; }
        }
        """);

    [Theory]
    [InlineData("int[] {|LOOPS005:Value|}")]
    [InlineData("List<string> {|LOOPS005:Value|}")]
    [InlineData("object {|LOOPS005:Value|}")]
    [InlineData("TimeSpan {|LOOPS005:Value|}")]
    [InlineData("TimeOnly? {|LOOPS005:Value|}")]
    [InlineData("Person {|LOOPS005:Value|}")]
    [InlineData("(int, int) {|LOOPS005:Value|}")]
    [InlineData("Dictionary<string, bool> {|LOOPS005:Value|}")]
    [InlineData("Dictionary<string, int> {|LOOPS005:MailingLists|}")]
    [InlineData("string {|LOOPS005:MailingLists|}")]
    [InlineData("[LoopsProperty(\"v\")] byte[] {|LOOPS005:Value|}")]
    public Task A_type_that_Loops_does_not_have_is_reported_on_the_member(string parameter)
        => Task.WhenAll(Rule.ReportsAsync(Contact(parameter)), Rule.ReportsAsync(Event(parameter)));

    [Theory]
    [InlineData("int {|LOOPS005:Email|}, string UserId")]
    [InlineData("string Email, bool {|LOOPS005:UserId|}")]
    [InlineData("string Email, DateTime {|LOOPS005:UserId|}")]
    [InlineData("[LoopsEmail] Guid {|LOOPS005:Mail|}, string UserId")]
    public Task A_type_that_an_identifier_cannot_have_is_reported(string parameters) => Rule.ReportsAsync(
        $"using System;\nusing LoopsMapping;\n[LoopsContact]\npublic sealed record User({parameters});");

    [Theory]
    [InlineData("string Value")]
    [InlineData("char? Value")]
    [InlineData("Guid Value")]
    [InlineData("Uri? Value")]
    [InlineData("DayOfWeek? Value")]
    [InlineData("byte Value")]
    [InlineData("double Value")]
    [InlineData("bool? Value")]
    [InlineData("DateTime Value")]
    [InlineData("DateTimeOffset? Value")]
    [InlineData("DateOnly Value")]
    [InlineData("Dictionary<string, bool>? MailingLists")]
    [InlineData("IReadOnlyDictionary<string, bool> MailingLists")]
    [InlineData("[LoopsIgnore] int[] Value")]
    [InlineData("[property: System.Text.Json.Serialization.JsonIgnore] object Value")]
    public Task A_type_that_Loops_has_is_not_reported(string parameter)
        => Task.WhenAll(Rule.ReportsAsync(Contact(parameter)), Rule.ReportsAsync(Event(parameter)));

    [Theory]
    [InlineData("string {|LOOPS006:Id|}")]
    [InlineData("string {|LOOPS006:ListId|}")]
    [InlineData("string {|LOOPS006:SoftDeleteAt|}")]
    [InlineData("string {|LOOPS006:TeamId|}")]
    [InlineData("DateTime {|LOOPS006:UpdatedAt|}")]
    [InlineData("string {|LOOPS006:OptInStatus|}")]
    [InlineData("[LoopsProperty(\"id\")] int {|LOOPS006:Key|}")]
    [InlineData("[LoopsProperty] int {|LOOPS006:Id|}")]
    [InlineData("object {|LOOPS006:Id|}")]
    public Task A_contact_property_of_a_reserved_name_is_reported(string parameter) => Rule.ReportsAsync(Contact(parameter));

    [Theory]
    [InlineData("string UserID")]
    [InlineData("string EventName")]
    [InlineData("string EventProperties")]
    [InlineData("[LoopsProperty(\"key\")] string Id")]
    [InlineData("[LoopsProperty(\"Id\")] string Key")]
    [InlineData("[LoopsUserId] string Id")]
    [InlineData("[LoopsIgnore] string Id")]
    public Task Other_names_of_contact_properties_are_not_reported(string parameter) => Rule.ReportsAsync(Contact(parameter));

    [Theory]
    [InlineData("[LoopsContactProperty] string {|LOOPS006:Id|}")]
    [InlineData("[LoopsContactProperty(\"teamId\")] string {|LOOPS006:Team|}")]
    [InlineData("[LoopsContactProperty(\"email\")] string {|LOOPS006:Mail|}")]
    [InlineData("[LoopsContactProperty(\"userId\")] string {|LOOPS006:Key|}")]
    [InlineData("[LoopsContactProperty(\"eventName\")] string {|LOOPS006:Name|}")]
    [InlineData("[LoopsContactProperty] string {|LOOPS006:EventProperties|}")]
    [InlineData("[LoopsContactProperty(\"mailingLists\")] string {|LOOPS006:Lists|}")]
    public Task An_event_s_contact_property_may_not_overwrite_what_the_request_says(string parameter) => Rule.ReportsAsync(Event(parameter));

    [Theory]
    [InlineData("string Id")]
    [InlineData("string ListId, DateTime UpdatedAt, string TeamId, string OptInStatus, string EventName")]
    [InlineData("[LoopsContactProperty] string FirstName")]
    public Task In_event_properties_every_name_is_allowed(string parameters) => Rule.ReportsAsync(Event(parameters));

    [Fact]
    public Task Of_another_assembly_s_base_class_only_well_known_names_are_looked_at() => Rule.ReportsAsync(
        """
        using LoopsMapping;
        public abstract class Failure : System.Exception;
        [LoopsContact]
        public class User : Failure
        {
            public string? Email { get; set; }
        }
        public abstract class Item : System.Threading.Tasks.Task
        {
            protected Item() : base(static () => { }) { }
        }
        [LoopsContact]
        public class {|LOOPS001:Person|} : Item
        {
            public string? Name { get; set; }
        }
        """);

    private static string Contact(string parameters) => Source("LoopsContact", $"string Email, {parameters}");

    private static string Event(string parameters) => Source("LoopsEvent(\"Seen\")", $"string Email, {parameters}");

    private static string Source(string annotation, string parameters) => $$"""
        using System;
        using System.Collections.Generic;
        using LoopsMapping;
        [{{annotation}}]
        public sealed record Sent({{(parameters.Contains("[LoopsEmail]", StringComparison.Ordinal) ? parameters["string Email, ".Length..] : parameters)}});
        public sealed record Person(string Name);
        [LoopsDestination]
        public partial class AppLoops;
        """;
}
