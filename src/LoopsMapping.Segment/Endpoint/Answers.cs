using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LoopsMapping.Segment.Endpoint;

/// <summary>Answers in the form of Segment's API.</summary>
internal static class Answers
{
    private const string ContentType = "application/json; charset=utf-8";

    private static readonly byte[] Accepted = "{\"success\":true}"u8.ToArray();

    /// <summary>Exactly 200: some SDKs take other 2xx for failures.</summary>
    public static Task AcceptAsync(HttpContext context)
    {
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = Accepted.Length;
        return context.Response.Body.WriteAsync(Accepted, 0, Accepted.Length, context.RequestAborted);
    }

    public static Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        context.Response.StatusCode = refusal.Status;
        if (refusal.RetryAfter > 0)
            context.Response.Headers.RetryAfter = refusal.RetryAfter.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return WriteAsync(context, json =>
        {
            json.WriteBoolean("success", false);
            json.WriteString("message", refusal.Reason);
        });
    }

    /// <summary>What SDKs ask for before they send anything: which integrations the source has.</summary>
    /// <param name="context">The request.</param>
    /// <param name="writeKey">The source's write key.</param>
    public static Task DescribeAsync(HttpContext context, string writeKey) => WriteAsync(context, json =>
    {
        json.WriteStartObject("integrations");
        json.WriteStartObject("Segment.io");
        json.WriteString("apiKey", writeKey);
        // Where they asked is where they can send: the endpoints may be in a group that has a path of its own.
        var path = context.Request.Path.Value!;
        json.WriteString("apiHost", $"{context.Request.Host}{context.Request.PathBase}{path[..path.LastIndexOf("/projects/", StringComparison.OrdinalIgnoreCase)]}");
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        context.Response.ContentType = ContentType;
        var json = new Utf8JsonWriter(context.Response.BodyWriter);
        await using (json.ConfigureAwait(false))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
