using LoopsMapping.Testing.Pipeline;

namespace LoopsMapping.Testing.State;

/// <summary>At most so many requests in any second; 0 is no limit.</summary>
internal sealed class RateWindow(int limit, TimeProvider time)
{
    private const int LimitOfLoops = 10;

    private readonly Queue<long> _taken = new();

    public bool TryTake()
    {
        if (limit == 0)
            return true;
        Forget();
        if (_taken.Count >= limit)
            return false;
        _taken.Enqueue(time.GetTimestamp());
        return true;
    }

    public RateState Read()
    {
        if (limit == 0)
            return new(LimitOfLoops, LimitOfLoops - 1);
        Forget();
        return new(limit, limit - _taken.Count);
    }

    public void Clear() => _taken.Clear();

    private void Forget()
    {
        while (_taken.TryPeek(out var takenAt) && time.GetElapsedTime(takenAt) >= TimeSpan.FromSeconds(1))
            _taken.Dequeue();
    }
}
