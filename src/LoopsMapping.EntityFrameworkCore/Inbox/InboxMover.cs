using LoopsMapping.Delivery;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LoopsMapping.EntityFrameworkCore.Inbox;

/// <summary>Moves what is committed in the inbox of a context to the outbox, for as long as the application runs.</summary>
internal sealed class InboxMover<TContext>(Inbox<TContext> inbox, InboxSignal<TContext> signal, TimeProvider time, ILoggerFactory loggerFactory) : BackgroundService
    where TContext : DbContext
{
    /// <summary>How soon what another process committed is seen.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan RestartAfter = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger = loggerFactory.CreateLogger(Transport.LogCategory);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var committed = signal.Committed.Next;
            try
            {
                if (await inbox.MoveAsync(stoppingToken).ConfigureAwait(false) == Inbox<TContext>.RowsAtOnce)
                    continue;
                await committed.WaitAsync(LookEvery, time, stoppingToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // Time to look again.
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                InboxLog.MovingFailed(_logger, typeof(TContext).Name, RestartAfter, exception);
                await Task.Delay(RestartAfter, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
