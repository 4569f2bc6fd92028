namespace LoopsMapping.Testing.Rate;

internal static class RateLimits
{
    /// <param name="requestsPerSecond">The limit; 0 for none.</param>
    /// <param name="options">How it is counted, and on which clock.</param>
    public static IRateLimit Create(int requestsPerSecond, LoopsServerOptions options) => (requestsPerSecond, options.RateLimiter) switch
    {
        (0, _) => new NoLimit(),
        (_, LoopsServerRateLimiter.FixedWindow) => new FixedWindow(requestsPerSecond, options.TimeProvider),
        (_, LoopsServerRateLimiter.TokenBucket) => new TokenBucket(requestsPerSecond, options.TimeProvider),
        _ => new SlidingWindow(requestsPerSecond, options.TimeProvider),
    };
}
