using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;

namespace LoopsMapping.Delivery;

/// <summary>One answer of Loops, read whole up to a limit.</summary>
internal sealed record LoopsAnswer(HttpStatusCode StatusCode, string Body, TimeSpan? RetryAfter)
{
    private const int MaxBodyLength = 64 * 1024;

    public bool IsSuccess => (int)StatusCode is >= 200 and < 300;

    /// <summary>Whether the same request may succeed a little later.</summary>
    public bool IsTransient => StatusCode is HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError;

    public static async Task<LoopsAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = ArrayPool<byte>.Shared.Rent(MaxBodyLength);
            try
            {
                var length = await stream.ReadAtLeastAsync(buffer.AsMemory(0, MaxBodyLength), MaxBodyLength, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
                return new(response.StatusCode, Encoding.UTF8.GetString(buffer, 0, length), response.Headers.RetryAfter?.Delta);
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
}
