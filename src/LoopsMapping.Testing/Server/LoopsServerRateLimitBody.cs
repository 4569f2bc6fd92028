namespace LoopsMapping.Testing;

/// <summary>What a 429 has for a body. Loops documents none.</summary>
public enum LoopsServerRateLimitBody
{
    /// <summary>The JSON envelope of every other refusal.</summary>
    Json,

    /// <summary>Nothing, and no <c>Content-Type</c>.</summary>
    Empty,

    /// <summary>An HTML page, as a load balancer answers.</summary>
    Html,
}
