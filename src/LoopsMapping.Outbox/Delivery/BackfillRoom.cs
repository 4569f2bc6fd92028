namespace LoopsMapping.Outbox.Delivery;

/// <summary>Holds a backfill back while the outbox is as full as it may become. It asks for the figure no more often than it has to.</summary>
internal sealed class BackfillRoom(Dispatch.Outbox outbox, string team, int maxPending)
{
    private readonly object _gate = new();
    private TaskCompletionSource _stored = Stored();
    private int _underWay;
    private long _room;

    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        while (_room <= 0)
        {
            // What is on its way to the disk is not in the figure, and will be.
            await WaitForStoredAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            var settled = outbox.Settled;
            var stats = await outbox.Store.GetStatsAsync(cancellationToken).ConfigureAwait(false);
            _room = maxPending - (stats.FirstOrDefault(stats => stats.Team == team)?.Pending ?? 0);
            if (_room > 0)
                break;
            await outbox.WaitForSettlementAsync(settled, cancellationToken).ConfigureAwait(false);
        }
        _room--;
    }

    /// <summary>Delivers one record that there is room for.</summary>
    public async Task<T> UseAsync<T>(Func<Task<T>> deliver)
    {
        lock (_gate)
        {
            if (_underWay++ == 0 && _stored.Task.IsCompleted)
                _stored = New();
        }
        try
        {
            return await deliver().ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                if (--_underWay == 0)
                    _stored.TrySetResult();
            }
        }
    }

    private Task WaitForStoredAsync()
    {
        lock (_gate)
            return _stored.Task;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource Stored()
    {
        var stored = New();
        stored.SetResult();
        return stored;
    }
}
