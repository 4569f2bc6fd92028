namespace LoopsMapping.Testing.Pipeline;

/// <summary>A request whose body has arrived. Not a record: nothing must print <see cref="ApiKey"/>.</summary>
internal sealed class ApiRequest
{
    public required string Method { get; init; }

    public required string Path { get; init; }

    /// <summary>What the path ends with, decoded, where it is a value that may have a slash itself.</summary>
    public required string LastSegment { get; init; }

    public required string Host { get; init; }

    public required string QueryString { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required string? ApiKey { get; init; }

    public required string? IdempotencyKey { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>The status for a body that could not be read in full.</summary>
    public required int? BodyRefusal { get; init; }
}
