namespace LoopsMapping.Testing.Rate;

/// <summary>At most so many requests in any second.</summary>
internal sealed class SlidingWindow(int limit, TimeProvider time) : IRateLimit
{
    private readonly Queue<long> _taken = new();

    public bool TryTake()
    {
        Forget();
        if (_taken.Count >= limit)
            return false;
        _taken.Enqueue(time.GetTimestamp());
        return true;
    }

    public RateState Read()
    {
        Forget();
        return new(limit, limit - _taken.Count);
    }

    private void Forget()
    {
        while (_taken.TryPeek(out var takenAt) && time.GetElapsedTime(takenAt) >= TimeSpan.FromSeconds(1))
            _taken.Dequeue();
    }
}
