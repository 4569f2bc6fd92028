namespace LoopsMapping.Testing.State;

/// <summary>What is still to happen to the next requests, in order.</summary>
internal sealed class NextRequests<T>
    where T : notnull
{
    private readonly Queue<(T What, int Times)> _queue = new();
    private int _used;

    public void Add(T what, int times) => _queue.Enqueue((what, times));

    public bool TryTake(out T? what)
    {
        what = default;
        if (!_queue.TryPeek(out var next))
            return false;
        if (++_used == next.Times)
        {
            _queue.Dequeue();
            _used = 0;
        }
        what = next.What;
        return true;
    }

    public IReadOnlyList<T> Clear()
    {
        T[] forgotten = [.. _queue.Select(static next => next.What)];
        _queue.Clear();
        _used = 0;
        return forgotten;
    }
}
