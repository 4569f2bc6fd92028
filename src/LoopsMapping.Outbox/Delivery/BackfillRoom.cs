namespace LoopsMapping.Outbox.Delivery;

/// <summary>Holds a backfill back while the outbox is as full as it may become. It asks for the figure no more often than it has to.</summary>
internal sealed class BackfillRoom(Dispatch.Outbox outbox, string team, int maxPending)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private long _room;

    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        while (_room <= 0)
        {
            var settled = outbox.Settled;
            var stats = await outbox.Store.GetStatsAsync(cancellationToken).ConfigureAwait(false);
            _room = maxPending - (stats.FirstOrDefault(stats => stats.Team == team)?.Pending ?? 0);
            if (_room > 0)
                break;
            try
            {
                await settled.WaitAsync(LookEvery, outbox.Time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // Another process may dispatch.
            }
        }
        _room--;
    }
}
