using System.Text;
using LoopsMapping.Testing.Tests.Server.Harness;

namespace LoopsMapping.Testing.Tests.Server;

/// <summary>What a transactional email is made of, whom it reaches, and what stays of it.</summary>
public sealed class TransactionalRulesTests
{
    private const string Reset = """{"email":"john@example.com","transactionalId":"reset"}""";

    [Fact]
    public async Task What_was_mailed_can_be_looked_at()
    {
        await using var loops = await LocalLoops.StartAsync();

        (await loops.MailAsync("""{"email":"john@example.com","transactionalId":"receipt","dataVariables":{"name":"John","total":9.5,"lines":[{"name":"A","price":1}]},"attachments":[{"filename":"a.txt","contentType":"text/plain","data":"aGk="}]}""", "k-1")).ShouldBe(200);

        var email = Assert.Single(loops.Server.SentEmails);
        Assert.Equal(("receipt", "john@example.com", "k-1", loops.Time.GetUtcNow()), (email.TransactionalId, email.Email, email.IdempotencyKey, email.ReceivedAt));
        Assert.Equal(["name=John", "total=9.5", "lines=[{\"name\":\"A\",\"price\":1}]"], email.DataVariables.Select(static variable => $"{variable.Key}={variable.Value}"));
        var file = Assert.Single(email.Attachments);
        Assert.Equal(("a.txt", "text/plain", "hi"), (file.FileName, file.ContentType, Encoding.UTF8.GetString(file.Content)));
        Assert.Equal("receipt to john@example.com", email.ToString());
    }

    [Fact]
    public async Task The_recipient_becomes_a_contact_only_when_that_is_asked_for()
    {
        await using var loops = await LocalLoops.StartAsync();

        await loops.MailAsync(Reset);
        await loops.MailAsync("""{"email":"john@example.com","transactionalId":"reset","addToAudience":false}""");
        Assert.Empty(loops.Server.Contacts);
        await loops.MailAsync("""{"email":"john@example.com","transactionalId":"reset","addToAudience":true}""");
        await loops.UpdateAsync("""{"email":"john@example.com","subscribed":false,"firstName":"John"}""");
        await loops.MailAsync("""{"email":"JOHN@example.com","transactionalId":"reset","addToAudience":true}""");

        var contact = Assert.Single(loops.Server.Contacts);
        Assert.Equal(("john@example.com", "John", false), (contact.Email, contact.FirstName, contact.Subscribed));
        Assert.Equal(4, loops.Server.SentEmails.Count);
    }

    [Theory]
    [InlineData("\"transactionalId\":\"reset\"")]
    [InlineData("\"email\":null,\"transactionalId\":\"reset\"")]
    [InlineData("\"email\":\"bad\",\"transactionalId\":\"reset\"")]
    [InlineData("\"email\":\"a@example.com\"")]
    [InlineData("\"email\":\"a@example.com\",\"transactionalId\":\" \"")]
    [InlineData("\"email\":\"a@example.com\",\"transactionalId\":7")]
    [InlineData("\"email\":\"a@example.com\",\"transactionalId\":\"reset\",\"addToAudience\":\"true\"")]
    [InlineData("\"email\":\"a@example.com\",\"transactionalId\":\"reset\",\"dataVariables\":[]")]
    [InlineData("\"email\":\"a@example.com\",\"transactionalId\":\"reset\",\"dataVariables\":{\"x\":true}")]
    [InlineData("\"email\":\"a@example.com\",\"transactionalId\":\"reset\",\"dataVariables\":{\"x\":null}")]
    [InlineData("\"email\":\"a@example.com\",\"transactionalId\":\"reset\",\"dataVariables\":{\"x\":{}}")]
    [InlineData("\"email\":\"a@example.com\",\"transactionalId\":\"reset\",\"dataVariables\":{\"x\":[1]}")]
    [InlineData("\"email\":\"a@example.com\",\"transactionalId\":\"reset\",\"dataVariables\":{\"x\":[{\"y\":[]}]}")]
    [InlineData("\"email\":\"a@example.com\",\"transactionalId\":\"reset\",\"dataVariables\":{\"x\":[{\"y\":null}]}")]
    [InlineData("\"email\":\"a@example.com\",\"transactionalId\":\"reset\",\"attachments\":{}")]
    [InlineData("\"email\":\"a@example.com\",\"transactionalId\":\"reset\",\"attachments\":[\"YQ==\"]")]
    [InlineData("\"email\":\"a@example.com\",\"transactionalId\":\"reset\",\"attachments\":[{\"filename\":\"a\",\"contentType\":\"b\"}]")]
    [InlineData("\"email\":\"a@example.com\",\"transactionalId\":\"reset\",\"attachments\":[{\"filename\":\" \",\"contentType\":\"b\",\"data\":\"YQ==\"}]")]
    [InlineData("\"email\":\"a@example.com\",\"transactionalId\":\"reset\",\"attachments\":[{\"filename\":\"a\",\"contentType\":\"b\",\"data\":\"no-base64\"}]")]
    public async Task A_refused_email_changes_nothing(string members)
    {
        await using var loops = await LocalLoops.StartAsync();

        (await loops.MailAsync($$"""{"addToAudience":true,{{members}}}""", "k-1")).ShouldFail(400);

        Assert.Empty(loops.Server.SentEmails);
        Assert.Empty(loops.Server.Contacts);
        (await loops.MailAsync(Reset, "k-1")).ShouldBe(200);
    }

    [Fact]
    public async Task Every_missing_variable_is_named()
    {
        await using var loops = await LocalLoops.StartAsync(static time => new()
        {
            TimeProvider = time,
            TransactionalEmails = [new("reset", "Reset") { DataVariables = ["link", "name", "items"] }],
        });

        (await loops.MailAsync("""{"email":"john@example.com","transactionalId":"reset","dataVariables":{"Link":"x","items":[]}}""")).ShouldFail(400, "Missing required data variable(s): link, name");
    }

    [Fact]
    public async Task Data_variables_may_be_long_and_a_body_has_at_most_4_megabytes()
    {
        await using var loops = await LocalLoops.StartAsync();

        (await loops.MailAsync($$$"""{"email":"john@example.com","transactionalId":"reset","dataVariables":{"text":"{{{new string('a', 2_000_000)}}}"}}""")).ShouldBe(200);
        (await loops.MailAsync($$"""{"email":"john@example.com","transactionalId":"{{new string('a', 499)}}"}""")).ShouldFail(400, "Some body key or value is longer than allowable");
        (await loops.MailAsync(new string('x', 4 * 1024 * 1024 + 1))).ShouldFail(413);

        Assert.Equal(4 * 1024 * 1024, loops.Server.Requests[^1].Body.Length);
    }

    [Fact]
    public async Task Events_and_emails_share_their_keys()
    {
        await using var loops = await LocalLoops.StartAsync();

        (await loops.TrackAsync("""{"email":"john@example.com","eventName":"e"}""", "k-1")).ShouldBe(200);
        (await loops.MailAsync(Reset, "k-1")).ShouldFail(409, "Idempotency key already used with a different request body.");
        (await loops.MailAsync(Reset, new string('k', 101))).ShouldFail(400);
        (await loops.MailAsync(Reset, "k-2")).ShouldBe(200);
        (await loops.MailAsync(Reset, "k-2")).ShouldFail(409);
        loops.Time.Advance(TimeSpan.FromHours(24));
        (await loops.MailAsync(Reset, "k-2")).ShouldBe(200);

        Assert.Equal(2, loops.Server.SentEmails.Count);
    }
}
