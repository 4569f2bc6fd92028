namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>LOOPS015: what a transactional email lacks, and what it cannot be filled in with.</summary>
public sealed class TransactionalRuleTests
{
    [Theory]
    [InlineData("{|LOOPS015:LoopsTransactional|}")]
    [InlineData("{|LOOPS015:LoopsTransactional(\" \")|}")]
    [InlineData("{|LOOPS015:LoopsTransactional(AddToAudience = true)|}")]
    public Task A_missing_id_is_reported_on_the_annotation(string annotation) => Rule.ReportsAsync(Source("string Email", annotation));

    [Theory]
    [InlineData("string Name")]
    [InlineData("string UserId")]
    [InlineData("[LoopsUserId] string Id")]
    [InlineData("[LoopsProperty(\"to\")] string Email")]
    public Task A_missing_recipient_is_reported_on_the_class(string parameters) => Rule.ReportsAsync(Source(parameters, name: "{|LOOPS015:Hello|}"));

    [Theory]
    [InlineData("bool {|LOOPS015:Value|}")]
    [InlineData("bool? {|LOOPS015:Value|}")]
    [InlineData("object {|LOOPS015:Value|}")]
    [InlineData("string[] {|LOOPS015:Value|}")]
    [InlineData("List<int> {|LOOPS015:Value|}")]
    [InlineData("Dictionary<string, string> {|LOOPS015:Value|}")]
    [InlineData("Dictionary<string, bool> {|LOOPS015:MailingLists|}")]
    [InlineData("[LoopsCustomAttributes] Dictionary<string, LoopsValue> {|LOOPS015:Value|}")]
    [InlineData("[LoopsMailingList(\"a\")] bool? {|LOOPS015:Value|}")]
    [InlineData("TimeSpan {|LOOPS015:Value|}")]
    [InlineData("Line {|LOOPS015:Value|}")]
    [InlineData("List<(string Name, int Count)> {|LOOPS015:Value|}")]
    [InlineData("List<List<Line>> {|LOOPS015:Value|}")]
    [InlineData("Line[,] {|LOOPS015:Value|}")]
    [InlineData("[LoopsProperty(Convert = \"Missing\")] string {|LOOPS015:Value|}")]
    [InlineData("[LoopsProperty(\"two words\")] string {|LOOPS015:Value|}")]
    [InlineData("[LoopsProperty(\"dotted.name\")] string {|LOOPS015:Value|}")]
    [InlineData("string {|LOOPS015:Größe|}")]
    public Task What_cannot_be_a_data_variable_is_reported_on_the_member_and_never_as_LOOPS005(string parameter) => Rule.ReportsAsync(Source($"string Email, {parameter}"));

    [Theory]
    [InlineData("int {|LOOPS015:Email|}")]
    [InlineData("[LoopsEmail] Guid {|LOOPS015:To|}, string Name")]
    public Task A_recipient_of_another_type_is_reported_once(string parameters) => Rule.ReportsAsync(Source(parameters));

    [Theory]
    [InlineData("string Id, string TeamId, DateTime UpdatedAt, DateOnly? Day, Guid Key, Uri Link, char Grade, DayOfWeek Start, double Rate")]
    [InlineData("string PasswordHash, string ResetToken")]
    [InlineData("[LoopsProperty(\"a-b_C9\")] string Value")]
    [InlineData("[LoopsProperty(Format = \"hh\")] TimeSpan Value")]
    [InlineData("List<Line>? Lines, Line[] More, IReadOnlyList<LoopsAttachment> Files")]
    [InlineData("[LoopsIgnore] bool Value")]
    public Task What_can_is_not(string parameters) => Rule.ReportsAsync(Source($"string Email, {parameters}"));

    [Fact]
    public Task The_objects_of_a_list_have_their_mistakes_where_they_are() => Rule.ReportsAsync("""
        using System.Collections.Generic;
        using LoopsMapping;
        public class Base { public object? {|LOOPS015:Tag|} { get; set; } public string? Name { get; set; } }
        public class Line : Base
        {
            public bool {|LOOPS015:IsOpen|} { get; set; }
            public List<Line>? {|LOOPS015:Inner|} { get; set; }
            [LoopsProperty("a b")] public string? {|LOOPS015:Note|} { get; set; }
            [LoopsProperty("name")] public string? {|LOOPS004:Title|} { get; set; }
            [LoopsIgnore, LoopsProperty] public string? {|LOOPS020:Both|} { get; set; }
            public decimal {|LOOPS012:Price|} { get; set; }
            [LoopsIgnore] public bool Hidden { get; set; }
        }
        [LoopsTransactional("t1")]
        public sealed record Order(string Email, IEnumerable<Line> Lines);
        [LoopsDestination]
        public partial class AppLoops
        {
            public System.Threading.Tasks.Task Send() => SendAsync(new Order("a@b.co", []));
        }
        """);

    [Fact]
    public Task Attachments_go_with_emails_alone_and_once() => Rule.ReportsAsync("""
        using LoopsMapping;
        [LoopsContact]
        public sealed record User(string Email, LoopsAttachment[] {|LOOPS005:Files|});
        [LoopsTransactional("t1")]
        public sealed record Report(string Email, LoopsAttachment[] Files, LoopsAttachment[] {|LOOPS004:More|});
        """);

    private static string Source(string parameters, string annotation = "LoopsTransactional(\"t1\")", string name = "Hello") => $$"""
        using System;
        using System.Collections.Generic;
        using LoopsMapping;
        public sealed record Line(string Name, int Count);
        [{{annotation}}]
        public sealed record {{name}}({{parameters}});
        [LoopsDestination]
        public partial class AppLoops;
        """;
}
