using System.Collections.Concurrent;
using LoopsMapping.Delivery;
using LoopsMapping.Outbox.Delivery;
using LoopsMapping.Outbox.Dispatch;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LoopsMapping.EntityFrameworkCore.Inbox;

/// <summary>
/// The inbox of a context. Its rows go to the outbox, oldest first, and are removed once the outbox has them. A row that is moved twice, because a
/// process died in between or because two do it, is stored once.
/// </summary>
internal sealed class Inbox<TContext>(IServiceProvider provider, IEnumerable<InboxBinding> bindings, TimeProvider time) : IOutboxSource, IDisposable
    where TContext : DbContext
{
    /// <summary>How many rows are moved at once.</summary>
    public const int RowsAtOnce = 256;

    private readonly SemaphoreSlim _moving = new(1, 1);
    private readonly ConcurrentDictionary<string, OwnRecords> _moved = new(StringComparer.Ordinal);

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

    public void Dispose() => _moving.Dispose();

    /// <summary>Moves the oldest rows.</summary>
    /// <returns>How many.</returns>
    public async Task<int> MoveAsync(CancellationToken cancellationToken)
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
