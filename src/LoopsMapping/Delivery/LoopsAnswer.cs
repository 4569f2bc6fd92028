using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace LoopsMapping.Delivery;

/// <summary>One answer of Loops, read whole up to a limit.</summary>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="Body">The body as it came.</param>
/// <param name="RetryAfter">How long Loops asks to wait.</param>
/// <param name="RateLimit">The team's limit in requests per second, as <c>x-ratelimit-limit</c> tells.</param>
internal sealed record LoopsAnswer(HttpStatusCode StatusCode, string Body, TimeSpan? RetryAfter, double? RateLimit)
{
    /// <summary>What a list of contacts properties or events of a large account may come to.</summary>
    private const int MaxBodyLength = 8 * 1024 * 1024;

    private const int FirstRead = 16 * 1024;

    private static readonly TimeSpan ShortestRateLimitPause = TimeSpan.FromSeconds(1);

    /// <summary>For how long nobody sends when this is a 429.</summary>
    public TimeSpan RateLimitPause => RetryAfter is { } asked && asked > ShortestRateLimitPause ? asked : ShortestRateLimitPause;

    /// <summary>How often the request had been sent when this came.</summary>
    public int Attempts { get; init; } = 1;

    public bool IsSuccess => (int)StatusCode is >= 200 and < 300;

    /// <summary>Whether the same request may succeed a little later.</summary>
    public bool IsTransient => StatusCode is HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError;

    /// <summary>
    /// Whether it says that the request had been accepted before. Somebody has used its key: we did, in an attempt whose answer was lost, or the
    /// caller did. A key that was made for this very request and never sent before cannot have been used: that is an error, and not silence.
    /// </summary>
    public bool IsRepetition(bool isCallersKey) => StatusCode == HttpStatusCode.Conflict && (Attempts > 1 || isCallersKey);

    public static async Task<LoopsAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = ArrayPool<byte>.Shared.Rent(FirstRead);
            try
            {
                var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
                while (length == buffer.Length && length < MaxBodyLength)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(Math.Min(length * 2, MaxBodyLength));
                    buffer.AsSpan(0, length).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                    length += await stream.ReadAtLeastAsync(buffer.AsMemory(length), buffer.Length - length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
                }
                return new(response.StatusCode, Encoding.UTF8.GetString(buffer, 0, length), response.Headers.RetryAfter?.Delta, ReadLimit(response));
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    /// <summary>The <c>id</c> that contacts/update answers with.</summary>
    public string? ReadContactId()
    {
        try
        {
            using var json = JsonDocument.Parse(Body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
                ? id.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static double? ReadLimit(HttpResponseMessage response)
        => response.Headers.TryGetValues("x-ratelimit-limit", out var values)
            && double.TryParse(values.FirstOrDefault(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var limit)
            ? limit
            : null;
}
