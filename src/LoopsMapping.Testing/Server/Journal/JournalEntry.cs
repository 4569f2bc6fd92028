using System.Text;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using LoopsMapping.Testing.Pipeline;

namespace LoopsMapping.Testing.Journal;

/// <summary>One line of a journal: a request that took effect, or an email that was put on the suppression list. Never a key of the API.</summary>
internal sealed record JournalEntry
{
    public required DateTimeOffset Time { get; init; }

    /// <summary>An email that a test suppressed; there is no request then.</summary>
    public string? Suppressed { get; init; }

    public string? Method { get; init; }

    public string? Path { get; init; }

    public string? Query { get; init; }

    public string? IdempotencyKey { get; init; }

    public string? Body { get; init; }

    /// <summary>The body where it is no text: a key can be used up by it all the same.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>What it was answered with.</summary>
    public int? Status { get; init; }

    [JsonIgnore]
    public bool IsRequest => Method is not null && Path is not null && Status is not null && Suppressed is null;

    public static JournalEntry Of(ApiRequest request, int status, DateTimeOffset time)
    {
        var isText = Utf8.IsValid(request.Body);
        return new()
        {
            Time = time,
            Method = request.Method,
            Path = request.Path,
            Query = request.QueryString.Length == 0 ? null : request.QueryString,
            IdempotencyKey = request.IdempotencyKey,
            Body = isText ? Encoding.UTF8.GetString(request.Body) : null,
            Bytes = isText ? null : request.Body,
            Status = status,
        };
    }

    public ApiRequest ToRequest() => new()
    {
        Method = Method!,
        Path = Path!,
        LastSegment = Path![(Path!.LastIndexOf('/') + 1)..],
        Host = "",
        QueryString = Query ?? "",
        Headers = new Dictionary<string, string>(),
        ApiKey = null,
        IdempotencyKey = IdempotencyKey,
        Body = Bytes ?? Encoding.UTF8.GetBytes(Body ?? ""),
        BodyRefusal = null,
    };
}
