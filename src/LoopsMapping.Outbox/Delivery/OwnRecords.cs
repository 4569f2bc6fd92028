namespace LoopsMapping.Outbox.Delivery;

/// <summary>Which records somebody in this process has enqueued and does not know to be settled.</summary>
internal sealed class OwnRecords(Dispatch.Outbox outbox)
{
    private const int Many = 20_000;

    private readonly object _gate = new();
    private readonly Dictionary<long, Func<bool>?> _ids = [];
    private int _prunedAt = Many;

    /// <param name="id">Its number, as the store finds it.</param>
    /// <param name="isOpen">Whether the transaction in which it was enqueued may still be open, so that the store does not find it yet.</param>
    public void Add(long id, Func<bool>? isOpen = null)
    {
        bool isMany;
        lock (_gate)
        {
            _ids[id] = isOpen;
            isMany = _ids.Count > _prunedAt;
            if (isMany)
                _prunedAt = int.MaxValue;
        }
        if (isMany)
            _ = PruneAsync();
    }

    /// <summary>Waits until nothing is pending of what was added before, and is committed.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var waiting = Snapshot();
        while (waiting.Count > 0)
        {
            var settled = outbox.Settled;
            waiting = await FindPendingAsync(waiting, cancellationToken).ConfigureAwait(false);
            if (waiting.Count == 0)
                return;
            await outbox.WaitForSettlementAsync(settled, cancellationToken).ConfigureAwait(false);
        }
    }

    private IReadOnlyCollection<long> Snapshot()
    {
        lock (_gate)
            return [.. _ids.Keys];
    }

    private async Task<IReadOnlyCollection<long>> FindPendingAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        await outbox.OpenAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        // Before it is looked for: what is committed in between is not found, and must not be forgotten.
        HashSet<long> open;
        lock (_gate)
            open = [.. ids.Where(id => _ids.GetValueOrDefault(id) is { } isOpen && isOpen())];
        var pending = await outbox.Store.FindPendingAsync(ids, cancellationToken).ConfigureAwait(false);
        var still = pending.ToHashSet();
        lock (_gate)
        {
            foreach (var id in ids)
            {
                if (!still.Contains(id) && !open.Contains(id))
                    _ids.Remove(id);
            }
        }
        return pending;
    }

    /// <summary>Forgets what is settled, so that a long life does not fill the memory.</summary>
    private async Task PruneAsync()
    {
        try
        {
            await FindPendingAsync(Snapshot(), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is LoopsOutboxException or ObjectDisposedException)
        {
            // Later, then.
        }
        lock (_gate)
            _prunedAt = _ids.Count + Many;
    }
}
