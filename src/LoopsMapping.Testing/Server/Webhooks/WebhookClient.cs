using System.Globalization;
using System.Text;

namespace LoopsMapping.Testing.Webhooks;

/// <summary>Signs webhooks and sends them, each once.</summary>
internal sealed class WebhookClient(TimeProvider time) : IDisposable
{
    // A receiver that hangs must not hang the test that waits for it.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly HttpClient _own = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { Timeout = Timeout };

    public async Task<LoopsServerWebhook> SendAsync(WebhookDraft draft, CancellationToken cancellationToken)
    {
        var sentAt = time.GetUtcNow();
        var timestamp = sentAt.ToUnixTimeSeconds();
        var signature = draft.Endpoint.Sign(draft.Id, timestamp, draft.Body);
        var (statusCode, error) = await PostAsync(draft, timestamp, signature, cancellationToken).ConfigureAwait(false);
        return new()
        {
            Id = draft.Id,
            EventName = draft.EventName,
            Body = draft.Body,
            Signature = signature,
            SentAt = sentAt,
            StatusCode = statusCode,
            Error = error,
        };
    }

    public void Dispose() => _own.Dispose();

    private async Task<(int StatusCode, string? Error)> PostAsync(WebhookDraft draft, long timestamp, string signature, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, draft.Endpoint.Url);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(draft.Body)) { Headers = { ContentType = new("application/json") } };
        request.Headers.TryAddWithoutValidation("webhook-id", draft.Id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("webhook-signature", signature);
        try
        {
            if (draft.Endpoint.Handler is null)
                return await PostAsync(_own, request, cancellationToken).ConfigureAwait(false);
            using var client = new HttpClient(draft.Endpoint.Handler, disposeHandler: false) { Timeout = Timeout };
            return await PostAsync(client, request, cancellationToken).ConfigureAwait(false);
        }
        // Whatever the receiver does wrong, the webhooks after this one still go out.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return (0, exception.Message);
        }
    }

    private static async Task<(int StatusCode, string? Error)> PostAsync(HttpClient client, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return ((int)response.StatusCode, null);
    }
}
