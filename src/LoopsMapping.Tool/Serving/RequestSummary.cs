using System.Text.Json;
using LoopsMapping.Testing;
using Microsoft.AspNetCore.WebUtilities;

namespace LoopsMapping.Tool.Serving;

/// <summary>What a line says of a request: what was asked, about whom, and how it went.</summary>
internal sealed record RequestSummary
{
    public required DateTimeOffset Time { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public required int Status { get; init; }

    public string? Email { get; init; }

    public string? UserId { get; init; }

    public string? EventName { get; init; }

    public string? TransactionalId { get; init; }

    public string? IdempotencyKey { get; init; }

    /// <summary>Why it was refused.</summary>
    public string? Error { get; init; }

    public static RequestSummary Of(LoopsServerRequest request)
    {
        using var body = Parse(request.Body);
        using var answer = Parse(request.ResponseBody);
        var query = QueryHelpers.ParseQuery(request.QueryString);
        return new()
        {
            Time = request.ReceivedAt,
            Method = request.Method,
            Path = request.Path,
            Status = request.StatusCode,
            Email = Text(body, "email") ?? (query.TryGetValue("email", out var email) ? email.ToString() : null),
            UserId = Text(body, "userId") ?? (query.TryGetValue("userId", out var userId) ? userId.ToString() : null),
            EventName = Text(body, "eventName"),
            TransactionalId = Text(body, "transactionalId"),
            IdempotencyKey = request.IdempotencyKey,
            Error = request.StatusCode >= 400 ? Text(answer, "message") : null,
        };
    }

    private static JsonDocument? Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonDocument? json, string name)
        => json?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
