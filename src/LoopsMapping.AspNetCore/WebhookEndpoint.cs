using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LoopsMapping.AspNetCore;

/// <summary>One request of Loops and its answer.</summary>
internal sealed class WebhookEndpoint(WebhookSecrets secrets, WebhookHandlers handlers, ILogger logger)
{
    private readonly RememberedWebhooks _remembered = new();

    public async Task AnswerAsync(HttpContext context)
    {
        try
        {
            var (webhook, refusal) = await ReadAsync(context).ConfigureAwait(false);
            if (webhook is not null)
            {
                context.Response.StatusCode = await ProcessAsync(webhook, context).ConfigureAwait(false);
                return;
            }
            WebhookLog.Refused(logger, refusal!.Status, refusal.Reason);
            context.Response.StatusCode = refusal.Status;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(refusal.Reason, context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // Loops went away: there is nobody to answer, and it tries again.
            context.Abort();
        }
    }

    /// <summary>The webhook, or why there is none.</summary>
    private async Task<(LoopsWebhook?, WebhookRefusal?)> ReadAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        var (id, timestamp, signature) = (headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), string.Join(' ', headers["webhook-signature"].ToArray()));
        if (string.IsNullOrWhiteSpace(id) || string.IsNullOrWhiteSpace(timestamp) || string.IsNullOrWhiteSpace(signature))
            return (null, WebhookRefusal.Malformed);

        ReadOnlyMemory<byte> body;
        try
        {
            if (await WebhookBody.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false) is not { } read)
                return (null, WebhookRefusal.TooLarge);
            body = read;
        }
        catch (BadHttpRequestException exception)
        {
            return (null, WebhookRefusal.Unreadable(exception.Message) with { Status = exception.StatusCode });
        }

        switch (secrets.Signature.Verify(id, timestamp, signature, body.Span))
        {
            case LoopsWebhookVerdict.Malformed:
                return (null, WebhookRefusal.Malformed);
            case LoopsWebhookVerdict.WrongSignature:
                return (null, WebhookRefusal.WrongSignature);
            case LoopsWebhookVerdict.Stale:
                return (null, WebhookRefusal.Stale);
        }
        try
        {
            return (LoopsWebhook.Parse(id, body), null);
        }
        catch (JsonException exception)
        {
            return (null, WebhookRefusal.Unreadable(exception.Message));
        }
    }

    private async Task<int> ProcessAsync(LoopsWebhook webhook, HttpContext context)
    {
        var deduplication = context.RequestServices.GetService<ILoopsWebhookDeduplication>() ?? _remembered;
        LoopsWebhookClaim claim;
        try
        {
            claim = await deduplication.ClaimAsync(webhook.Id, context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            WebhookLog.ClaimFailed(logger, exception, webhook.EventName, webhook.Id);
            return StatusCodes.Status500InternalServerError;
        }
        switch (claim)
        {
            case LoopsWebhookClaim.Handled:
                WebhookLog.Duplicate(logger, webhook.EventName, webhook.Id);
                return StatusCodes.Status200OK;
            case LoopsWebhookClaim.Busy:
                WebhookLog.Busy(logger, webhook.EventName, webhook.Id);
                return StatusCodes.Status503ServiceUnavailable;
            default:
                return await HandleAsync(webhook, deduplication, context).ConfigureAwait(false);
        }
    }

    private async Task<int> HandleAsync(LoopsWebhook webhook, ILoopsWebhookDeduplication deduplication, HttpContext context)
    {
        try
        {
            if (handlers.Find(webhook) is { } handler)
            {
                await handler(webhook, context.RequestServices, context.RequestAborted).ConfigureAwait(false);
                WebhookLog.Handled(logger, webhook.EventName, webhook.Id);
            }
            else
            {
                WebhookLog.PassedOver(logger, webhook.EventName, webhook.Id);
            }
        }
        catch (Exception exception)
        {
            WebhookLog.HandlerFailed(logger, exception, webhook.EventName, webhook.Id);
            await ReleaseAsync(webhook, deduplication).ConfigureAwait(false);
            return StatusCodes.Status500InternalServerError;
        }
        try
        {
            await deduplication.CompleteAsync(webhook.Id).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // It is handled all the same; asking Loops for it again would only have it done twice.
            WebhookLog.CompleteFailed(logger, exception, webhook.EventName, webhook.Id);
        }
        return StatusCodes.Status200OK;
    }

    private async Task ReleaseAsync(LoopsWebhook webhook, ILoopsWebhookDeduplication deduplication)
    {
        try
        {
            await deduplication.ReleaseAsync(webhook.Id).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            WebhookLog.ReleaseFailed(logger, exception, webhook.EventName, webhook.Id);
        }
    }
}
