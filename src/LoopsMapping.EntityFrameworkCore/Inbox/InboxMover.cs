using System.Collections.Concurrent;
using LoopsMapping.Delivery;
using LoopsMapping.Outbox.Delivery;
using LoopsMapping.Outbox.Dispatch;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LoopsMapping.EntityFrameworkCore.Inbox;

/// <summary>
/// Moves rows from the inbox of a context to the outbox, oldest first, and removes them once the outbox has them. A row that is moved twice, because a
/// process died in between or because two do it, is stored once.
/// </summary>
internal sealed class InboxMover<TContext>(IServiceProvider provider, IEnumerable<InboxBinding> bindings, InboxSignal<TContext> signal, TimeProvider time, ILoggerFactory loggerFactory) : BackgroundService, IOutboxSource
    where TContext : DbContext
{
    private const int RowsAtOnce = 256;

    /// <summary>How soon what another process committed is seen.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan RestartAfter = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _moving = new(1, 1);
    private readonly ConcurrentDictionary<string, OwnRecords> _moved = new(StringComparer.Ordinal);
    private readonly ILogger _logger = loggerFactory.CreateLogger(Transport.LogCategory);

    /// <inheritdoc/>
    /// <remarks>What another process has moved is that one's.</remarks>
    public async Task FlushAsync(string team, CancellationToken cancellationToken)
    {
        while (await MoveAsync(cancellationToken).ConfigureAwait(false) == RowsAtOnce)
        {
        }
        if (_moved.TryGetValue(team, out var moved))
            await moved.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public override void Dispose()
    {
        base.Dispose();
        _moving.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var committed = signal.Committed.Next;
            try
            {
                if (await MoveAsync(stoppingToken).ConfigureAwait(false) == RowsAtOnce)
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

    /// <summary>Moves the oldest rows.</summary>
    /// <returns>How many.</returns>
    internal async Task<int> MoveAsync(CancellationToken cancellationToken)
    {
        await _moving.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await MoveAloneAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _moving.Release();
        }
    }

    private async Task<int> MoveAloneAsync(CancellationToken cancellationToken)
    {
        var outboxes = Outboxes();
        var teams = outboxes.Keys.ToList();
        var scope = provider.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var context = await CreateContextAsync(scope.ServiceProvider, cancellationToken).ConfigureAwait(false);
            await using (context.ConfigureAwait(false))
            {
                var inbox = context.Set<InboxRow>();
                var rows = await inbox.AsNoTracking().Where(row => teams.Contains(row.Team) && row.Version <= InboxRow.NewestVersion)
                    .OrderBy(static row => row.Id).Take(RowsAtOnce).ToListAsync(cancellationToken).ConfigureAwait(false);
                var now = time.GetUtcNow();
                foreach (var ofTeam in rows.GroupBy(static row => row.Team))
                {
                    var outbox = outboxes[ofTeam.Key];
                    var tickets = await outbox.EnqueueAsync([.. ofTeam.Select(row => InboxHeader.ToMessage(row, now))], cancellationToken).ConfigureAwait(false);
                    var moved = _moved.GetOrAdd(ofTeam.Key, static (_, outbox) => new(outbox), outbox);
                    foreach (var ticket in tickets.Where(static ticket => ticket.Id != 0))
                        moved.Add(ticket.Id);
                }
                if (rows.Count > 0)
                {
                    var ids = rows.ConvertAll(static row => row.Id);
                    // By number, not by range: what a slower transaction commits later has a lower one.
                    await inbox.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
                }
                return rows.Count;
            }
        }
    }

    private Dictionary<string, Outbox.Dispatch.Outbox> Outboxes()
    {
        var found = new Dictionary<string, Outbox.Dispatch.Outbox>(StringComparer.Ordinal);
        foreach (var binding in bindings.Where(static binding => binding.ContextType == typeof(TContext)))
            found[provider.GetRequiredKeyedService<Transport>(binding.Registration.Name).Team.Name] = provider.GetRequiredService<Outboxes>().Of(binding.Registration);
        return found;
    }

    private static async Task<TContext> CreateContextAsync(IServiceProvider scope, CancellationToken cancellationToken)
        => scope.GetService<IDbContextFactory<TContext>>() is { } factory
            ? await factory.CreateDbContextAsync(cancellationToken).ConfigureAwait(false)
            : scope.GetRequiredService<TContext>();
}
