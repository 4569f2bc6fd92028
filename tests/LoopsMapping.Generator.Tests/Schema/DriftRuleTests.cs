namespace LoopsMapping.Generator.Tests.Schema;

/// <summary>LOOPS030 to LOOPS037: what a class sends, and what the account has by its schema file.</summary>
public sealed class DriftRuleTests
{
    [Theory]
    [InlineData("string {|LOOPS030:FavouriteColor|}")]
    [InlineData("string {|LOOPS030:Planet|}")]
    [InlineData("[LoopsProperty({|LOOPS030:\"favoritecolor\"|})] string Color")]
    [InlineData("[LoopsContactProperty({|LOOPS030:\"colour\"|})] string FavoriteColor")]
    [InlineData("[LoopsProperty({|LOOPS030:Names.Color|})] string Color")]
    [InlineData("int {|LOOPS031:FavoriteColor|}")]
    [InlineData("bool {|LOOPS031:FavoriteColor|}")]
    [InlineData("string {|LOOPS031:Seats|}")]
    [InlineData("System.DateTime {|LOOPS031:Seats|}")]
    [InlineData("[LoopsProperty(Format = \"D\")] int {|LOOPS031:Seats|}")]
    [InlineData("string {|LOOPS031:IsTrial|}")]
    [InlineData("int {|LOOPS031:RenewsAt|}")]
    [InlineData("bool? {|LOOPS031:RenewsAt|}")]
    [InlineData("System.Guid {|LOOPS031:RenewsAt|}")]
    [InlineData("int {|LOOPS031:FirstName|}")]
    [InlineData("string {|LOOPS031:Subscribed|}")]
    [InlineData("[LoopsMailingList({|LOOPS035:\"cm06f5v0e45nf0ml5754o9cxi\"|})] bool? News")]
    [InlineData("[LoopsMailingList({|LOOPS035:\"Newsletter\"|})] bool? News")]
    [InlineData("[LoopsMailingList({|LOOPS035:Names.List|})] bool? News")]
    public Task A_contact_member_that_the_account_does_not_know_is_reported(string parameter) => Drift.ReportsAsync(Contact(parameter));

    [Theory]
    [InlineData("string FavoriteColor")]
    [InlineData("System.Uri FavoriteColor")]
    [InlineData("System.Guid? FavoriteColor")]
    [InlineData("System.DayOfWeek FavoriteColor")]
    [InlineData("char FavoriteColor")]
    [InlineData("System.DateOnly FavoriteColor")]
    [InlineData("[LoopsProperty(Format = \"D\")] int FavoriteColor")]
    [InlineData("double? Seats")]
    [InlineData("[LoopsProperty(\"seats\")] ulong? {|LOOPS012:Places|}")]
    [InlineData("bool? IsTrial")]
    [InlineData("System.DateTimeOffset RenewsAt")]
    [InlineData("string RenewsAt")]
    [InlineData("long {|LOOPS012:RenewsAt|}")]
    [InlineData("[LoopsProperty(Format = \"yyyy-MM-dd\")] System.DateTime RenewsAt")]
    [InlineData("string? LastName, string? Source, string? UserGroup, System.DateTime CreatedAt")]
    [InlineData("[LoopsIgnore] string FavouriteColor")]
    [InlineData("int {|LOOPS006:TeamId|}")]
    [InlineData("object {|LOOPS005:Unknown|}")]
    [InlineData("string {|LOOPS021:PasswordHash|}")]
    [InlineData("[LoopsUserId] int Number")]
    [InlineData("[LoopsMailingList(\"cm06f5v0e45nf0ml5754o9cix\")] bool? News")]
    [InlineData("[LoopsMailingList(Names.Newsletter)] bool? News")]
    [InlineData("System.Collections.Generic.Dictionary<string, bool> MailingLists")]
    [InlineData("[LoopsCustomAttributes] System.Collections.Generic.IReadOnlyDictionary<string, LoopsValue> More")]
    public Task A_contact_member_that_it_knows_is_not(string parameter) => Drift.ReportsAsync(Contact(parameter));

