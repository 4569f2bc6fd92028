using System.Text;
using LoopsMapping.Outbox;
using LoopsMapping.Segment.Tests.Harness;

namespace LoopsMapping.Segment.Tests.Mapping;

/// <summary>Classes refine the default mapping: what they name is checked and sent as they say, the rest goes out as without them.</summary>
public sealed class TypedMappingTests
{
    private static readonly SegmentMapping[] Person = [.. Mapper.MappingsOf<PersonLoops>()];
    private static readonly SegmentMapping[] Lean = [.. Mapper.MappingsOf<LeanLoops>()];
    private static readonly SegmentMapping[] Shop = [.. Mapper.MappingsOf<ShopLoops>()];
    private static readonly SegmentMapping[] Left = [.. Mapper.MappingsOf<LeftLoops>()];

    [Fact]
    public void What_no_member_names_goes_out_as_the_default_mapping_sends_it()
        => AssertBody(
            """{"userId":"u1","email":"ada@example.com","firstName":"Ada","lastName":"5","color":"red","nested":{"a":[1]},"nothing":null,"source":"Segment","mailingLists":{"other":true}}""",
            Only(Identify("""{"email":"ada@example.com","first_name":"Ada","lastName":5,"color":"red","nested":{"a":[1]},"nothing":null,"mailingLists":{"other":"true","bad":1}}""")));

    [Fact]
    public void A_member_that_the_message_does_not_have_is_not_sent()
        => AssertBody("""{"userId":"u1","source":"Segment","mailingLists":{}}""", Only(Identify("{}")));

    [Fact]
    public void Null_is_sent_only_where_it_clears()
        => AssertBody(
            """{"userId":"u1","nick":null,"source":"Segment","mailingLists":{}}""",
            Only(Identify("""{"email":null,"firstName":null,"plan_name":null,"loginCount":null,"nick":null,"newsletter":null,"createdAt":null}""")));

    [Theory]
    [InlineData("""{"plan_name":"Pro"}""", "Pro")]
    [InlineData("""{"plan_name":"Pro","plan":"Free"}""", "Pro")]
    [InlineData("""{"plan_name":5}""", "5")]
    [InlineData("{}", "Context")]
    public void The_first_path_that_is_there_is_taken(string traits, string expected)
    {
        var request = Assert.Single(Mapper.Map($$$$"""{"type":"identify","userId":"u1","traits":{{{{traits}}}},"context":{"traits":{"plan":"Context"}}}""", null, Person));
        AssertBody($$$"""{"userId":"u1","plan":"{{{expected}}}","source":"Segment","mailingLists":{}}""", request);
    }

    [Theory]
    [InlineData("loginCount", "5", "5")]
    [InlineData("login_count", "\"5\"", "5")]
    [InlineData("LoginCount", "\"x\"", null)]
    [InlineData("loginCount", "5.0", "5")]
    [InlineData("loginCount", "[5]", "5")]
    [InlineData("balance", "\"12.50\"", "12.50")]
    [InlineData("ratio", "1e-7", "1e-7")]
    [InlineData("ratio", "\"-0.5\"", "-0.5")]
    [InlineData("isAdmin", "true", "true")]
    [InlineData("isAdmin", "\"True\"", "true")]
    [InlineData("isAdmin", "0", "false")]
    [InlineData("createdAt", "\"2024-01-17T12:00:00.1234567+02:00\"", "\"2024-01-17T10:00:00.123Z\"")]
    [InlineData("createdAt", "\"2024-01-17\"", "\"2024-01-17T00:00:00.000Z\"")]
    [InlineData("createdAt", "1705492800000", "\"2024-01-17T12:00:00.000Z\"")]
    [InlineData("birthday", "\"2024-01-17\"", "\"2024-01-17\"")]
    [InlineData("birthday", "\"2024-01-17T23:30:00-05:00\"", "\"2024-01-17\"")]
    [InlineData("level", "\"basic\"", "\"Basic\"")]
    [InlineData("level", "\"pro plan\"", "\"pro plan\"")]
    [InlineData("level", "\"Pro\"", "\"pro plan\"")]
    [InlineData("level", "1", "\"pro plan\"")]
    [InlineData("accountId", "\"0F8FAD5B-D9CB-469F-A165-70867728950E\"", "\"0f8fad5b-d9cb-469f-a165-70867728950e\"")]
    [InlineData("homepage", "\"https://example.com/a b\"", "\"https://example.com/a b\"")]
    [InlineData("grade", "\"A\"", "\"A\"")]
    [InlineData("number", "\"7\"", "\"007\"")]
    [InlineData("nick", "true", "\"true\"")]
    public void A_value_is_read_as_the_type_of_the_member(string trait, string value, string? expected)
    {
        var name = trait == "login_count" ? "loginCount" : trait;
        var request = Only(Identify($$"""{"{{trait}}":{{value}}}"""));
        if (expected is null)
            AssertBody($$$"""{"userId":"u1","{{{trait}}}":{{{value}}},"source":"Segment","mailingLists":{}}""", request);
        else
            AssertBody($$$"""{"userId":"u1","{{{name}}}":{{{expected}}},"source":"Segment","mailingLists":{}}""", request);
    }

