using LoopsMapping.Testing.Tests.Server.Harness;

namespace LoopsMapping.Testing.Tests.Server;

/// <summary>Documented and observed answers about what a team has: properties, lists, suppression, event patterns, transactional emails.</summary>
public sealed class DocumentedTeamAnswersTests
{
    [Theory]
    [InlineData("""{"name":"favoriteColor","type":"string"}""", 200, """{"success":true}""")]
    [InlineData("""{"name":"planName","type":"string"}""", 400, """{"success":false,"message":"Property already exists."}""")]
    [InlineData("""{"name":"firstName","type":"string"}""", 400, """{"success":false,"message":"Property already exists."}""")]
    [InlineData("""{"name":"tags","type":"array"}""", 400, "\"success\":false")]
    [InlineData("""{"name":"teamId","type":"string"}""", 400, "\"success\":false")]
    [InlineData("""{"name":"optInStatus","type":"string"}""", 400, "\"success\":false")]
    [InlineData("""{"name":"mailingLists","type":"string"}""", 400, "\"success\":false")]
    [InlineData("""{"name":" ","type":"string"}""", 400, "\"success\":false")]
    [InlineData("""{"type":"string"}""", 400, "\"success\":false")]
    [InlineData("""{"name":"x"}""", 400, "\"success\":false")]
    public Task Create_property(string body, int status, string part) => AnswersAsync("POST", "contacts/properties", body, status, part);

    [Theory]
    [InlineData("contacts/properties", """[{"key":"firstName","label":"First Name","type":"string"},{"key":"lastName","label":"Last Name","type":"string"},{"key":"email","label":"Email","type":"string"},{"key":"notes","label":"Notes","type":"string"},{"key":"source","label":"Source","type":"string"},{"key":"userGroup","label":"User Group","type":"string"},{"key":"userId","label":"User Id","type":"string"},{"key":"subscribed","label":"Subscribed","type":"boolean"},{"key":"createdAt","label":"Created At","type":"date"},{"key":"planName",""")]
    [InlineData("contacts/properties?list=all", "\"key\":\"createdAt\",\"label\":\"Created At\",\"type\":\"date\"")]
    [InlineData("contacts/properties?list=custom", """[{"key":"planName","label":"Plan Name","type":"string"}]""")]
    [InlineData("lists", """[{"id":"l1","name":"Newsletter","description":"Monthly","isPublic":true},{"id":"l2","name":"Beta","description":null,"isPublic":false}]""")]
    [InlineData("dedicated-sending-ips", "[\"")]
    [InlineData("transactional?perPage=10", "\"pagination\":{\"totalResults\":2,\"returnedResults\":2,\"perPage\":10,\"totalPages\":1,\"nextCursor\":null,\"nextPage\":null},\"data\":[{\"id\":\"t1\",\"name\":\"Sign up confirmation\",\"lastUpdated\":\"2000-01-01T00:00:00.000Z\",\"dataVariables\":[\"confirmationUrl\",\"name\"]},{\"id\":\"t2\"")]
    [InlineData("transactional-emails", "\"totalResults\":3")]
    [InlineData("transactional-emails", "\"publishedEmailMessageId\":null,\"transactionalGroupId\":null,\"createdAt\":\"2000-01-01T00:00:00.000Z\",\"updatedAt\":\"2000-01-01T00:00:00.000Z\",\"dataVariables\":[]}]}")]
    [InlineData("event-patterns", "\"eventName\":\"PaymentReceived\",\"incomingWebhookPlatform\":null}]}")]
    [InlineData("event-patterns/by-name/PaymentReceived", "\"eventName\":\"PaymentReceived\",\"eventProperties\":[{\"name\":\"amount\",\"type\":\"number\"},{\"name\":\"on\",\"type\":\"date\"}],\"incomingWebhookPlatform\":null}")]
    public Task Lists_of_the_team(string path, string part) => AnswersAsync("GET", path, null, 200, part);

    [Theory]
    [InlineData("event-patterns/by-name/paymentreceived", 404)]
    [InlineData("event-patterns/nope", 404)]
    [InlineData("event-patterns?perPage=5", 400)]
    [InlineData("event-patterns?perPage=51", 400)]
    [InlineData("event-patterns?perPage=ten", 400)]
    [InlineData("event-patterns?cursor=nope", 400)]
    [InlineData("transactional?perPage=9", 400)]
    [InlineData("transactional-emails?perPage=", 400)]
    public Task Refused_questions(string path, int status) => AnswersAsync("GET", path, null, status, "\"success\":false,\"message\":\"");

