using System.Globalization;
using System.Text;
using LoopsMapping.Testing.Endpoints;
using LoopsMapping.Testing.Pages;
using LoopsMapping.Testing.Pipeline;
using LoopsMapping.Testing.Rate;
using LoopsMapping.Testing.Webhooks;
using Microsoft.AspNetCore.Http;

namespace LoopsMapping.Testing.Hosting;

/// <summary>One request and its answer on the wire.</summary>
internal sealed class Exchange(ServerApi api, PageSite pages, WebhookSender webhooks, Action<LoopsServerRequest>? onRequest)
{
    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            if (pages.Write(context.Request.Method, context.Request.Path.Value) is { } page)
                await WritePageAsync(context, page).ConfigureAwait(false);
            else
                await AnswerAsync(context, api.Handle(await RequestReader.ReadAsync(context).ConfigureAwait(false))).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The client went away: there is nobody to answer.
            context.Abort();
        }
    }

    private async Task AnswerAsync(HttpContext context, Outcome outcome)
    {
        var response = Notify(outcome.Request) ?? outcome.Response;
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            try
            {
                await outcome.Held.WaitAsync(context.RequestAborted).ConfigureAwait(false);
            }
            finally
            {
                // Before the answer, so that whoever has it can wait for them.
                if (outcome.Webhooks.Count > 0)
                    _ = webhooks.Post(outcome.Webhooks, answered.Task);
            }

            if (response is null)
                context.Abort();
            else
                await WriteAsync(context, response, outcome.Rate).ConfigureAwait(false);
        }
        finally
        {
            answered.SetResult();
        }
    }

    private ApiResponse? Notify(LoopsServerRequest request)
    {
        try
        {
            onRequest?.Invoke(request);
            return null;
        }
        catch (Exception exception)
        {
            return ApiResponse.Failure(StatusCodes.Status500InternalServerError, $"OnRequest threw {exception.GetType().Name}: {exception.Message}");
        }
    }

    private static async Task WriteAsync(HttpContext context, ApiResponse response, RateState rate)
    {
        var body = Encoding.UTF8.GetBytes(response.Body);
        context.Response.StatusCode = response.StatusCode;
        context.Response.ContentType = response.ContentType;
        if (response.StatusCode != StatusCodes.Status204NoContent)
            context.Response.ContentLength = body.Length;
        context.Response.Headers["x-ratelimit-limit"] = rate.Limit.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["x-ratelimit-remaining"] = rate.Remaining.ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in response.Headers)
            context.Response.Headers[name] = value;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task WritePageAsync(HttpContext context, string page)
    {
        var body = Encoding.UTF8.GetBytes(page);
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = body.Length;
        context.Response.Headers.CacheControl = "no-store";
        // Whatever gets past the encoding, it does not run.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        if (context.Request.Method != "HEAD")
            await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }
}
