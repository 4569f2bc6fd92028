namespace LoopsMapping.Outbox.Memory;

/// <summary>The queue of one team and lane. It is never empty: a lane without messages does not exist.</summary>
internal sealed class MemoryLane
{
    private readonly LinkedList<MemoryMessage> _messages = [];
    private int _live;

    /// <summary>From when on its head can be claimed.</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>Orders lanes that became due at the same time.</summary>
    public long Turn { get; private set; }

    public bool IsEmpty => _messages.Count == 0;

    public MemoryMessage Head => _messages.First!.Value;

    public LoopsPriority Priority => _live > 0 ? LoopsPriority.Live : LoopsPriority.Bulk;

    public void Append(MemoryMessage message)
    {
        _messages.AddLast(message);
        if (message.Content.Priority == LoopsPriority.Live)
            _live++;
    }

    public void Remove(MemoryMessage message)
    {
        _messages.Remove(message);
        if (message.Content.Priority == LoopsPriority.Live)
            _live--;
    }

    /// <summary>Gives the lane its place behind all that become due at this time or before.</summary>
    public void Queue(DateTimeOffset dueAt, long turn)
    {
        DueAt = dueAt;
        Turn = turn;
    }

    /// <summary>Its head was what it waited for, and is gone; it keeps its place when it was due anyway.</summary>
    public void EndDelay(DateTimeOffset now)
    {
        if (DueAt > now)
            DueAt = now;
    }
}
