namespace LoopsMapping.Testing.Rate;

/// <summary>A bucket of so many tokens that fills up again within a second, evenly.</summary>
internal sealed class TokenBucket(int limit, TimeProvider time) : IRateLimit
{
    private readonly TimeSpan _share = TimeSpan.FromSeconds(1) / limit;
    private long _filledAt = time.GetTimestamp();

    // Time and not a count of tokens, so that no fraction of a token is lost to rounding.
    private TimeSpan _level = TimeSpan.FromSeconds(1);

    public bool TryTake()
    {
        Fill();
        if (_level < _share)
            return false;
        _level -= _share;
        return true;
    }

    public RateState Read()
    {
        Fill();
        return new(limit, (int)(_level.Ticks / _share.Ticks));
    }

    private void Fill()
    {
        var now = time.GetTimestamp();
        var level = _level + time.GetElapsedTime(_filledAt, now);
        var full = _share * limit;
        _level = level < full ? level : full;
        _filledAt = now;
    }
}
