using LoopsMapping.CodeFixes;

namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>The fix of LOOPS006.</summary>
public sealed class ReservedNameFixTests
{
    private const string MarkUserId = "Mark it as the user id with [LoopsUserId]";
    private const string MarkEmail = "Mark it as the email with [LoopsEmail]";
    private const string LeaveOut = "Leave it out with [LoopsIgnore]";

    [Theory]
    [InlineData("string")]
    [InlineData("int")]
    [InlineData("long?")]
    [InlineData("decimal")]
    [InlineData("System.Guid")]
    [InlineData("System.Uri")]
    [InlineData("System.DayOfWeek")]
    public Task An_Id_becomes_the_user_id(string type) => Rule.FixesAsync<ReservedNameFix>(MarkUserId,
        Contact($"public sealed record User({type} {{|LOOPS006:Id|}}, string Email);"),
        Contact($"public sealed record User([LoopsUserId] {type} Id, string Email);"));

    [Theory]
    [InlineData("bool")]
    [InlineData("System.DateTime")]
    [InlineData("object")]
    [InlineData("System.Collections.Generic.Dictionary<string, bool>")]
    public Task An_Id_that_can_be_no_user_id_is_left_out(string type) => Rule.FixesAsync<ReservedNameFix>(LeaveOut,
        Contact($"public sealed record User({type} {{|LOOPS006:Id|}}, string Email);"),
        Contact($"public sealed record User([LoopsIgnore] {type} Id, string Email);"));

    [Fact]
    public Task An_Id_beside_a_user_id_is_left_out() => Rule.FixesAsync<ReservedNameFix>(LeaveOut,
        Contact("public sealed record User(int {|LOOPS006:Id|}, string UserId, string Email);"),
        Contact("public sealed record User([LoopsIgnore] int Id, string UserId, string Email);"));

    [Fact]
    public Task An_Id_can_be_left_out_by_choice() => Rule.FixesAsync<ReservedNameFix>(1, LeaveOut,
        Contact("public sealed record User(int {|LOOPS006:Id|}, string Email);"),
        Contact("public sealed record User([LoopsIgnore] int Id, string Email);"));

    [Theory]
    [InlineData("string {|LOOPS006:ListId|}", "[LoopsIgnore] string ListId")]
    [InlineData("DateTime {|LOOPS006:UpdatedAt|}", "[LoopsIgnore] DateTime UpdatedAt")]
    [InlineData("[LoopsProperty(\"teamId\")] string {|LOOPS006:Team|}", "[LoopsIgnore] string Team")]
    [InlineData("[Obsolete, LoopsContactProperty(\"optInStatus\")] string {|LOOPS006:Status|}", "[Obsolete, LoopsIgnore] string Status")]
    public Task Other_reserved_names_are_left_out(string member, string @fixed) => Rule.FixesAsync<ReservedNameFix>(LeaveOut,
        Contact($"public sealed record User(string Email, {member.Replace("Obsolete", "property: Obsolete", StringComparison.Ordinal)});"),
        Contact($"public sealed record User(string Email, {@fixed.Replace("Obsolete", "property: Obsolete", StringComparison.Ordinal)});"));

    [Theory]
    [InlineData("[LoopsProperty(\"id\")] Guid {|LOOPS006:Key|}", "[LoopsUserId] Guid Key", MarkUserId)]
    [InlineData("[LoopsProperty] Guid {|LOOPS006:Id|}", "[LoopsUserId] Guid Id", MarkUserId)]
    public Task An_annotation_that_caused_it_gives_way(string member, string @fixed, string title) => Rule.FixesAsync<ReservedNameFix>(title,
        Contact($"public sealed record User({member}, string Email);"),
        Contact($"public sealed record User({@fixed}, string Email);"));