    [Theory]
    [InlineData("loginCount", "\"five\"", "$.traits.loginCount must be a number (Int32) but it was a string.")]
    [InlineData("loginCount", "1.5", "$.traits.loginCount must be a number (Int32) but it was a number.")]
    [InlineData("loginCount", "99999999999", "$.traits.loginCount must be a number (Int32) but it was a number.")]
    [InlineData("loginCount", "true", "$.traits.loginCount must be a number (Int32) but it was a boolean.")]
    [InlineData("loginCount", "\"\"", "$.traits.loginCount must be a number (Int32) but it was a string.")]
    [InlineData("ratio", "1e999", "$.traits.ratio must be a number (Double) but it was a number.")]
    [InlineData("ratio", "\"NaN\"", "$.traits.ratio must be a number (Double) but it was a string.")]
    [InlineData("isAdmin", "\"yes\"", "$.traits.isAdmin must be a boolean but it was a string.")]
    [InlineData("isAdmin", "2", "$.traits.isAdmin must be a boolean but it was a number.")]
    [InlineData("createdAt", "\"yesterday\"", "$.traits.createdAt must be a date and time (ISO 8601) but it was a string.")]
    [InlineData("createdAt", "1e300", "$.traits.createdAt must be a date and time (ISO 8601) but it was a number.")]
    [InlineData("birthday", "{}", "$.traits.birthday must be a date (yyyy-MM-dd) but it was an object.")]
    [InlineData("level", "\"Gold\"", "$.traits.level must be a value of the enum but it was a string.")]
    [InlineData("accountId", "5", "$.traits.accountId must be a GUID but it was a number.")]
    [InlineData("grade", "\"AB\"", "$.traits.grade must be a single character but it was a string.")]
    [InlineData("number", "\"x\"", "$.traits.number must be a Int32 that can be written as \"000\" but it was a string.")]
    [InlineData("nick", "{\"a\":1}", "$.traits.nick must be a string but it was an object.")]
    [InlineData("nick", "[[1]]", "$.traits.nick[0] must be a string but it was an array.")]
    [InlineData("newsletter", "\"maybe\"", "$.traits.newsletter must be a boolean but it was a string.")]
    [InlineData("email", "\"nobody\"", "Contact Email must be a valid email address string but it was not.")]
    public void A_value_that_cannot_be_read_makes_a_dead_letter_that_names_its_path(string trait, string value, string expected)
    {
        var message = Identify($$"""{"{{trait}}":{{value}}}""");
        var request = Only(message);
        Assert.Equal(expected, request.Failure!.Detail);
        Assert.Equal(message, Encoding.UTF8.GetString(request.Body.Span));
    }

    [Fact]
    public void Several_values_that_cannot_be_read_are_told_together()
        => Assert.Equal(
            "$.traits.loginCount must be a number (Int32) but it was a string. $.traits.isAdmin must be a boolean but it was an array.",
            Only(Identify("""{"loginCount":"x","isAdmin":[]}""")).Failure!.Detail);

    [Fact]
    public void Text_that_Loops_does_not_take_makes_a_dead_letter()
        => Assert.Equal(
            "$.traits.nick has more than 498 characters, which Loops does not take.",
            Only(Identify($$"""{"nick":"{{new string('x', 499)}}"}""")).Failure!.Detail);

    [Fact]
    public void Ignored_converted_and_computed_members_are_held_back()
        => AssertBody(
            """{"userId":"u1","source":"Segment","mailingLists":{}}""",
            Only(Identify("""{"password":"secret","motto":"go","initial":"A"}""")));

