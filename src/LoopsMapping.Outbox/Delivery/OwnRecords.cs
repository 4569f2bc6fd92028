namespace LoopsMapping.Outbox.Delivery;

/// <summary>Which records a delivery has enqueued and does not know to be settled.</summary>
internal sealed class OwnRecords(Dispatch.Outbox outbox)
{
    private const int Many = 20_000;

    private readonly object _gate = new();
    private readonly HashSet<long> _ids = [];
    private int _prunedAt = Many;

    public void Add(long id)
    {
        bool isMany;
        lock (_gate)
        {
            _ids.Add(id);
            isMany = _ids.Count > _prunedAt;
            if (isMany)
                _prunedAt = int.MaxValue;
        }
        if (isMany)
            _ = PruneAsync();
    }

    /// <summary>Waits until nothing is pending of what was added before.</summary>
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
            return [.. _ids];
    }

    private async Task<IReadOnlyCollection<long>> FindPendingAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        await outbox.OpenAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        var pending = await outbox.Store.FindPendingAsync(ids, cancellationToken).ConfigureAwait(false);
        var still = pending.ToHashSet();
        lock (_gate)
            _ids.ExceptWith(ids.Where(id => !still.Contains(id)));
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