    [Theory]
    [InlineData("[LoopsContactProperty(\"email\")] string {|LOOPS006:Mail|}", "[LoopsEmail] string Mail", MarkEmail)]
    [InlineData("[LoopsContactProperty] string {|LOOPS006:Email|}", "[LoopsEmail] string Email", MarkEmail)]
    [InlineData("[LoopsContactProperty(\"userId\")] int {|LOOPS006:Key|}, string Email", "[LoopsUserId] int Key, string Email", MarkUserId)]
    [InlineData("[LoopsContactProperty] int {|LOOPS006:Id|}, string Email", "[LoopsUserId] int Id, string Email", MarkUserId)]
    [InlineData("[LoopsContactProperty(\"email\")] string {|LOOPS006:Mail|}, string Email", "[LoopsIgnore] string Mail, string Email", LeaveOut)]
    [InlineData("[LoopsContactProperty(\"email\")] int {|LOOPS006:Mail|}, string UserId, [LoopsEmail] string Address", "[LoopsIgnore] int Mail, string UserId, [LoopsEmail] string Address", LeaveOut)]
    [InlineData("[LoopsContactProperty(\"eventName\")] string {|LOOPS006:Name|}, string Email", "[LoopsIgnore] string Name, string Email", LeaveOut)]
    [InlineData("[LoopsContactProperty] string {|LOOPS006:MailingLists|}, string Email", "[LoopsIgnore] string MailingLists, string Email", LeaveOut)]
    public Task On_an_event_an_identifier_among_the_contact_properties_becomes_one(string members, string @fixed, string title) => Rule.FixesAsync<ReservedNameFix>(title,
        $"using LoopsMapping;\n[LoopsEvent(\"Seen\")]\npublic sealed record Seen({members});\n[LoopsDestination]\npublic partial class AppLoops;\n",
        $"using LoopsMapping;\n[LoopsEvent(\"Seen\")]\npublic sealed record Seen({@fixed});\n[LoopsDestination]\npublic partial class AppLoops;\n");

    [Fact]
    public Task Fix_all_repairs_each_member_in_its_way() => Rule.FixesAsync<ReservedNameFix>(0, null,
        """
        using LoopsMapping;
        namespace App
        {
            [LoopsContact]
            public class User
            {
                public string? {|LOOPS006:ListId|} { get; set; }

                /// <summary>The key.</summary>
                public int {|LOOPS006:Id|} { get; set; }
                [LoopsProperty("teamId")]
                public string? {|LOOPS006:Team|} { get; set; }
                public string? Email { get; set; }
            }
            [LoopsContact]
            public sealed record Person(
                string Email,
                int {|LOOPS006:Id|},
                string {|LOOPS006:TeamId|});
        }
        """,
        """
        using LoopsMapping;
        namespace App
        {
            [LoopsContact]
            public class User
            {
                [LoopsIgnore]
                public string? ListId { get; set; }

                /// <summary>The key.</summary>
                [LoopsUserId]
                public int Id { get; set; }
                [LoopsIgnore]
                public string? Team { get; set; }
                public string? Email { get; set; }
            }
            [LoopsContact]
            public sealed record Person(
                string Email,
                [LoopsUserId] int Id,
                [LoopsIgnore] string TeamId);
        }
        """);

    [Fact]
    public Task An_Id_of_a_base_class_asks_the_classes_below() => Rule.FixesAsync(
        new RuleTest<ReservedNameFix>(
            """
            using LoopsMapping;
            public abstract class Entity
            {
                public int {|LOOPS006:Id|} { get; set; }
            }
            [LoopsContact]
            public class User : Entity
            {
                public string? Email { get; set; }
            }
            public abstract class Row
            {
                public int {|LOOPS006:Id|} { get; set; }
            }
            [LoopsContact]
            public class Person : Row
            {
                public string? UserId { get; set; }
                public string? Email { get; set; }
            }
            """)
        {
            ReportsInBaseClass = true,
        },
        0, null,
        """
        using LoopsMapping;
        public abstract class Entity
        {
            [LoopsUserId]
            public int Id { get; set; }
        }
        [LoopsContact]
        public class User : Entity
        {
            public string? Email { get; set; }
        }
        public abstract class Row
        {
            [LoopsIgnore]
            public int Id { get; set; }
        }
        [LoopsContact]
        public class Person : Row
        {
            public string? UserId { get; set; }
            public string? Email { get; set; }
        }
        """);

    private static string Contact(string record) => $"""
        using System;
        using LoopsMapping;
        [LoopsContact]
        {record}
        [LoopsDestination]
        public partial class AppLoops;
        """;
}
