namespace LoopsMapping.Testing.Rate;

internal static class RateLimits
{
    public static IRateLimit Create(LoopsServerOptions options) => options switch
    {
        { RequestsPerSecond: 0 } => new NoLimit(),
        { RateLimiter: LoopsServerRateLimiter.FixedWindow } => new FixedWindow(options.RequestsPerSecond, options.TimeProvider),
        { RateLimiter: LoopsServerRateLimiter.TokenBucket } => new TokenBucket(options.RequestsPerSecond, options.TimeProvider),
        _ => new SlidingWindow(options.RequestsPerSecond, options.TimeProvider),
    };
}
