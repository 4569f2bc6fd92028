using Microsoft.AspNetCore.Http;

namespace LoopsMapping.AspNetCore;

/// <summary>Reads a body byte for byte, since that is what is signed.</summary>
internal static class WebhookBody
{
    public const int MaxBytes = 256 * 1024;

    /// <returns>The body; <see langword="null"/> when it is too large, as soon as that is known.</returns>
    /// <exception cref="BadHttpRequestException">The server refuses the request.</exception>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes)
            return null;
        var buffer = new byte[request.ContentLength is { } length and > 0 ? (int)length : 4 * 1024];
        var count = 0;
        while (true)
        {
            var read = await request.Body.ReadAsync(buffer.AsMemory(count), cancellationToken).ConfigureAwait(false);
            count += read;
            if (count > MaxBytes)
                return null;
            if (read == 0)
                return buffer.AsMemory(0, count);
            // A read into no room returns 0, which would look like the end.
            if (count == buffer.Length)
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, MaxBytes + 1));
        }
    }
}
