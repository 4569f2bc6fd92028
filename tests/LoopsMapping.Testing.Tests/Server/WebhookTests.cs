using System.Text.Json;
using LoopsMapping.Testing.Tests.Server.Harness;

namespace LoopsMapping.Testing.Tests.Server;

/// <summary>What is told to a receiver, when, and how it is signed.</summary>
public sealed class WebhookTests
{
    [Fact]
    public async Task A_test_event_is_signed_as_Loops_signs_it()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var loops = await LocalLoops.StartAsync();
        loops.Server.Webhooks = receiver.Endpoint;
        loops.Time.SetUtcNow(DateTimeOffset.FromUnixTimeSeconds(1734425918));

        var sent = await loops.Server.SendWebhookAsync("testing.testEvent", id: "msg_1", cancellationToken: LocalLoops.Cancel);

        Assert.Equal(
            ("msg_1", "1734425918", "v1,dnzngantb2xx+MTuMbKTAvwBU/9QnF1kt7/syW+BhAo=", "application/json", """{"eventName":"testing.testEvent","eventTime":1734425918,"message":"test","webhookSchemaVersion":"1.0.0"}"""),
            Assert.Single(receiver.Received));
        Assert.Equal(("msg_1", "testing.testEvent", 204, true, null, loops.Time.GetUtcNow()), (sent.Id, sent.EventName, sent.StatusCode, sent.IsAcknowledged, sent.Error, sent.SentAt));
        Assert.Same(sent, Assert.Single(loops.Server.SentWebhooks));
    }

    [Fact]
    public async Task What_requests_do_to_contacts_is_told_in_order()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var loops = await LocalLoops.StartTeamAsync();
        loops.Server.Webhooks = receiver.Endpoint;

        await loops.CreateAsync("""{"email":"a@example.com","mailingLists":{"l1":true,"l2":false},"planName":"pro"}""");
        await loops.UpdateAsync("""{"email":"a@example.com","userId":"u1","mailingLists":{"l1":false,"l2":true}}""");
        await loops.UpdateAsync("""{"email":"a@example.com","firstName":"A"}""");
        await loops.UpdateAsync("""{"email":"a@example.com","subscribed":false}""");
        await loops.UpdateAsync("""{"email":"a@example.com","subscribed":false}""");
        await loops.TrackAsync("""{"email":"b@example.com","eventName":"e"}""");
        await loops.UpdateAsync("""{"userId":"ghost"}""");
        await loops.DeleteAsync("""{"userId":"u1"}""");
        await loops.Server.FlushWebhooksAsync(LocalLoops.Cancel);

        Assert.Equal(
            [
                "contact.created a@example.com", "contact.mailingList.subscribed a@example.com",
                "contact.mailingList.subscribed a@example.com", "contact.mailingList.unsubscribed a@example.com",
                "contact.unsubscribed a@example.com", "contact.created b@example.com",
                "contact.unsubscribed a@example.com", "contact.deleted a@example.com",
            ],
            receiver.Received.Select(static webhook => Summary(webhook.Body)));
        Assert.Equal(receiver.Received.Count, receiver.Received.Select(static webhook => webhook.Id).Distinct().Count());
        Assert.Equal(receiver.Received.Select(static webhook => (webhook.Id, webhook.Signature, webhook.Body)), loops.Server.SentWebhooks.Select(static webhook => (webhook.Id, webhook.Signature, webhook.Body)));
    }

    [Fact]
    public async Task Payloads_have_the_shape_of_Loops()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var loops = await LocalLoops.StartTeamAsync();
        loops.Server.Webhooks = receiver.Endpoint;

        await loops.CreateAsync("""{"email":"a@company.com","mailingLists":{"l1":true},"planName":"pro"}""");
        await loops.MailAsync("""{"email":"a@company.com","transactionalId":"t2","dataVariables":{"items":[]}}""");
        await loops.Server.FlushWebhooksAsync(LocalLoops.Cancel);

        var id = Assert.Single(loops.Server.Contacts).Id;
        var head = $$"""
            "eventTime":946684800,"webhookSchemaVersion":"1.0.0","contactIdentity":{"id":"{{id}}","email":"a@company.com","userId":null}
            """;
        var bodies = receiver.Received.Select(static webhook => webhook.Body).ToList();
        Assert.Equal($$"""{"eventName":"contact.created",{{head}},"contact":{{loops.Server.Contacts[0].ToJson()}}}""", bodies[0]);
        Assert.Equal($$$"""{"eventName":"contact.mailingList.subscribed",{{{head}}},"mailingList":{"id":"l1","name":"Newsletter","description":"Monthly","isPublic":true}}""", bodies[1]);
        using var sent = JsonDocument.Parse(bodies[2]);
        var email = sent.RootElement.GetProperty("email").GetRawText();
        Assert.Equal($$"""{"eventName":"transactional.email.sent",{{head}},"transactionalId":"t2","transactionalName":"Receipt","email":{{email}}}""", bodies[2]);
        Assert.Equal($$"""{"eventName":"email.delivered",{{head}},"sourceType":"transactional","transactionalId":"t2","email":{{email}}}""", bodies[3]);
        Assert.Equal(["id", "emailMessageId", "subject"], sent.RootElement.GetProperty("email").EnumerateObject().Select(static member => member.Name));
    }

    [Fact]
    public async Task Who_is_never_mailed_gets_nothing_delivered()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var loops = await LocalLoops.StartAsync();
        loops.Server.Webhooks = receiver.Endpoint;
        loops.Server.Suppress("gone@company.com");

        foreach (var email in (string[])["a@example.com", "a@TEST.com", "gone@company.com", "new@company.com"])
            (await loops.MailAsync($$"""{"email":"{{email}}","transactionalId":"reset"}""")).ShouldBe(200);
        await loops.Server.FlushWebhooksAsync(LocalLoops.Cancel);

        Assert.Equal(
            ["transactional.email.sent a@example.com", "transactional.email.sent a@TEST.com", "transactional.email.sent gone@company.com", "transactional.email.sent new@company.com", "email.delivered new@company.com"],
            receiver.Received.Select(static webhook => Summary(webhook.Body)));
    }

    [Fact]
    public async Task A_webhook_follows_the_answer()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var loops = await LocalLoops.StartAsync(time => new() { TimeProvider = time, RequestsPerSecond = 0, Webhooks = receiver.Endpoint });
        using var hold = loops.Server.HoldNext();

        var held = loops.CreateAsync("""{"email":"a@example.com"}""");
        await hold.Reached.WaitAsync(LocalLoops.Cancel);
        await loops.CreateAsync("""{"email":"b@example.com"}""");
        await loops.Server.FlushWebhooksAsync(LocalLoops.Cancel);
        Assert.Equal(["contact.created b@example.com"], receiver.Received.Select(static webhook => Summary(webhook.Body)));

        hold.Release();
        await held;
        await loops.Server.FlushWebhooksAsync(LocalLoops.Cancel);
        Assert.Equal("contact.created a@example.com", Summary(receiver.Received.Last().Body));
    }

    [Fact]
    public async Task A_request_without_an_answer_is_told_when_it_took_effect()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var loops = await LocalLoops.StartAsync();
        loops.Server.Webhooks = receiver.Endpoint;
        loops.Server.FailNext(LoopsServerFault.DropBefore);
        loops.Server.FailNext(LoopsServerFault.DropAfter);

        await Assert.ThrowsAsync<HttpRequestException>(() => loops.CreateAsync("""{"email":"a@example.com"}"""));
        await Assert.ThrowsAsync<HttpRequestException>(() => loops.CreateAsync("""{"email":"b@example.com"}"""));
        await loops.CreateAsync("{}");
        await loops.Server.FlushWebhooksAsync(LocalLoops.Cancel);

        Assert.Equal(["contact.created b@example.com"], receiver.Received.Select(static webhook => Summary(webhook.Body)));
    }

    [Fact]
    public async Task Any_event_can_be_sent_and_sent_again()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var loops = await LocalLoops.StartAsync();
        loops.Server.Webhooks = receiver.Endpoint;

        var first = await loops.Server.SendWebhookAsync("email.opened", """{"sourceType":"loop","eventName":"other","eventTime":7}""", cancellationToken: LocalLoops.Cancel);
        var second = await loops.Server.SendWebhookAsync("email.opened", """{"webhookSchemaVersion":"2.0.0","ñ":"<a+b>"}""", first.Id, LocalLoops.Cancel);

        Assert.Equal(
            ["""{"eventName":"email.opened","sourceType":"loop","eventTime":7,"webhookSchemaVersion":"1.0.0"}""", """{"eventName":"email.opened","eventTime":946684800,"webhookSchemaVersion":"2.0.0","ñ":"<a+b>"}"""],
            receiver.Received.Select(static webhook => webhook.Body));
        Assert.Equal(first.Id, second.Id);
        Assert.NotEqual(first.Signature, second.Signature);
    }

    [Fact]
    public async Task A_receiver_that_fails_is_recorded_and_stops_nothing()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var loops = await LocalLoops.StartAsync();
        loops.Server.Webhooks = receiver.Endpoint;
        receiver.StatusCode = 500;

        await loops.CreateAsync("""{"email":"a@example.com"}""");
        await loops.Server.FlushWebhooksAsync(LocalLoops.Cancel);
        loops.Server.Webhooks = new(loops.Server.BaseAddress, WebhookReceiver.Secret) { Handler = new BrokenHandler() };
        await loops.CreateAsync("""{"email":"b@example.com"}""");
        await loops.Server.FlushWebhooksAsync(LocalLoops.Cancel);
        loops.Server.Webhooks = null;
        await loops.CreateAsync("""{"email":"c@example.com"}""");
        await loops.Server.FlushWebhooksAsync(LocalLoops.Cancel);

        Assert.Equal([("contact.created 500", null), ("contact.created 0", "No route.")], loops.Server.SentWebhooks.Select(static webhook => (webhook.ToString(), webhook.Error)));
        Assert.All(loops.Server.SentWebhooks, static webhook => Assert.False(webhook.IsAcknowledged));
        loops.Server.Reset();
        Assert.Empty(loops.Server.SentWebhooks);
    }

    [Fact]
    public async Task What_cannot_be_sent_is_an_error_at_once()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var loops = await LocalLoops.StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => loops.Server.SendWebhookAsync("testing.testEvent", cancellationToken: LocalLoops.Cancel));
        loops.Server.Webhooks = receiver.Endpoint;
        await Assert.ThrowsAsync<ArgumentException>(() => loops.Server.SendWebhookAsync(" ", cancellationToken: LocalLoops.Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => loops.Server.SendWebhookAsync("email.opened", id: "", cancellationToken: LocalLoops.Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => loops.Server.SendWebhookAsync("email.opened", "[]", cancellationToken: LocalLoops.Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => loops.Server.SendWebhookAsync("email.opened", "{", cancellationToken: LocalLoops.Cancel));
        await loops.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => loops.Server.SendWebhookAsync("email.opened", cancellationToken: LocalLoops.Cancel));
        await loops.Server.FlushWebhooksAsync(LocalLoops.Cancel);

        Assert.Empty(receiver.Received);
    }

    [Theory]
    [InlineData("http://127.0.0.1/", "whsec_")]
    [InlineData("http://127.0.0.1/", "whsec_***")]
    [InlineData("http://127.0.0.1/", "")]
    [InlineData("/hooks", WebhookReceiver.Secret)]
    [InlineData("ftp://127.0.0.1/", WebhookReceiver.Secret)]
    public void An_endpoint_has_an_address_and_a_secret(string url, string secret)
        => Assert.Throws<ArgumentException>(() => new LoopsServerWebhookEndpoint(new Uri(url, UriKind.RelativeOrAbsolute), secret));

    private static string Summary(string body)
    {
        using var json = JsonDocument.Parse(body);
        return $"{json.RootElement.GetProperty("eventName")} {json.RootElement.GetProperty("contactIdentity").GetProperty("email")}";
    }

    private sealed class BrokenHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new HttpRequestException("No route.");
    }
}
