using Microsoft.Extensions.Hosting;

namespace LoopsMapping.Outbox.Dispatch;

/// <summary>Runs with the application: opens its outboxes at start, so that one that can never work stops it there, and dispatches them.</summary>
internal sealed class OutboxService(Outboxes outboxes) : BackgroundService
{
    private readonly CancellationTokenSource _aborting = new();

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var outbox in outboxes.All)
        {
            try
            {
                await outbox.OpenAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (LoopsOutboxException exception) when (exception.IsTransient)
            {
                // The application can do without for a while; the dispatcher tries again, and says why.
                outbox.Failed(exception);
            }
        }
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops claiming and finishes what is under way; when that takes longer than the host waits, it is left for the next process.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.Register(static aborting => ((CancellationTokenSource)aborting!).Cancel(), _aborting);
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Leaves what is still under way to the next process: a host that has run out of time may not have asked to stop.</summary>
    public override void Dispose()
    {
        base.Dispose();
        _aborting.Cancel();
        _aborting.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => Task.WhenAll(outboxes.All.Select(outbox => new OutboxDispatcher(outbox).RunAsync(stoppingToken, _aborting.Token)));
}
