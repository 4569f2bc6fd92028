namespace LoopsMapping.Testing.Endpoints;

/// <summary>An answer. Failures have Loops' envelope.</summary>
internal sealed record ApiResponse(int StatusCode, string Body)
{
    public static readonly ApiResponse Success = new(200, """{"success":true}""");

    public static readonly ApiResponse InvalidApiKey = new(401, """{"success":false,"message":"Invalid API key","error":"Invalid API key"}""");

    public static readonly ApiResponse TooManyRequests = Failure(429, "Too many requests.");

    public string ContentType { get; init; } = "application/json; charset=utf-8";

    /// <summary>The methods that a 405 names.</summary>
    public string? Allow { get; init; }

    public static ApiResponse Failure(int statusCode, string message) => new(statusCode, ResponseJson.Write(message, static (writer, message) =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("success", false);
        writer.WriteString("message", message);
        writer.WriteEndObject();
    }));

    /// <summary>Success and one more member.</summary>
    public static ApiResponse SuccessWith(string name, string value) => new(200, ResponseJson.Write((name, value), static (writer, member) =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("success", true);
        writer.WriteString(member.name, member.value);
        writer.WriteEndObject();
    }));
}
