using LoopsMapping.Testing.Tests.Server.Harness;

namespace LoopsMapping.Testing.Tests.Server;

/// <summary>Requests and answers from Loops' documentation, recordings and official clients, row by row.</summary>
public sealed class DocumentedAnswersTests
{
    private const string John = """{"email":"john@example.com"}""";
    private const string JohnU1 = """{"email":"john@example.com","userId":"u1"}""";
    private const string Gone = """{"email":"gone@example.com","subscribed":false}""";

    [Theory]
    [InlineData(null, """{"email":"john@example.com","firstName":"John","lastName":"Doe"}""", 200, "\"success\":true,\"id\":\"c")]
    [InlineData(John, John, 409, "\"message\":\"Email or userId is already on list.\"")]
    [InlineData(JohnU1, """{"email":"other@example.com","userId":"u1"}""", 409, "\"success\":false")]
    [InlineData(null, """{"firstName":"Bob"}""", 400, "\"success\":false,\"message\":\"")]
    [InlineData(null, """{"email":"not-an-email"}""", 400, "\"message\":\"Invalid email address.\"")]
    [InlineData(null, """{"email":"c@example.com","plan":"pro","seats":4,"isVip":true,"signedUpAt":"2025-01-31T10:00:00.000Z","renewsAt":1767225600000}""", 200, "\"success\":true")]
    [InlineData(null, """{"email":"u@example.com","noSuchProperty":"x"}""", 200, "\"success\":true")]
    [InlineData(null, """{"email":"n@example.com","firstName":null}""", 200, "\"success\":true")]
    [InlineData(null, """{"email":"m@example.com","mailingLists":{"cm06f5v0e45nf0ml5754o9cix":true,"cm16k73gq014h0mmj5b6jdi9r":false}}""", 200, "\"success\":true")]
    public Task Create_contact(string? given, string body, int status, string part) => AnswersAsync(given, "POST", "contacts/create", body, status, part);

    [Theory]
    [InlineData(John, """{"email":"john@example.com","firstName":"Johnny"}""", 200, "\"success\":true,\"id\":\"c")]
    [InlineData(null, """{"email":"brandnew@example.com","firstName":"N"}""", 200, "\"success\":true,\"id\":\"c")]
    [InlineData(null, """{"firstName":"X"}""", 400, "\"success\":false,\"message\":\"")]
    [InlineData(null, """{"userId":"ghost","firstName":"E"}""", 400, "\"message\":\"userId not found and cannot create a new contact without an email.\"")]
    [InlineData(JohnU1, """{"userId":"u1","email":"new@example.com"}""", 200, "\"success\":true")]
    [InlineData(John, """{"email":"john@example.com","userId":"u77"}""", 200, "\"success\":true")]
    [InlineData(Gone, """{"email":"gone@example.com","subscribed":true}""", 200, "\"success\":true")]
    [InlineData(Gone, """{"email":"gone@example.com","mailingLists":{"L1":true}}""", 200, "\"success\":true")]
    [InlineData(John, """{"email":"john@example.com","plan":null}""", 200, "\"success\":true")]
    public Task Update_contact(string? given, string body, int status, string part) => AnswersAsync(given, "PUT", "contacts/update", body, status, part);

    [Theory]
    [InlineData(John, "email=john%40example.com", 200, "\"email\":\"john@example.com\"")]
    [InlineData(John, "email=john%40example.com", 200, "\"source\":\"API\",\"subscribed\":true,\"userGroup\":\"\",\"userId\":null")]
    [InlineData(null, "userId=12345", 200, "[]")]
    [InlineData(null, "email=a%40b.co&userId=1", 400, "\"success\":false")]
    [InlineData(null, "email=bad", 400, "\"message\":\"Invalid email address.\"")]
    [InlineData("""{"email":"a+b@example.com"}""", "email=a%2Bb%40example.com", 200, "\"email\":\"a+b@example.com\"")]
    public Task Find_contact(string? given, string query, int status, string part) => AnswersAsync(given, "GET", $"contacts/find?{query}", null, status, part);

    [Theory]
    [InlineData(John, John, 200, "{\"success\":true,\"message\":\"Contact deleted.\"}")]
    [InlineData(null, """{"email":"nobody@example.com"}""", 404, "\"message\":\"Contact not found.\"")]
    [InlineData(null, """{"email":"a@example.com","userId":"1"}""", 400, "\"success\":false")]
    public Task Delete_contact(string? given, string body, int status, string part) => AnswersAsync(given, "POST", "contacts/delete", body, status, part);

    [Theory]
    [InlineData(John, """{"email":"john@example.com","eventName":"test_event","eventProperties":{}}""", 200, "{\"success\":true}")]
    [InlineData(null, """{"email":"fresh@example.com","userId":"u9","eventName":"signup","firstName":"F","eventProperties":{"plan":"pro","seats":3,"trial":true,"at":"2024-03-21T10:09:23Z"}}""", 200, "{\"success\":true}")]
    [InlineData(null, """{"email":"john@example.com","eventName":"creditWarning","eventProperties":{"creditsUsed":903}}""", 200, "{\"success\":true}")]
    [InlineData(null, John, 400, "\"success\":false")]
    [InlineData(null, """{"eventName":"signup"}""", 400, "\"success\":false")]
    [InlineData(null, """{"userId":"ghost","eventName":"signup"}""", 400, "\"message\":\"Contact not found.\"")]
    [InlineData(null, """{"email":"john@example.com","eventName":"billing:paid"}""", 400, "\"success\":false")]
    [InlineData(John, """{"email":"john@example.com","eventName":"downgrade","plan":null}""", 200, "{\"success\":true}")]
    [InlineData(John, """{"email":"john@example.com","eventName":"signup","eventProperties":{"a":"x"}}""", 200, "{\"success\":true}")]
    public Task Send_event(string? given, string body, int status, string part) => AnswersAsync(given, "POST", "events/send", body, status, part);

    private static async Task AnswersAsync(string? given, string method, string path, string? body, int status, string part)
    {
        await using var loops = await LocalLoops.StartAsync();
        if (given is not null)
            (await loops.CreateAsync(given)).ShouldBe(200);

        var reply = await loops.SendAsync(method, path, body);

        reply.ShouldBe(status);
        Assert.Contains(part, reply.Body, StringComparison.Ordinal);
        Assert.Equal(("application/json", "10", "9"), (reply.ContentType, reply.Limit, reply.Remaining));
    }
}