    [Theory]
    [InlineData("GET", "email=alex%40company.com", 200, "\"email\":\"alex@company.com\",\"userId\":\"u2\"},\"isSuppressed\":false,\"removalQuota\":{\"limit\":100,\"remaining\":100}}")]
    [InlineData("GET", "userId=u1", 200, "\"isSuppressed\":true")]
    [InlineData("GET", "", 400, """{"success":false,"message":"An email or userId is required."}""")]
    [InlineData("GET", "email=bad", 400, """{"success":false,"message":"Invalid email address."}""")]
    [InlineData("GET", "email=ghost%40example.com", 404, """{"success":false,"message":"This contact was not found."}""")]
    [InlineData("DELETE", "userId=u1", 200, """{"success":true,"message":"Email removed from suppression list.","removalQuota":{"limit":100,"remaining":99}}""")]
    [InlineData("DELETE", "email=alex%40company.com", 400, """{"success":false,"message":"This contact is not suppressed."}""")]
    [InlineData("DELETE", "email=ghost%40example.com", 404, "\"success\":false")]
    public async Task Suppression(string method, string query, int status, string part)
    {
        await using var loops = await LocalLoops.StartTeamAsync();
        await loops.CreateAsync("""{"email":"s@company.com","userId":"u1"}""");
        await loops.CreateAsync("""{"email":"alex@company.com","userId":"u2"}""");
        loops.Server.Suppress("S@company.com");

        var reply = await loops.SendAsync(method, $"contacts/suppression?{query}");

        reply.ShouldBe(status);
        Assert.Contains(part, reply.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"transactionalId\":\"t1\",\"dataVariables\":{\"confirmationUrl\":\"https://e.x\",\"name\":\"\",\"unknown\":1},\"attachments\":[]", 200, """{"success":true}""")]
    [InlineData("\"transactionalId\":\"t2\",\"dataVariables\":{\"items\":[{\"name\":\"A\",\"price\":1}]}", 200, """{"success":true}""")]
    [InlineData("\"transactionalId\":\"nope\"", 404, """{"success":false,"message":"Transactional email not found.","error":{"path":"transactionalId","message":"Transactional email not found."}}""")]
    [InlineData("\"transactionalId\":\"T1\"", 404, "\"success\":false")]
    [InlineData("\"transactionalId\":\"t1\"", 400, """{"success":false,"message":"There are required fields for this email. You need to include a 'dataVariables' object with the required fields.","path":"dataVariables"}""")]
    [InlineData("\"transactionalId\":\"t1\",\"dataVariables\":{\"x\":\"1\"}", 400, """{"success":false,"message":"Missing required data variable(s): confirmationUrl","error":{"path":"dataVariables","message":"Missing required data variable(s): confirmationUrl"},"transactionalId":"t1"}""")]
    [InlineData("\"transactionalId\":\"t1\",\"dataVariables\":{\"confirmationUrl\":\"\"}", 400, "Missing required data variable(s)")]
    [InlineData("\"transactionalId\":\"t-draft\"", 400, "\"success\":false")]
    public Task Send_transactional(string members, int status, string part)
        => AnswersAsync("POST", "transactional", $$"""{"email":"john@example.com",{{members}}}""", status, part);

    [Fact]
    public async Task Attachments_have_to_be_enabled()
    {
        await using var loops = await LocalLoops.StartAsync(static time => new() { TimeProvider = time, AttachmentsEnabled = false });

        var reply = await loops.MailAsync("""{"email":"a@example.com","transactionalId":"t1","attachments":[{"filename":"a.txt","contentType":"text/plain","data":"YQ=="}]}""");

        reply.ShouldFail(400);
        Assert.Contains("\"path\":\"attachments\"", reply.Body, StringComparison.Ordinal);
        (await loops.MailAsync("""{"email":"a@example.com","transactionalId":"t1","attachments":[]}""")).ShouldBe(200);
    }

    [Fact]
    public async Task A_new_team_has_no_lists_no_custom_properties_and_no_events()
    {
        await using var loops = await LocalLoops.StartAsync();

        Assert.Equal("[]", (await loops.SendAsync("GET", "lists")).Body);
        Assert.Equal("[]", (await loops.SendAsync("GET", "contacts/properties?list=custom")).Body);
        Assert.Equal(
            """{"pagination":{"totalResults":0,"returnedResults":0,"perPage":20,"totalPages":0,"nextCursor":null,"nextPage":null},"data":[]}""",
            (await loops.SendAsync("GET", "event-patterns")).Body);
    }

    [Fact]
    public async Task A_browser_is_not_allowed_to_send_the_key()
    {
        await using var loops = await LocalLoops.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Options, "contacts/create");
        request.Headers.Add("Origin", "https://x.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization");

        using var response = await loops.Http.SendAsync(request, LocalLoops.Cancel);

        Assert.Equal(204, (int)response.StatusCode);
        Assert.Equal(["*"], response.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.DoesNotContain("authorization", string.Join(',', response.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.OrdinalIgnoreCase);
    }

    private static async Task AnswersAsync(string method, string path, string? body, int status, string part)
    {
        await using var loops = await LocalLoops.StartTeamAsync();

        var reply = await loops.SendAsync(method, path, body);

        reply.ShouldBe(status);
        Assert.Contains(part, reply.Body, StringComparison.Ordinal);
        Assert.Equal(("application/json", "10", "9"), (reply.ContentType, reply.Limit, reply.Remaining));
    }
}
