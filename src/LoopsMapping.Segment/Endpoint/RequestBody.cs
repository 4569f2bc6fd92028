using System.Buffers;
using System.IO.Compression;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace LoopsMapping.Segment.Endpoint;

/// <summary>The body of a request: unpacked, at most as long as Segment takes it, in one pooled buffer.</summary>
internal sealed class RequestBody : IDisposable
{
    private const int FirstLength = 16 * 1024;

    private byte[] _buffer = [];
    private int _length;

    public ArraySegment<byte> Json => new(_buffer, Start, _length - Start);

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>Behind a byte order mark, which is no JSON.</summary>
    private int Start => _buffer.AsSpan(0, _length) is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;

    /// <summary>Reads it to the end, or until it is too long.</summary>
    /// <returns>Why it cannot be taken; <see langword="null"/> when it can.</returns>
    /// <exception cref="BadHttpRequestException">The server refuses the request.</exception>
    public async Task<Refusal?> ReadAsync(HttpRequest request, int maxLength, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxLength)
            return Refusal.TooLarge(maxLength);
        var encoding = request.Headers.ContentEncoding.ToString();
        var isPacked = encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase) || encoding.Equals("x-gzip", StringComparison.OrdinalIgnoreCase);
        if (!isPacked && encoding.Length > 0 && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            return Refusal.UnknownEncoding;

        var body = isPacked ? new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true) : request.Body;
        try
        {
            if (!await TryReadAsync(body, Math.Min((int)(request.ContentLength ?? FirstLength) + 1, maxLength + 1), maxLength, cancellationToken).ConfigureAwait(false))
                return Refusal.TooLarge(maxLength);
        }
        catch (InvalidDataException)
        {
            return Refusal.BrokenGzip;
        }
        finally
        {
            if (isPacked)
                await body.DisposeAsync().ConfigureAwait(false);
        }
        return _length == 0 ? Refusal.Empty : Utf8.IsValid(Bytes) ? null : Refusal.NotUtf8;
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private async Task<bool> TryReadAsync(Stream body, int expected, int maxLength, CancellationToken cancellationToken)
    {
        _buffer = ArrayPool<byte>.Shared.Rent(expected);
        while (true)
        {
            var read = await body.ReadAsync(_buffer.AsMemory(_length), cancellationToken).ConfigureAwait(false);
            _length += read;
            if (_length > maxLength)
                return false;
            if (read == 0)
                return true;
            if (_length == _buffer.Length)
                Grow();
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        Bytes.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
