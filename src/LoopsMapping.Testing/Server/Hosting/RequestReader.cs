using LoopsMapping.Testing.Endpoints;
using LoopsMapping.Testing.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LoopsMapping.Testing.Hosting;

/// <summary>From ASP.NET Core's request to ours.</summary>
internal static class RequestReader
{
    /// <summary>What is read of a body that is too large, so that its sender gets to read the answer instead of a broken connection.</summary>
    public const int MaxDrainedBytes = 32 * 1024 * 1024;

    private const int MaxBodyBytes = 1024 * 1024;

    /// <summary>Loops' limit, attachments in base64 included.</summary>
    private const int MaxTransactionalBodyBytes = 4 * MaxBodyBytes;

    /// <summary>The request once its body has arrived.</summary>
    /// <exception cref="IOException">The client went away.</exception>
    /// <exception cref="OperationCanceledException">The client went away.</exception>
    public static async Task<ApiRequest> ReadAsync(HttpContext context)
    {
        var (body, refusal) = await ReadBodyAsync(context).ConfigureAwait(false);
        var headers = context.Request.Headers;
        var key = headers["Idempotency-Key"].ToString();
        return new()
        {
            Method = context.Request.Method,
            Path = context.Request.Path.Value ?? "",
            LastSegment = LastSegment(context),
            Host = context.Request.Host.Value ?? "",
            QueryString = context.Request.QueryString.Value ?? "",
            Headers = RedactedHeaders.Copy(headers),
            ApiKey = BearerToken(headers.Authorization.ToString()),
            IdempotencyKey = key.Length == 0 ? null : key,
            Body = body,
            BodyRefusal = refusal,
        };
    }

    private static async Task<(byte[] Body, int? Refusal)> ReadBodyAsync(HttpContext context)
    {
        using var kept = new MemoryStream();
        var limit = context.Request.Path == EndpointTable.TransactionalPath ? MaxTransactionalBodyBytes : MaxBodyBytes;
        var isTooLarge = false;
        var buffer = new byte[16 * 1024];
        try
        {
            while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted).ConfigureAwait(false) is > 0 and var read)
            {
                var room = limit - (int)kept.Length;
                isTooLarge |= read > room;
                kept.Write(buffer, 0, Math.Min(read, room));
            }
        }
        catch (BadHttpRequestException exception)
        {
            return (kept.ToArray(), exception.StatusCode);
        }
        return (kept.ToArray(), isTooLarge ? StatusCodes.Status413PayloadTooLarge : null);
    }

    /// <summary>From the request line: <c>Path</c> leaves <c>%2F</c> as it is, and then nobody knows what had been sent.</summary>
    private static string LastSegment(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        return Uri.UnescapeDataString(target[(target.LastIndexOf('/') + 1)..]);
    }

    private static string? BearerToken(string authorization)
        => authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization["Bearer ".Length..].Trim() : null;
}
