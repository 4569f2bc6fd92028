namespace LoopsMapping.Testing.State;

/// <summary>The faults that are still to happen, in order.</summary>
internal sealed class FaultQueue
{
    private readonly Queue<(LoopsServerFault Fault, int Times)> _faults = new();
    private int _used;

    public void Add(LoopsServerFault fault, int times) => _faults.Enqueue((fault, times));

    public LoopsServerFault? Take()
    {
        if (!_faults.TryPeek(out var next))
            return null;
        if (++_used == next.Times)
        {
            _faults.Dequeue();
            _used = 0;
        }
        return next.Fault;
    }

    public void Clear()
    {
        _faults.Clear();
        _used = 0;
    }
}
