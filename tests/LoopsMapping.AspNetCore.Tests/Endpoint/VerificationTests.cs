using System.Text;
using LoopsMapping.AspNetCore.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace LoopsMapping.AspNetCore.Tests.Endpoint;

/// <summary>What the endpoint answers before any handler is asked, over real HTTP.</summary>
public sealed class VerificationTests : IAsyncLifetime
{
    private readonly List<LoopsWebhook> _handled = [];
    private WebhookApp _app = null!;

    private string Now => $"{_app.Time.GetUtcNow().ToUnixTimeSeconds()}";

    public async ValueTask InitializeAsync() => _app = await WebhookApp.StartAsync((webhook, _) =>
    {
        _handled.Add(webhook);
        return Task.CompletedTask;
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_webhook_of_Loops_reaches_the_handler()
    {
        Assert.Equal(200, await _app.DeliverAsync("msg_1", Payload.Unsubscribed));

        var webhook = Assert.IsType<LoopsContactUnsubscribed>(Assert.Single(_handled));
        Assert.Equal(("msg_1", "ada@example.com"), (webhook.Id, webhook.ContactIdentity.Email));
    }

    [Fact]
    public async Task The_golden_vector_is_accepted_in_its_time()
    {
        _app.Time.AdjustTime(DateTimeOffset.FromUnixTimeSeconds(1734425918));
        var body = Encoding.UTF8.GetBytes("""{"eventName":"testing.testEvent","eventTime":1734425918,"message":"test","webhookSchemaVersion":"1.0.0"}""");

        Assert.Equal(200, await _app.SendAsync(body, "msg_1", "1734425918", "v1,dnzngantb2xx+MTuMbKTAvwBU/9QnF1kt7/syW+BhAo="));

        Assert.IsType<LoopsTestingTestEvent>(Assert.Single(_handled));
    }

    [Fact]
    public async Task What_was_changed_or_signed_by_somebody_else_is_refused_with_401()
    {
        var signature = _app.Signer.Sign("msg_1", _app.Time.GetUtcNow(), Payload.Unsubscribed);
        var foreign = new LoopsWebhookSignature(WebhookApp.OtherSecret).Sign("msg_1", _app.Time.GetUtcNow(), Payload.Unsubscribed);

        Assert.Equal(401, await _app.SendAsync(Payload.Of("contact.deleted"), "msg_1", Now, signature));
        Assert.Equal(401, await _app.SendAsync(Payload.Unsubscribed, "msg_2", Now, signature));
        Assert.Equal(401, await _app.SendAsync(Payload.Unsubscribed, "msg_1", $"{Payload.Time + 1}", signature));
        Assert.Equal(401, await _app.SendAsync(Payload.Unsubscribed, "msg_1", Now, foreign));
        Assert.Equal(401, await _app.SendAsync(Payload.Unsubscribed, "msg_1", Now, "v1,"));
        ShouldHaveRefused("Loops:WebhookSecret");
    }

    [Theory]
    [InlineData(300, 200)]
    [InlineData(301, 401)]
    [InlineData(-300, 200)]
    [InlineData(-301, 401)]
    public async Task What_is_old_or_from_the_future_is_refused_with_401(int age, int status)
    {
        Assert.Equal(status, await _app.DeliverAsync("msg_1", Payload.Unsubscribed, TimeSpan.FromSeconds(age)));

        if (status != 200)
            ShouldHaveRefused("clock");
    }

    [Fact]
    public async Task A_missing_or_malformed_header_is_refused_with_400()
    {
        var signature = _app.Signer.Sign("msg_1", _app.Time.GetUtcNow(), Payload.Unsubscribed);

        Assert.Equal(400, await _app.SendAsync(Payload.Unsubscribed, null, Now, signature));
        Assert.Equal(400, await _app.SendAsync(Payload.Unsubscribed, "msg_1", null, signature));
        Assert.Equal(400, await _app.SendAsync(Payload.Unsubscribed, "msg_1", Now, null));
        Assert.Equal(400, await _app.SendAsync(Payload.Unsubscribed, "msg_1", "yesterday", signature));
        ShouldHaveRefused("webhook-timestamp");
    }

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("[]")]
    [InlineData("""{"eventName":"contact.deleted","eventTime":1750000000}""")]
    public async Task A_signed_body_that_is_no_event_is_refused_with_400(string body)
    {
        Assert.Equal(400, await _app.DeliverAsync("msg_1", Encoding.UTF8.GetBytes(body)));

        ShouldHaveRefused("cannot be read");
    }

    [Fact]
    public async Task A_body_of_256_KB_is_taken_and_a_larger_one_is_refused_with_413()
    {
        var largest = Padded(256 * 1024);

        Assert.Equal(200, await _app.DeliverAsync("msg_1", largest));
        Assert.Equal(413, await _app.DeliverAsync("msg_2", Padded(256 * 1024 + 1)));
        Assert.Single(_handled);
        _handled.Clear();
        ShouldHaveRefused("256 KB");
    }

    [Fact]
    public async Task The_size_is_measured_when_the_sender_does_not_tell_it()
    {
        foreach (var (size, status) in new[] { (300, 200), (256 * 1024, 200), (256 * 1024 + 1, 413) })
        {
            var body = Padded(size);
            var signature = _app.Signer.Sign($"msg_{size}", _app.Time.GetUtcNow(), body);
            Assert.Equal(status, await _app.SendAsync(new ChunkedContent(body), $"msg_{size}", Now, signature));
        }
    }

    [Fact]
    public async Task One_of_several_signatures_has_to_fit()
    {
        var foreign = new LoopsWebhookSignature(WebhookApp.OtherSecret).Sign("msg_1", _app.Time.GetUtcNow(), Payload.Unsubscribed);
        var signature = _app.Signer.Sign("msg_1", _app.Time.GetUtcNow(), Payload.Unsubscribed);

        Assert.Equal(200, await _app.SendAsync(Payload.Unsubscribed, "msg_1", Now, $"{foreign} {signature}"));
    }

    [Fact]
    public async Task Other_methods_and_paths_are_not_answered()
    {
        using var http = new HttpClient { BaseAddress = _app.Address };

        Assert.Equal(System.Net.HttpStatusCode.MethodNotAllowed, (await http.GetAsync(new Uri("/webhooks/loops", UriKind.Relative), WebhookApp.Cancel)).StatusCode);
        Assert.Equal(404, await _app.DeliverAsync("msg_1", Payload.Unsubscribed, path: "/webhooks"));
    }

    [Fact]
    public async Task An_application_that_wants_everybody_to_sign_in_takes_webhooks_all_the_same()
    {
        await using var app = await WebhookApp.StartAsync(
            static application =>
            {
                application.UseAuthorization();
                application.MapLoopsWebhooks("/webhooks/loops", static (_, _) => Task.CompletedTask);
            },
            static services => services.AddAuthorizationBuilder().SetFallbackPolicy(new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAssertion(static _ => false).Build()));

        Assert.Equal(200, await app.DeliverAsync("msg_1", Payload.Unsubscribed));
    }

    private static byte[] Padded(int size)
    {
        var body = new byte[size];
        body.AsSpan().Fill((byte)' ');
        Payload.Unsubscribed.CopyTo(body, 0);
        return body;
    }

    private void ShouldHaveRefused(string remedy)
    {
        Assert.Empty(_handled);
        Assert.Contains(remedy, _app.LogText, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@example.com", _app.LogText, StringComparison.Ordinal);
    }

    private sealed class ChunkedContent(byte[] body) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => stream.WriteAsync(body).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
