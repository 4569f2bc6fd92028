namespace LoopsMapping.Testing;

/// <summary>How <see cref="LoopsServerOptions.RequestsPerSecond"/> are counted. Loops documents the number alone.</summary>
public enum LoopsServerRateLimiter
{
    /// <summary>At most so many in any second.</summary>
    SlidingWindow,

    /// <summary>At most so many in each second of the clock.</summary>
    FixedWindow,

    /// <summary>So many at once, and after that one more each time its share of a second has passed.</summary>
    TokenBucket,
}