    [Theory]
    [InlineData("{|LOOPS032:\"User Registred\"|}", "string Plan, int Anything")]
    [InlineData("{|LOOPS032:\"user registered\"|}", "string Plan")]
    [InlineData("{|LOOPS032:Names.Event|}", "")]
    [InlineData("\"User Registered\"", "string {|LOOPS033:Plans|}")]
    [InlineData("\"User Registered\"", "string {|LOOPS033:FirstName|}")]
    [InlineData("\"User Registered\"", "[LoopsProperty({|LOOPS033:\"Plan\"|})] string Plan")]
    [InlineData("\"User Registered\"", "string {|LOOPS034:Seats|}")]
    [InlineData("\"User Registered\"", "bool {|LOOPS034:Plan|}")]
    [InlineData("\"Signed Out\"", "string {|LOOPS033:Plan|}")]
    [InlineData("\"User Registered\"", "[LoopsContactProperty] string {|LOOPS030:Plan|}")]
    [InlineData("\"User Registered\"", "[LoopsContactProperty({|LOOPS030:\"emial\"|})] string Mail")]
    [InlineData("\"User Registered\"", "[LoopsMailingList({|LOOPS035:\"other\"|})] bool News")]
    [InlineData("{|LOOPS014:\"User: Registered\"|}", "string Anything")]
    public Task What_an_event_sends_and_the_account_does_not_know_is_reported(string name, string parameters) => Drift.ReportsAsync(Event(name, parameters));

    [Theory]
    [InlineData("\"User Registered\"", "string Plan, int? Seats")]
    [InlineData("\"User Registered\"", "[LoopsContactProperty] string FavoriteColor, [LoopsContactProperty] string FirstName")]
    [InlineData("\"User Registered\"", "[LoopsIdempotencyKey] string Key")]
    [InlineData("\"Signed Out\"", "")]
    public Task What_it_sends_and_the_account_knows_is_not(string name, string parameters) => Drift.ReportsAsync(Event(name, parameters));

    [Theory]
    [InlineData("{|LOOPS036:\"clfn0k1yg001imo0fdeqg30i9\"|}", "Reset", "")]
    [InlineData("{|LOOPS036:\"Password reset\"|}", "Reset", "")]
    [InlineData("\"clfn0k1yg001imo0fdeqg30i8\"", "{|LOOPS037:Reset|}", "")]
    [InlineData("\"clfn0k1yg001imo0fdeqg30i8\"", "{|LOOPS037:Reset|}", "string Address")]
    [InlineData("\"clfn0k1yg001imo0fdeqg30i8\"", "Reset", "string {|LOOPS037:Links|}")]
    [InlineData("\"clfn0k1yg001imo0fdeqg30i8\"", "Reset", "[LoopsProperty({|LOOPS037:\"Link\"|})] string Link")]
    [InlineData("\"clfq6dinn000yl70fgwwyp82l\"", "Reset", "int OrderId, decimal {|LOOPS012:{|LOOPS037:OrderTotal|}|}")]
    [InlineData("\"clfn0k1yg001imo0fdeqg30i8\"", "Reset", "string Link, string Name")]
    [InlineData("\"clfn0k1yg001imo0fdeqg30i8\"", "Reset", "bool {|LOOPS015:Link|}")]
    [InlineData("\"clfn0k1yg001imo0fdeqg30i8\"", "{|LOOPS037:Reset|}", "[LoopsIgnore] string Link")]
    public Task An_email_that_the_account_does_not_know_or_that_lacks_what_it_needs_is_reported(string id, string name, string parameters) => Drift.ReportsAsync($$"""
        using LoopsMapping;
        [LoopsTransactional({{id}})]
        public sealed record {{name}}(string Email{{(parameters.Length > 0 ? ", " + parameters : "")}});
        """);

