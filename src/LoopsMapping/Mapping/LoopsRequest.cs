using System.Buffers;

namespace LoopsMapping;

/// <summary>
/// The unit of work: one HTTP request to Loops, already serialized, with the lane it belongs to and its idempotency key. Both
/// stay the same however often it is sent.
/// </summary>
public sealed class LoopsRequest : IDisposable
{
    private byte[]? _buffer;
    private readonly int _length;

    internal LoopsRequest(HttpMethod method, string path, byte[] pooledBody, int length, string lane, string? idempotencyKey)
    {
        Method = method;
        Path = path;
        _buffer = pooledBody;
        _length = length;
        Lane = lane;
        IdempotencyKey = idempotencyKey;
    }

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; }

    /// <summary>The path below the base address, without a leading slash: <c>events/send</c>.</summary>
    public string Path { get; }

    /// <summary>The JSON body, UTF-8.</summary>
    /// <exception cref="ObjectDisposedException">The request was disposed.</exception>
    public ReadOnlyMemory<byte> Body
    {
        get
        {
            ObjectDisposedException.ThrowIf(_buffer is null, this);
            return _buffer.AsMemory(0, _length);
        }
    }

    /// <summary>
    /// The contact this request is about: its user id, else its e-mail address in lower case, unless
    /// <see cref="LoopsSendOptions.Lane"/> says otherwise. A transactional email has a lane of its own for each recipient. Personal data; mask
    /// it before you log it.
    /// </summary>
    public string Lane { get; }

    /// <summary>The <c>Idempotency-Key</c>, 1–100 characters; <see langword="null"/> where Loops takes none.</summary>
    public string? IdempotencyKey { get; }

    /// <summary>
    /// Whether the caller gave the key. Then 409 means that an earlier send, perhaps of another process, was accepted; on a key made
    /// here it means that only after an earlier attempt.
    /// </summary>
    public bool HasCallerIdempotencyKey { get; init; }

    /// <summary>The e-mail address in it; <see langword="null"/> when it has none. Personal data.</summary>
    public string? Email { get; init; }

    /// <summary>The user id in it; <see langword="null"/> when it has none. Personal data.</summary>
    public string? UserId { get; init; }

    /// <summary>How long after the call it is still of use to anybody; <see langword="null"/> for ever.</summary>
    public TimeSpan? ExpiresAfter { get; init; }

    /// <summary>Gives the body's buffer back; the request must not be sending any more.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
            ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>Method and path; no personal data.</summary>
    public override string ToString() => $"{Method} {Path}";
}
