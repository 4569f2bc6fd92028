using System.Net;
using System.Text.Json;
using LoopsMapping.Delivery;

namespace LoopsMapping;

/// <summary>An answer of Loops that is not a success.</summary>
internal sealed record LoopsRefusal(LoopsCall Call, HttpStatusCode StatusCode, string RawBody)
{
    public string? LoopsMessage { get; } = ReadMessage(RawBody);

    public LoopsApiException ToException() => (int)StatusCode switch
    {
        400 => new LoopsBadRequestException(this),
        401 or 403 => new LoopsAuthenticationException(this),
        404 => new LoopsNotFoundException(this),
        409 => new LoopsConflictException(this),
        429 => new LoopsRateLimitException(this),
        >= 500 => new LoopsApiException(this, "Loops has a problem of its own; it was tried again for as long as LoopsOptions.MaxAttempts and TotalTimeout allow. Send it again later."),
        _ => new LoopsApiException(this, "Check the request and Loops:BaseAddress."),
    };

    /// <summary>The documented <c>message</c>, or the older <c>error</c>, which is text or an object.</summary>
    private static string? ReadMessage(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return Text(json.RootElement, "message")
                ?? Text(json.RootElement, "error")
                ?? (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("error", out var error)
                    ? Text(error, "message") ?? Text(error, "reason")
                    : null);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