    [Fact]
    public async Task The_messages_say_what_was_meant_and_where()
    {
        Assert.Equal(
            [
                "Source0.cs(3,41) LOOPS030 Contact property 'favouriteColor' is not in loops.schema.json; did you mean \"favoriteColor\"?",
                "Source0.cs(3,64) LOOPS030 Contact property 'planet' is not in loops.schema.json: correct the name, or make the property with 'loops-mapping push' and run 'loops-mapping pull'",
                "Source0.cs(3,79) LOOPS031 'Seats' is sent as a string, and contact property 'seats' is a number in loops.schema.json: send a number, or another property",
                "Source0.cs(3,104) LOOPS035 Mailing list 'Newsleter' is not in loops.schema.json; did you mean \"cm06f5v0e45nf0ml5754o9cix\" (Newsletter)?",
                "Source0.cs(4,13) LOOPS032 Event 'User Registred' is not in loops.schema.json; did you mean \"User Registered\"?",
                "Source0.cs(6,47) LOOPS033 Property 'plam' of event 'User Registered' is not in loops.schema.json; did you mean \"plan\"?",
                "Source0.cs(6,58) LOOPS034 'Seats' is sent as a boolean, and property 'seats' of event 'User Registered' is a number in loops.schema.json: send a number, or another property",
                "Source0.cs(7,21) LOOPS036 Transactional email 'Password Reset' is not in loops.schema.json; did you mean \"clfn0k1yg001imo0fdeqg30i8\" (Password reset)?",
                "Source0.cs(9,22) LOOPS037 Email 'Receipt' needs the data variables 'orderId', 'order_total', which 'Receipt' does not send: Loops refuses it without. Add 'orderId', 'order_total'.",
                "Source0.cs(11,49) LOOPS037 Email 'Password reset' needs the data variable 'link', which 'Again' does not send; did you mean \"link\" instead of 'lnk'?",
            ],
            await Drift.SaysAsync(SchemaExample.Text, """
                using LoopsMapping;
                [LoopsContact]
                public record User(string Email, string FavouriteColor, string Planet, string Seats, [LoopsMailingList("Newsleter")] bool? News);
                [LoopsEvent("User Registred")] public record One(string Email);
                [LoopsEvent("User Registered")]
                public record Registered(string Email, string Plam, bool Seats);
                [LoopsTransactional("Password Reset")] public record Reset(string Email);
                [LoopsTransactional("clfq6dinn000yl70fgwwyp82l")]
                public sealed record Receipt(string Email);
                [LoopsTransactional("clfn0k1yg001imo0fdeqg30i8")]
                public sealed record Again(string Email, string Lnk);
                """));
    }

    [Fact]
    public async Task What_several_classes_inherit_is_said_once_and_of_each_event_by_itself() => Assert.Equal(
        ["Source0.cs(2,52) LOOPS030 Contact property 'planet' is not in loops.schema.json: correct the name, or make the property with 'loops-mapping push' and run 'loops-mapping pull'",
            "Source0.cs(5,50) LOOPS033 Property 'plam' of event 'Signed Out' is not in loops.schema.json: correct the name, or add the property to the event in Loops and run 'loops-mapping pull'",
            "Source0.cs(5,50) LOOPS033 Property 'plam' of event 'User Registered' is not in loops.schema.json; did you mean \"plan\"?"],
        await Drift.SaysAsync(SchemaExample.Text, """
            using LoopsMapping;
            public abstract record Person(string Email, string Planet);
            [LoopsContact] public record User : Person { public User() : base("", "") { } }
            [LoopsContact] public record Admin : Person { public Admin() : base("", "") { } }
            public abstract class Happening { public string? Plam { get; set; } public string? Email { get; set; } }
            [LoopsEvent("Signed Out")] public class One : Happening;
            [LoopsEvent("User Registered")] public class Two : Happening;
            """));

