using LoopsMapping.Delivery;

namespace LoopsMapping.Outbox.Dispatch;

/// <summary>Dispatches one outbox while this process has the role, and looks after it. It never ends before it is asked to.</summary>
internal sealed class OutboxDispatcher(Outbox outbox)
{
    /// <summary>How soon another process takes over from one that died.</summary>
    private static readonly TimeSpan AskForRoleEvery = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan RestartAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CleanUpEvery = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly HashSet<string> _unknownTeams = new(StringComparer.Ordinal);
    private bool _isStandby;

    public async Task RunAsync(CancellationToken stopping, CancellationToken aborting)
    {
        using var gauges = OutboxTelemetry.Watch(() => outbox.LastStats);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync(stopping, aborting).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                outbox.Failed(exception);
                OutboxLog.StoreFailed(outbox.Logger, outbox.Store.Name, RestartAfter, exception);
                await Task.Delay(RestartAfter, outbox.Time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task RunOnceAsync(CancellationToken stopping, CancellationToken aborting)
    {
        await outbox.OpenAsync().WaitAsync(stopping).ConfigureAwait(false);
        var role = await outbox.Store.TryBecomeDispatcherAsync(stopping).ConfigureAwait(false);
        if (role is null)
        {
            if (!_isStandby)
                OutboxLog.Standby(outbox.Logger, outbox.Store.Name);
            _isStandby = true;
            await LookAsync(stopping).ConfigureAwait(false);
            await Task.Delay(AskForRoleEvery, outbox.Time, stopping).ConfigureAwait(false);
            return;
        }

        _isStandby = false;
        await using (role.ConfigureAwait(false))
        {
            OutboxLog.Dispatching(outbox.Logger, outbox.Store.Name);
            using var failing = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            // When one ends with an error, the others end in order, and all begin anew.
            await Task.WhenAll(outbox.Teams.Select(team => DispatchAsync(team, failing, aborting)).Append(LookAfterAsync(failing))).ConfigureAwait(false);
        }
    }

    private async Task DispatchAsync(Transport team, CancellationTokenSource failing, CancellationToken aborting)
    {
        using var dispatcher = new TeamDispatcher(outbox, team);
        await EndTogetherAsync(() => dispatcher.RunAsync(failing.Token, aborting), failing).ConfigureAwait(false);
    }

    private Task LookAfterAsync(CancellationTokenSource failing) => EndTogetherAsync(
        async () =>
        {
            var retention = new LoopsOutboxRetention(outbox.Options.DeadLetterRetention, outbox.Options.ReceiptRetention, outbox.Options.RunRetention);
            var lastCleanUp = outbox.Time.GetTimestamp();
            await outbox.Store.CleanUpAsync(retention, failing.Token).ConfigureAwait(false);
            while (true)
            {
                await LookAsync(failing.Token).ConfigureAwait(false);
                await Task.Delay(LookEvery, outbox.Time, failing.Token).ConfigureAwait(false);
                if (outbox.Time.GetElapsedTime(lastCleanUp) < CleanUpEvery)
                    continue;
                lastCleanUp = outbox.Time.GetTimestamp();
                await outbox.Store.CleanUpAsync(retention, failing.Token).ConfigureAwait(false);
            }
        }, failing);

    private static async Task EndTogetherAsync(Func<Task> run, CancellationTokenSource failing)
    {
        try
        {
            await run().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (failing.IsCancellationRequested)
        {
            // Asked to stop.
        }
        finally
        {
            await failing.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        outbox.LastStats = await outbox.Store.GetStatsAsync(cancellationToken).ConfigureAwait(false);
        var known = outbox.Teams.Select(static team => team.Team.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var stats in outbox.LastStats)
        {
            if (stats.Pending > 0 && !known.Contains(stats.Team) && _unknownTeams.Add(stats.Team))
                OutboxLog.UnknownTeam(outbox.Logger, outbox.Store.Name, stats.Pending, stats.Team);
        }
    }
}
