namespace LoopsMapping.Testing.Rate;

/// <summary>At most so many requests in each second of the clock.</summary>
internal sealed class FixedWindow(int limit, TimeProvider time) : IRateLimit
{
    private long _second;
    private int _taken;

    public bool TryTake()
    {
        Turn();
        if (_taken >= limit)
            return false;
        _taken++;
        return true;
    }

    public RateState Read()
    {
        Turn();
        return new(limit, limit - _taken);
    }

    private void Turn()
    {
        var second = time.GetUtcNow().ToUnixTimeSeconds();
        if (second == _second)
            return;
        _second = second;
        _taken = 0;
    }
}
