using LoopsMapping.CodeFixes;

namespace LoopsMapping.Generator.Tests.Schema;

/// <summary>The fixes of LOOPS030 to LOOPS037: in the code, or in the schema file.</summary>
public sealed class SchemaFixTests
{
    [Theory]
    [InlineData("string {|LOOPS030:FavouriteColor|}", "[LoopsProperty(\"favoriteColor\")] string FavouriteColor")]
    [InlineData("[LoopsProperty({|LOOPS030:\"favouriteColor\"|}, Nulls = LoopsNulls.Clear)] string Color", "[LoopsProperty(\"favoriteColor\", Nulls = LoopsNulls.Clear)] string Color")]
    [InlineData("[LoopsProperty(Nulls = LoopsNulls.Clear)] string {|LOOPS030:FavouriteColor|}", "[LoopsProperty(\"favoriteColor\", Nulls = LoopsNulls.Clear)] string FavouriteColor")]
    [InlineData("[LoopsFrom(\"$.traits.c\")] string {|LOOPS030:FavouriteColor|}", "[LoopsProperty(\"favoriteColor\")][LoopsFrom(\"$.traits.c\")] string FavouriteColor")]
    [InlineData("string {|LOOPS030:FavouriteColor|}, int {|LOOPS030:Seatz|}", "[LoopsProperty(\"favoriteColor\")] string FavouriteColor, [LoopsProperty(\"seats\")] int Seatz")]
    [InlineData("[LoopsMailingList({|LOOPS035:\"newsletter\"|})] bool? News", "[LoopsMailingList(\"cm06f5v0e45nf0ml5754o9cix\")] bool? News")]
    public Task The_name_that_was_meant_is_written(string parameters, string @fixed) => Drift.FixesAsync<UnknownNameFix>(Contact(parameters), Contact(@fixed));

    [Fact]
    public Task An_event_its_properties_and_an_email_get_the_names_that_were_meant() => Drift.FixesAsync<UnknownNameFix>(
        """
        using LoopsMapping;
        [LoopsEvent({|LOOPS032:"User Registred"|}, Trigger = "type = \"track\"")]
        public sealed record Registered(string Email);
        [LoopsEvent("User Registered")]
        public sealed class Other
        {
            public string? Email { get; set; }

            public string? {|LOOPS033:Plam|} { get; set; }

            [LoopsContactProperty]
            public string? {|LOOPS030:FavouriteColor|} { get; set; }
        }
        [LoopsTransactional({|LOOPS036:"clfn0k1yg001imo0fdeqg30i9"|})]
        public sealed record Reset(string Email, string Link);
        """,
        """
        using LoopsMapping;
        [LoopsEvent("User Registered", Trigger = "type = \"track\"")]
        public sealed record Registered(string Email);
        [LoopsEvent("User Registered")]
        public sealed class Other
        {
            public string? Email { get; set; }

            [LoopsProperty("plan")]
            public string? Plam { get; set; }

            [LoopsContactProperty("favoriteColor")]
            public string? FavouriteColor { get; set; }
        }
        [LoopsTransactional("clfn0k1yg001imo0fdeqg30i8")]
        public sealed record Reset(string Email, string Link);
        """);