    [Fact]
    public Task A_class_that_stands_for_another_is_compared_at_its_own_members() => Drift.ReportsAsync("""
        using LoopsMapping;
        public class Theirs { public string Mail { get; set; } = ""; public string FavouriteColor { get; set; } = ""; public int Other { get; set; } }
        [LoopsContact(For = typeof(Theirs))]
        public class Map { [LoopsEmail] public string? Mail { get; } public string? {|LOOPS030:FavouriteColor|} { get; } }
        """);

    [Fact]
    public Task A_closed_class_is_compared_where_its_destination_names_it() => Drift.ReportsAsync("""
        using LoopsMapping;
        [LoopsEvent("User Registered")]
        public sealed record Registered<T>(string Email, T {|LOOPS034:Plan|}, T {|LOOPS033:Other|});
        [LoopsDestination(typeof(Registered<int>))]
        public partial class AppLoops;
        """);

    [Fact]
    public async Task Without_a_schema_file_nothing_is_said()
        => Assert.Empty(await Drift.SaysAsync(Array.Empty<SchemaText>(), Contact("string FavouriteColor").Replace("{|", "", StringComparison.Ordinal)));

    [Theory]
    [InlineData("contactProperties")]
    [InlineData("events")]
    [InlineData("mailingLists")]
    [InlineData("transactionalEmails")]
    public async Task What_the_file_leaves_out_is_not_compared(string section) => Assert.DoesNotContain(
        await Drift.SaysAsync(SchemaExample.Text.Replace($"\"{section}\"", "\"later\"", StringComparison.Ordinal), """
            using LoopsMapping;
            [LoopsContact] public record User(string Email, string Planet, [LoopsMailingList("x")] bool? News);
            [LoopsEvent("X")] public record Happened(string Email, string Planet);
            [LoopsTransactional("x")] public record Mail(string Email);
            """),
        text => text.Contains(section switch { "contactProperties" => "LOOPS030", "events" => "LOOPS032", "mailingLists" => "LOOPS035", _ => "LOOPS036" }, StringComparison.Ordinal));

    [Fact]
    public async Task Of_an_event_or_an_email_whose_parts_are_not_listed_only_the_name_is_compared() => Assert.Empty(await Drift.SaysAsync(
        """{ "version": 1, "events": [{ "name": "Seen" }, { "name": "Heard", "properties": null }], "transactionalEmails": [{ "id": "x" }] }""",
        """
        using LoopsMapping;
        [LoopsEvent("Seen")] public record Seen(string Email, string Page);
        [LoopsEvent("Heard")] public record Heard(string Email, string Page);
        [LoopsTransactional("x")] public record Mail(string Email, string Name);
        """));

    [Fact]
    public async Task A_type_that_is_not_known_here_is_compared_with_nothing() => Assert.Empty(await Drift.SaysAsync(
        """{ "version": 1, "contactProperties": [{ "key": "a", "type": "json" }, { "key": "b", "type": 1 }, { "key": "c" }] }""",
        "[LoopsMapping.LoopsContact] public record User(string Email, int A, bool B, string C);"));

    [Fact]
    public Task The_name_that_a_class_already_sends_is_not_what_was_meant() => Drift.ReportsAsync(Contact("string FavoriteColor, string {|LOOPS030:FavoriteColour|}"));

    private static string Contact(string parameter) => $$"""
        using LoopsMapping;
        [LoopsContact]
        public sealed record User(string Email, {{parameter}});
        internal static class Names
        {
            public const string Newsletter = "cm06f5v0e45nf0ml5754o9cix";
            public const string List = "other";
            public const string Color = "color";
            public const string Event = "Other";
        }
        """;

    private static string Event(string name, string parameters) => $$"""
        using LoopsMapping;
        [LoopsEvent({{name}})]
        public sealed record Happened(string Email{{(parameters.Length > 0 ? ", " + parameters : "")}});
        internal static class Names
        {
            public const string Event = "Other";
        }
        """;
}
