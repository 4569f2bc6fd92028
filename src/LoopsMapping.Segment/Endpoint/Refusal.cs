using Microsoft.AspNetCore.Http;

namespace LoopsMapping.Segment.Endpoint;

/// <summary>Why a request is not taken: what the SDK gets, and what its operator reads.</summary>
/// <param name="Status">The HTTP status. SDKs throw away what gets 4xx other than 429, so that says "never".</param>
/// <param name="Reason">What is wrong, and what to do about it. No personal data, no keys.</param>
internal sealed record Refusal(int Status, string Reason)
{
    /// <summary>After how many seconds it is worth another try; 0 for never.</summary>
    public int RetryAfter { get; init; }

    public static readonly Refusal UnknownEncoding = new(StatusCodes.Status400BadRequest, "The Content-Encoding is unknown: send gzip, or none.");
    public static readonly Refusal BrokenGzip = new(StatusCodes.Status400BadRequest, "The body is no gzip, though Content-Encoding says so.");
    public static readonly Refusal Empty = new(StatusCodes.Status400BadRequest, "The body is empty: send a message, or an object with the array \"batch\".");
    public static readonly Refusal NotUtf8 = new(StatusCodes.Status400BadRequest, "The body is no UTF-8: send JSON in UTF-8.");
    public static readonly Refusal NotJson = new(StatusCodes.Status400BadRequest, "The body is no JSON.");

    public static readonly Refusal NoWriteKey = new(
        StatusCodes.Status401Unauthorized,
        "The request has no write key: send it as the user name of Basic authentication, or as \"writeKey\" in the body.");

    public static readonly Refusal UnknownWriteKey = new(
        StatusCodes.Status401Unauthorized,
        "The write key is unknown: add it to Segment:WriteKeys, or correct it in the SDK.");

    public static readonly Refusal NotLoopback = new(
        StatusCodes.Status401Unauthorized,
        "No write keys are configured, so only requests of this machine are taken: set Segment:WriteKeys.");

    public static readonly Refusal NoWebhookSecret = new(
        StatusCodes.Status401Unauthorized,
        "No webhook secret is configured: set Segment:WebhookSecrets to the shared secret of Segment's Webhooks destination.");

    public static readonly Refusal WrongSignature = new(
        StatusCodes.Status401Unauthorized,
        "The signature is missing or wrong: the shared secret of Segment's Webhooks destination must be one of Segment:WebhookSecrets.");

    public static readonly Refusal Busy = new(
        StatusCodes.Status429TooManyRequests,
        "Too many requests are under way: try again.")
    { RetryAfter = 1 };

    public static readonly Refusal StoreFailed = new(
        StatusCodes.Status503ServiceUnavailable,
        "The outbox cannot store anything at the moment: try again.")
    { RetryAfter = 5 };

    public static Refusal TooLarge(int maxLength) => new(
        StatusCodes.Status413PayloadTooLarge,
        $"The body is larger than {maxLength / 1024} KB: a message may have 32 KB, a batch 500 KB.");

    public static Refusal TooMany(int count) => new(
        StatusCodes.Status400BadRequest,
        $"The batch has {count} messages: 2500 are taken at a time.");

    public static Refusal WrongShape(string problem) => new(
        StatusCodes.Status400BadRequest,
        $"{problem} Send a message, or an object with the array \"batch\".");
}