    [Theory]
    [InlineData("string {|LOOPS030:Planet|}", """{ "key": "isTrial", "label": "Is trial", "type": "boolean" },""", """{ "key": "planet", "label": "Planet", "type": "string" },""")]
    [InlineData("System.DateOnly {|LOOPS030:JoinedOn|}", """{ "key": "isTrial", "label": "Is trial", "type": "boolean" },""", """{ "key": "joinedOn", "label": "Joined on", "type": "date" },""")]
    [InlineData("[LoopsProperty({|LOOPS030:Names.Color|})] bool Color", """{ "key": "email", "label": "Email", "type": "string" },""", """{ "key": "eyes \"blue\"", "label": "Eyes \"blue\"", "type": "boolean" },""")]
    [InlineData("[LoopsMailingList({|LOOPS035:\"cm17\"|})] bool? Partners", """{ "id": "cm16k73gq014h0mmj5b6jdi9r", "name": "Beta testers", "isPublic": false }""", """{ "id": "cm17", "name": "Partners", "isPublic": false }""")]
    public Task A_name_with_none_near_is_added_to_the_file_in_its_place(string parameter, string before, string entry) => Drift.FixesAsync<UnknownNameFix>(
        Contact(parameter), Contact(parameter.Replace("{|LOOPS030:", "", StringComparison.Ordinal).Replace("{|LOOPS035:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal)),
        schema: (before, before.EndsWith(',') ? $"{before}\n    {entry}" : $"{before},\n    {entry}"));

    [Fact]
    public Task A_name_with_one_near_can_be_added_too() => Drift.FixesAsync<UnknownNameFix>(
        Contact("string {|LOOPS030:FavouriteColor|}"), Contact("string FavouriteColor"), index: 1, title: "Add 'favouriteColor' to loops.schema.json",
        schema: ("""
            "label": "Favorite color", "type": "string" },
            """, """
            "label": "Favorite color", "type": "string" },
                { "key": "favouriteColor", "label": "Favourite color", "type": "string" },
            """));

    [Fact]
    public Task All_names_are_added_at_once_to_sections_events_and_lists_of_one() => Drift.FixesAsync<UnknownNameFix>(
        """
        using LoopsMapping;
        [LoopsContact]
        public sealed record User(string Email, string {|LOOPS030:Planet|}, int {|LOOPS030:Age|});
        [LoopsContact]
        public sealed record Admin(string Email, string {|LOOPS030:Planet|});
        [LoopsEvent("Signed Out")]
        public sealed record SignedOut(string Email, string {|LOOPS033:Reason|});
        [LoopsEvent("User Registered")]
        public sealed record Registered(string Email, bool {|LOOPS033:Referred|}, string {|LOOPS033:Zone|});
        [LoopsEvent({|LOOPS032:"Order Placed"|})]
        public sealed record OrderPlaced(string Email, string Product, double Amount);
        [LoopsTransactional({|LOOPS036:"clzz"|})]
        public sealed record OrderShipped(string Email, string Carrier);
        """,
        """
        using LoopsMapping;
        [LoopsContact]
        public sealed record User(string Email, string Planet, int Age);
        [LoopsContact]
        public sealed record Admin(string Email, string Planet);
        [LoopsEvent("Signed Out")]
        public sealed record SignedOut(string Email, string Reason);
        [LoopsEvent("User Registered")]
        public sealed record Registered(string Email, bool Referred, string Zone);
        [LoopsEvent("Order Placed")]
        public sealed record OrderPlaced(string Email, string Product, double Amount);
        [LoopsTransactional("clzz")]
        public sealed record OrderShipped(string Email, string Carrier);
        """,
        schema: All);

    [Theory]
    [InlineData("int {|LOOPS031:FavoriteColor|}", "[LoopsProperty(Format = \"G\")] int FavoriteColor")]
    [InlineData("[LoopsProperty(\"favoriteColor\", Nulls = LoopsNulls.Clear)] int? {|LOOPS031:Color|}", "[LoopsProperty(\"favoriteColor\", Nulls = LoopsNulls.Clear, Format = \"G\")] int? Color")]
    public Task A_number_is_sent_as_text_where_Loops_has_text(string parameter, string @fixed) => Drift.FixesAsync<PropertyTypeFix>(Contact(parameter), Contact(@fixed));

    [Fact]
    public Task Another_type_is_set_in_the_file() => Drift.FixesAsync<PropertyTypeFix>(
        Contact("string {|LOOPS031:Seats|}, bool {|LOOPS031:FirstName|}"), Contact("string Seats, bool FirstName"), title: null,
        schema: (Types, Types.Replace("First Name\", \"type\": \"string\"", "First Name\", \"type\": \"boolean\"", StringComparison.Ordinal).Replace("Seats\", \"type\": \"number\"", "Seats\", \"type\": \"string\"", StringComparison.Ordinal)));

    [Fact]
    public Task Another_type_of_an_event_s_property_is_set_in_the_file() => Drift.FixesAsync<PropertyTypeFix>(
        "[LoopsMapping.LoopsEvent(\"User Registered\")] public sealed record Registered(string Email, bool {|LOOPS034:Seats|});",
        "[LoopsMapping.LoopsEvent(\"User Registered\")] public sealed record Registered(string Email, bool Seats);",
        title: "Say in loops.schema.json that 'seats' is a boolean",
        schema: ("""{ "key": "seats", "type": "number" }""", """{ "key": "seats", "type": "boolean" }"""));

    [Theory]
    [InlineData("string {|LOOPS037:Links|}", "[LoopsProperty(\"link\")] string Links")]
    [InlineData("[LoopsProperty({|LOOPS037:\"Link\"|})] string Address", "[LoopsProperty(\"link\")] string Address")]
    public Task A_data_variable_gets_the_name_that_the_email_has_for_it(string parameter, string @fixed)
        => Drift.FixesAsync<DataVariableFix>(Email("Reset", parameter), Email("Reset", @fixed));

    [Fact]
    public Task Missing_data_variables_are_added() => Drift.FixesAsync<DataVariableFix>(
        """
        using LoopsMapping;
        [LoopsTransactional("clfq6dinn000yl70fgwwyp82l")]
        public sealed record {|LOOPS037:Receipt|}(string Email);
        [LoopsTransactional("clfn0k1yg001imo0fdeqg30i8")]
        public sealed class {|LOOPS037:Reset|}
        {
            public string? Email { get; init; }
        }
        """,
        """
        using LoopsMapping;
        [LoopsTransactional("clfq6dinn000yl70fgwwyp82l")]
        public sealed record Receipt(string Email, string? OrderId = null, [LoopsProperty("order_total")] string? OrderTotal = null);
        [LoopsTransactional("clfn0k1yg001imo0fdeqg30i8")]
        public sealed class Reset
        {
            public string? Email { get; init; }
            public string? Link { get; init; }
        }
        """);

    private const string Types = """
            { "key": "firstName", "label": "First Name", "type": "string" },
            { "key": "isTrial", "label": "Is trial", "type": "boolean" },
            { "key": "renewsAt", "label": "Renews at", "type": "date" },
            { "key": "seats", "label": "Seats", "type": "number" },
        """;

    private static readonly (string, string) All = (SchemaExample.Text, SchemaExample.Text
        .Replace("  \"contactProperties\": [\n", "  \"contactProperties\": [\n    { \"key\": \"age\", \"label\": \"Age\", \"type\": \"number\" },\n", StringComparison.Ordinal)
        .Replace("    { \"key\": \"renewsAt\"", "    { \"key\": \"planet\", \"label\": \"Planet\", \"type\": \"string\" },\n    { \"key\": \"renewsAt\"", StringComparison.Ordinal)
        .Replace("    { \"name\": \"Signed Out\", \"properties\": [] }", "    { \"name\": \"Order Placed\", \"properties\": [{ \"key\": \"amount\", \"type\": \"number\" }, { \"key\": \"product\", \"type\": \"string\" }] },\n    { \"name\": \"Signed Out\", \"properties\": [{ \"key\": \"reason\", \"type\": \"string\" }] }", StringComparison.Ordinal)
        .Replace("{ \"key\": \"seats\", \"type\": \"number\" }]", "{ \"key\": \"referred\", \"type\": \"boolean\" }, { \"key\": \"seats\", \"type\": \"number\" }, { \"key\": \"zone\", \"type\": \"string\" }]", StringComparison.Ordinal)
        .Replace("\"dataVariables\": [\"orderId\", \"order_total\"] }", "\"dataVariables\": [\"orderId\", \"order_total\"] },\n    { \"id\": \"clzz\", \"name\": \"Order Shipped\", \"dataVariables\": [\"carrier\"] }", StringComparison.Ordinal));

    private static string Contact(string parameters) => $$"""
        using LoopsMapping;
        [LoopsContact]
        public sealed record User(string Email, {{parameters}});
        internal static class Names { public const string Color = "eyes \"blue\""; }
        """;

    private static string Email(string name, string parameter) => $$"""
        using LoopsMapping;
        [LoopsTransactional("clfn0k1yg001imo0fdeqg30i8")]
        public sealed record {{name}}(string Email, {{parameter}});
        """;
}
