namespace LoopsMapping.Testing;

/// <summary>One HTTP request that a <see cref="LoopsServer"/> received in full, refused ones included, and what it was answered.</summary>
public sealed class LoopsServerRequest
{
    internal LoopsServerRequest()
    {
    }

    /// <summary>The HTTP method, such as <c>PUT</c>.</summary>
    public string Method { get; internal init; } = "";

    /// <summary>The decoded path, such as <c>/api/v1/contacts/update</c>.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>The query as it was sent, with its question mark, such as <c>?email=adam%40loops.so</c>; empty when there is none.</summary>
    public string QueryString { get; internal init; } = "";

    /// <summary>
    /// The request headers, whatever the case of their names; several values of one name are joined with a comma. The API key is not kept:
    /// <c>Authorization</c> reads <c>Bearer ***</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers { get; internal init; } = new Dictionary<string, string>();

    /// <summary>The body as UTF-8 text, whether or not it is JSON; of one that was too large, the first 1 MB, or 4 MB on <c>transactional</c>.</summary>
    public string Body { get; internal init; } = "";

    /// <summary>The <c>Idempotency-Key</c> header, on whichever endpoint; <see langword="null"/> when it is absent or empty.</summary>
    public string? IdempotencyKey { get; internal init; }

    /// <summary>
    /// The HTTP status of the answer. 0 after <see cref="LoopsServerFault.DropBefore"/>; after <see cref="LoopsServerFault.DropAfter"/> the
    /// status that the client would have seen.
    /// </summary>
    public int StatusCode { get; internal init; }

    /// <summary>The body of the answer, empty after <see cref="LoopsServerFault.DropBefore"/>.</summary>
    public string ResponseBody { get; internal init; } = "";

    /// <summary>The fault that met this request; <see langword="null"/> when it was handled as usual.</summary>
    public LoopsServerFault? Fault { get; internal init; }

    /// <summary>When it was handled, on <see cref="LoopsServerOptions.TimeProvider"/>.</summary>
    public DateTimeOffset ReceivedAt { get; internal init; }

    /// <summary>Method, path and status on one line.</summary>
    public override string ToString() => $"{Method} {Path} {StatusCode}";
}
