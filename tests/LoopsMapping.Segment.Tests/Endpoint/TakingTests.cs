using System.Net;
using System.Text;
using LoopsMapping.Segment.Tests.Harness;

namespace LoopsMapping.Segment.Tests.Endpoint;

/// <summary>What SDKs send arrives at Loops.</summary>
public sealed class TakingTests
{
    [Theory]
    [InlineData("/v1/identify")]
    [InlineData("/v1/i")]
    public async Task An_identify_becomes_a_contact(string path)
    {
        await using var app = await SegmentApp.StartAsync();
        // Single messages need no type: the path says it.
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostAsync(path, """{"userId":"u1","traits":{"email":"ada@example.com","plan":"pro"},"messageId":"m1"}"""));
        await app.FlushAsync();

        var contact = Assert.Single(app.Loops.Contacts);
        Assert.Equal(("u1", "ada@example.com", "Segment", "pro"), (contact.UserId, contact.Email, contact.Source, contact.Properties["plan"].GetString()));
        Assert.Null(Assert.Single(app.Loops.Requests).IdempotencyKey);
    }

    [Theory]
    [InlineData("/v1/track")]
    [InlineData("/v1/t")]
    public async Task A_track_becomes_an_event_under_the_key_of_the_message(string path)
    {
        await using var app = await SegmentApp.StartAsync();
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostAsync(path, """{"userId":"u1","event":"Signed Up","properties":{"email":"ada@example.com","plan":"pro"},"messageId":"m1"}"""));
        await app.FlushAsync();

        var sent = Assert.Single(app.Loops.Events);
        Assert.Equal(("Signed Up", "u1", "ada@example.com", "pro", "m1"), (sent.Name, sent.UserId, sent.Email, sent.Properties["plan"].GetString(), sent.IdempotencyKey));
    }

    [Theory]
    [InlineData("/v1/page")]
    [InlineData("/v1/p")]
    [InlineData("/v1/screen")]
    [InlineData("/v1/s")]
    [InlineData("/v1/group")]
    [InlineData("/v1/g")]
    [InlineData("/v1/alias")]
    [InlineData("/v1/a")]
    public async Task Other_messages_are_taken_and_ignored(string path)
    {
        await using var app = await SegmentApp.StartAsync();
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostAsync(path, """{"userId":"u1","name":"Home"}"""));
        await app.FlushAsync();
        Assert.Empty(app.Loops.Requests);
        Assert.Empty(await app.DeadLettersAsync());
    }

    [Theory]
    [InlineData("/v1/batch")]
    [InlineData("/v1/b")]
    [InlineData("/v1/import")]
    public async Task A_batch_is_delivered_in_order(string path)
    {
        await using var app = await SegmentApp.StartAsync();
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostAsync(path, $$"""{"batch":[{{Message.Identify("u1")}},{{Message.Track("u1", "Signed Up")}},{{Message.Track("u1", "Paid")}}],"sentAt":"2026-01-01T00:00:00Z"}"""));
        await app.FlushAsync();
        Assert.Equal(["u1"], app.Loops.Contacts.Select(static contact => contact.UserId));
        Assert.Equal(["Signed Up", "Paid"], app.Loops.Events.Select(static sent => sent.Name));
    }

    [Fact]
    public async Task A_body_can_be_packed()
    {
        await using var app = await SegmentApp.StartAsync();
        var body = SegmentApp.Gzip(Encoding.UTF8.GetBytes($$"""{"batch":[{{Message.Identify("u1")}}]}"""));
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostAsync("/v1/b", body, change: static request =>
        {
            request.Content!.Headers.ContentEncoding.Add("gzip");
            request.Content.Headers.ContentType = null;
        }));
        await app.FlushAsync();
        Assert.Single(app.Loops.Contacts);
    }

    [Fact]
    public async Task A_byte_order_mark_is_passed_over()
    {
        await using var app = await SegmentApp.StartAsync();
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostAsync("/v1/identify", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Message.Identify("u1"))]));
        await app.FlushAsync();
        Assert.Single(app.Loops.Contacts);
    }

    [Fact]
    public async Task A_message_is_taken_once_however_often_it_is_sent()
    {
        await using var app = await SegmentApp.StartAsync();
        string[] batch = [Message.Identify("u1", "m1"), Message.Track("u1", "Signed Up", "m2"), """{"type":"track","messageId":"m3"}""", """{"type":"identify","userId":"u1","messageId":"m4","traits":{"email":"nobody"}}"""];
        for (var i = 0; i < 3; i++)
            await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostBatchAsync(batch));
        await app.FlushAsync();
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostBatchAsync(batch));
        await app.FlushAsync();

        Assert.Equal(["PUT /api/v1/contacts/update", "POST /api/v1/events/send"], app.Loops.Requests.Select(static request => $"{request.Method} {request.Path}"));
        Assert.Equal(["m3", "m4"], (await app.DeadLettersAsync()).Select(static letter => letter.IdempotencyKey));
    }

    [Fact]
    public async Task A_key_that_Loops_would_not_take_is_made_into_one()
    {
        await using var app = await SegmentApp.StartAsync();
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostBatchAsync(
            Message.Track("u1", "A", new string('x', 101)), Message.Track("u1", "B", "schlüssel"), Message.Track("u1", "C", new string('x', 100)),
            """{"type":"track","userId":"u1","event":"D","properties":{"email":"u1@example.com"}}"""));
        await app.FlushAsync();
        var keys = app.Loops.Events.Select(static sent => sent.IdempotencyKey!).ToList();
        Assert.Equal([5, 5], keys.Take(2).Select(static key => Guid.Parse(key).Version));
        Assert.Equal(new string('x', 100), keys[2]);
        Assert.Equal(7, Guid.Parse(keys[3]).Version);
    }

    [Theory]
    [InlineData(""","integrations":{"All":false}""", false)]
    [InlineData(""","integrations":{"All":false,"Loops (Actions)":true}""", true)]
    [InlineData(""","integrations":{"All":false,"Loops (Actions)":{"x":1}}""", true)]
    [InlineData(""","integrations":{"Loops (Actions)":false}""", false)]
    [InlineData(""","integrations":{"loops (actions)":false}""", true)]
    [InlineData(""","integrations":{"All":true}""", true)]
    [InlineData(""","integrations":{}""", true)]
    [InlineData(""","integrations":null""", true)]
    public async Task Integrations_say_whether_a_message_is_meant(string integrations, bool isMeant)
    {
        await using var app = await SegmentApp.StartAsync();
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostBatchAsync(Message.Identify("u1", more: integrations)));
        await app.FlushAsync();
        Assert.Equal(isMeant ? 1 : 0, app.Loops.Contacts.Count);
        Assert.Empty(await app.DeadLettersAsync());
    }

    [Fact]
    public async Task What_a_batch_says_counts_for_messages_that_do_not_say_otherwise()
    {
        await using var app = await SegmentApp.StartAsync();
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostAsync("/v1/batch", """
            {
              "batch": [
                {"type":"track","userId":"u1","event":"A","messageId":"1"},
                {"type":"track","userId":"u1","event":"B","messageId":"2","context":{"ip":"1.2.3.4"}},
                {"type":"track","userId":"u1","event":"C","messageId":"3","context":{"traits":{"email":"own@example.com"}}},
                {"type":"track","userId":"u1","event":"D","messageId":"4","integrations":{"All":true,"Loops (Actions)":false}}
              ],
              "context": {"traits":{"email":"batch@example.com"}},
              "integrations": {"All":false,"Loops (Actions)":true}
            }
            """));
        await app.FlushAsync();
        Assert.Equal(["A batch@example.com", "B batch@example.com", "C own@example.com"], app.Loops.Requests.Select(static request =>
        {
            using var body = System.Text.Json.JsonDocument.Parse(request.Body);
            return $"{body.RootElement.GetProperty("eventName").GetString()} {body.RootElement.GetProperty("email").GetString()}";
        }));
    }

    [Fact]
    public async Task A_bad_message_becomes_a_dead_letter_that_says_why_and_keeps_it_whole()
    {
        await using var app = await SegmentApp.StartAsync();
        var large = Message.Track("u1", "Large", more: $",\"x\":\"{new string('x', 33 * 1024)}\"");
        var deep = $$$"""{"type":"identify","userId":"u1","messageId":"deep","traits":{"a":{{{new string('[', 1_200)}}}{{{new string(']', 1_200)}}}}}""";
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostBatchAsync(
            Message.Identify("u1"), "5", "null", "[]", "{}", """{"type":"Track","userId":"u1"}""", large, deep, """{"type":"identify","userId":"u1","traits":5}""", Message.Track("u1", "Signed Up")));
        await app.FlushAsync();

        Assert.Equal(["Signed Up"], app.Loops.Events.Select(static sent => sent.Name));
        Assert.Single(app.Loops.Contacts);
        var letters = await app.DeadLettersAsync();
        Assert.Equal(
            [
                "The message is no JSON object.", "The message is no JSON object.", "The message is no JSON object.",
                "The message has no type, or an unknown one: it must be identify, track, page, screen, group or alias.",
                "The message has no type, or an unknown one: it must be identify, track, page, screen, group or alias.",
                $"The message has {large.Length} bytes; Segment takes 32768.",
                "The message has objects and arrays within each other 1201 levels deep; 1000 are taken.",
                "Custom Contact Attributes must be an object but it was a number.",
            ],
            letters.Select(static letter => letter.Failure!.Detail));
        Assert.Equal(["5", "null", "[]", "{}", """{"type":"Track","userId":"u1"}""", large, deep, """{"type":"identify","userId":"u1","traits":5}"""], letters.Select(static letter => Encoding.UTF8.GetString(letter.Body.Span)));
        Assert.Contains(app.Log.GetSnapshot(), static entry => entry.Message.StartsWith("8 of 10 messages for PlainLoops became dead letters", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_e_mail_address_without_a_user_id_is_delivered()
    {
        await using var app = await SegmentApp.StartAsync();
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostBatchAsync(
            """{"type":"identify","anonymousId":"a","messageId":"1","traits":{"email":"Ada@example.com"}}""",
            """{"type":"track","anonymousId":"a","messageId":"2","event":"Signed Up","properties":{"email":"ada@example.com"}}"""));
        await app.FlushAsync();
        Assert.Single(app.Loops.Contacts);
        Assert.Single(app.Loops.Events);
    }

    [Fact]
    public async Task The_default_mapping_can_be_edited()
    {
        await using var app = await SegmentApp.StartAsync(static segment =>
        {
            segment.DefaultMapping.Contact.Email = ["$.traits.mail", "$.traits.email"];
            segment.DefaultMapping.Contact.Source = ["Website"];
            segment.DefaultMapping.Event.ContactProperties = ["$.properties.contact"];
            segment.DefaultMapping.Event.EventName = ["$.properties['event name']", "$.event"];
        });
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostBatchAsync(
            """{"type":"identify","userId":"u1","traits":{"mail":"ada@example.com","source":"x"}}""",
            """{"type":"track","userId":"u1","event":"X","properties":{"event name":"Paid","contact":{"plan":"pro","userId":"evil"}}}"""));
        await app.FlushAsync();
        var contact = Assert.Single(app.Loops.Contacts);
        Assert.Equal(("ada@example.com", "Website", "u1"), (contact.Email, contact.Source, contact.UserId));
        Assert.Equal(
            """{"eventName":"Paid","userId":"u1","eventProperties":{"event name":"Paid","contact":{"plan":"pro","userId":"evil"}},"plan":"pro"}""",
            app.Loops.Requests[^1].Body);
    }

    [Fact]
    public async Task The_default_mapping_can_be_turned_off()
    {
        await using var app = await SegmentApp.StartAsync(static segment => segment.DefaultMapping.Event.IsEnabled = false);
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostBatchAsync(Message.Identify("u1"), Message.Track("u1", "Paid"), """{"type":"track"}"""));
        await app.FlushAsync();
        Assert.Single(app.Loops.Contacts);
        Assert.Empty(app.Loops.Events);
        Assert.Empty(await app.DeadLettersAsync());
    }
}
