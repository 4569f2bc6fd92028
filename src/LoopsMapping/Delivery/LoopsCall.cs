namespace LoopsMapping.Delivery;

/// <summary>One HTTP request to Loops with all its attempts, whoever asks for it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below the base address, with its query: <c>contacts/find?email=…</c>.</param>
/// <param name="Name">What it is called in logs and telemetry: the mapping's name, or the endpoint. No personal data.</param>
internal sealed record LoopsCall(HttpMethod Method, string Path, string Name)
{
    /// <summary>The JSON body; <see langword="null"/> for none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The same in every attempt.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Whom it is about, for logs: masked before it gets there.</summary>
    public string Contact { get; init; } = "";

    /// <summary>
    /// Whether it may be sent again when nobody knows if Loops has done it. Without that only what was surely not done is: no connection, or 429.
    /// </summary>
    public bool IsReplayable { get; init; } = true;

    /// <summary>How long after the call it is still of use.</summary>
    public TimeSpan? ExpiresAfter { get; init; }

    /// <summary>The path without its query, which can hold personal data.</summary>
    public string Endpoint => Path.Split('?')[0];

    public static LoopsCall Of(LoopsRequest request, string mapping) => new(request.Method, request.Path, mapping)
    {
        Body = request.Body,
        IdempotencyKey = request.IdempotencyKey,
        Contact = request.Lane,
        ExpiresAfter = request.ExpiresAfter,
    };

    /// <summary>Method and endpoint; no personal data.</summary>
    public override string ToString() => $"{Method} {Endpoint}";
}
