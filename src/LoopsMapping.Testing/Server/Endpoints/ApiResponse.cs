using System.Collections.ObjectModel;

namespace LoopsMapping.Testing.Endpoints;

/// <summary>An answer. Failures have Loops' envelope.</summary>
internal sealed record ApiResponse(int StatusCode, string Body)
{
    public static readonly ApiResponse Success = new(200, """{"success":true}""");

    public static readonly ApiResponse InvalidApiKey = new(401, """{"success":false,"message":"Invalid API key","error":"Invalid API key"}""");

    /// <summary>Loops is not made for browsers: it answers them, and does not allow the header that carries the key.</summary>
    public static readonly ApiResponse Preflight = new(204, "")
    {
        ContentType = null,
        Headers = new Dictionary<string, string>
        {
            ["Access-Control-Allow-Origin"] = "*",
            ["Access-Control-Allow-Methods"] = "GET, POST, PUT, DELETE",
            ["Access-Control-Allow-Headers"] = "Accept, Content-Type",
        },
    };

    /// <summary><see langword="null"/> for a body that is empty.</summary>
    public string? ContentType { get; init; } = "application/json; charset=utf-8";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Whether the request has changed anything; <see langword="null"/> where the status tells.</summary>
    public bool? TookEffect { get; init; }

    public static ApiResponse Failure(int statusCode, string message) => new(statusCode, ResponseJson.Write(message, static (writer, message) =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("success", false);
        writer.WriteString("message", message);
        writer.WriteEndObject();
    }));

    public static ApiResponse TooManyRequests(LoopsServerRateLimitBody body) => body switch
    {
        LoopsServerRateLimitBody.Empty => new(429, "") { ContentType = null },
        LoopsServerRateLimitBody.Html => Html(429, "429 Too Many Requests"),
        _ => Failure(429, "Too many requests."),
    };

    /// <summary>What a load balancer says.</summary>
    public static ApiResponse Html(int statusCode, string title)
        => new(statusCode, $"<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>") { ContentType = "text/html" };

    /// <summary>Success and one more member.</summary>
    public static ApiResponse SuccessWith(string name, string value) => new(200, ResponseJson.Write((name, value), static (writer, member) =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("success", true);
        writer.WriteString(member.name, member.value);
        writer.WriteEndObject();
    }));
}