    [Fact]
    public void A_member_says_whether_the_contact_is_in_its_mailing_list()
        => AssertBody(
            """{"userId":"u1","source":"Segment","mailingLists":{"cm06f5v0e45nf0ml5754o9cix":false,"other":true}}""",
            Only(Identify("""{"newsletter":false,"mailingLists":{"cm06f5v0e45nf0ml5754o9cix":true,"other":true}}""")));

    [Fact]
    public void Only_sends_the_members_and_who_it_is()
    {
        AssertBody(
            """{"email":"ada@example.com","userId":"u1","source":"App","userGroup":"beta","plan":"pro"}""",
            Only(Identify("""{"email":"ada@example.com","plan":"pro","color":"red","lastName":"L","source":"x","mailingLists":{"a":true}}"""), Lean));
        AssertBody("""{"email":"ada@example.com","source":"App","userGroup":"beta"}""", Only("""{"type":"identify","traits":{"email":"ada@example.com"}}""", Lean));
    }

    [Fact]
    public void Every_class_that_a_message_fires_makes_a_request_of_its_own_in_declaration_order()
    {
        const string Order = """{"type":"track","userId":"u1","messageId":"m1","event":"Order Completed","properties":{"order_id":7,"total":150.5,"email":"ada@example.com","coupon":"X","orderedAt":"2024-01-17"}}""";
        var requests = Mapper.Map(Order, null, Shop);
        Assert.Equal(["Order Completed", "Buyer", "Big Order"], requests.Select(static request => request.Name));
        Assert.All(requests, static request => Assert.Equal(("u1", (LoopsOutboxFailure?)null), (request.Lane, request.Failure)));
        AssertBody("""{"userId":"u1","email":"ada@example.com","lastOrder":"2024-01-17T00:00:00.000Z","eventName":"Order Completed","eventProperties":{"orderId":"7","total":150.5,"email":"ada@example.com","coupon":"X"}}""", requests[0]);
        AssertBody("""{"userId":"u1","lastTotal":150.5,"source":"Segment","mailingLists":{}}""", requests[1]);
        AssertBody("""{"userId":"u1","email":"ada@example.com","eventName":"Big Order","eventProperties":{"total":150.5}}""", requests[2]);

        var keys = requests.Select(static request => request.IdempotencyKey!).ToList();
        Assert.Equal(3, keys.Distinct().Count());
        Assert.All(keys, static key => Assert.Equal(5, Guid.Parse(key).Version));
        Assert.Equal(keys, Mapper.Map(Order, null, Shop).Select(static request => request.IdempotencyKey!));
        Assert.NotEqual(keys, Mapper.Map(Order.Replace("m1", "m2", StringComparison.Ordinal), null, Shop).Select(static request => request.IdempotencyKey!));
    }

    [Fact]
    public void A_message_that_no_class_takes_takes_the_default_mapping()
    {
        var request = Assert.Single(Mapper.Map("""{"type":"track","userId":"u1","messageId":"m1","event":"Other","properties":{"total":"x"}}""", null, Shop));
        AssertBody("""{"eventName":"Other","userId":"u1","eventProperties":{"total":"x"}}""", request);
        Assert.Equal("m1", request.IdempotencyKey);
    }

    [Fact]
    public void The_user_id_can_come_from_elsewhere_and_the_lane_goes_with_it()
    {
        var request = Only("""{"type":"track","userId":"u1","messageId":"m1","event":"Left","properties":{"account":{"owner":42},"reason":"price","key":"k"}}""", Left);
        AssertBody("""{"userId":"42","eventName":"Left","eventProperties":{"account":{"owner":42},"reason":"price"}}""", request);
        Assert.Equal(("42", 5), (request.Lane, Guid.Parse(request.IdempotencyKey!).Version));
    }

    private static string Identify(string traits) => $$"""{"type":"identify","userId":"u1","traits":{{traits}}}""";

    private static LoopsOutboxMessage Only(string message, SegmentMapping[]? mappings = null) => Assert.Single(Mapper.Map(message, null, mappings ?? Person));

    private static void AssertBody(string expected, LoopsOutboxMessage request)
    {
        var actual = Encoding.UTF8.GetString(request.Body.Span);
        Assert.True(request.Failure is null && JsonValues.AreEqual(expected, actual), request.Failure?.Detail ?? $"expected {expected}\nactual   {actual}");
        // No name comes twice.
        using var json = System.Text.Json.JsonDocument.Parse(actual);
        Assert.Distinct(json.RootElement.EnumerateObject().Select(static member => member.Name));
    }
}
