namespace LoopsMapping.Outbox.Tests.Harness;

/// <summary>A store that does what another does, tells <see cref="Work"/> of it, and fails when it is told to.</summary>
internal sealed class WatchedStore(ILoopsOutboxStore inner, Work work, object owner) : ILoopsOutboxStore, IDisposable
{
    /// <summary>Asked before each call with its name; what it returns is thrown.</summary>
    public Func<string, Exception?>? Fail { get; set; }

    public ILoopsOutboxStore Inner => inner;

    /// <summary>Whether this process dispatches it.</summary>
    public bool IsDispatched { get; private set; }

    public string Name => inner.Name;

    public Task OpenAsync(CancellationToken cancellationToken) => WatchAsync(nameof(OpenAsync), () => inner.OpenAsync(cancellationToken));

    public Task<IReadOnlyList<LoopsOutboxTicket>> EnqueueAsync(IReadOnlyList<LoopsOutboxMessage> messages, CancellationToken cancellationToken)
        => WatchAsync(nameof(EnqueueAsync), () => inner.EnqueueAsync(messages, cancellationToken));

    public Task<IAsyncDisposable?> TryBecomeDispatcherAsync(CancellationToken cancellationToken)
        => WatchAsync<IAsyncDisposable?>(
            nameof(TryBecomeDispatcherAsync),
            async () =>
            {
                var role = await inner.TryBecomeDispatcherAsync(cancellationToken).ConfigureAwait(false);
                IsDispatched = role is not null;
                return role is null ? null : new Role(this, role);
            });

    public Task<LoopsOutboxClaims> ClaimAsync(string team, int maxCount, TimeSpan lease, CancellationToken cancellationToken) => WatchAsync(
        nameof(ClaimAsync),
        async () =>
        {
            var claims = await inner.ClaimAsync(team, maxCount, lease, cancellationToken).ConfigureAwait(false);
            work.Note(owner, watch => watch.Claimed(team, claims.Claims));
            return claims;
        });

    public Task<bool> MarkAttemptAsync(LoopsOutboxClaim claim, CancellationToken cancellationToken)
    {
        // No async method: this is to hold for the sender, who waits for its slot after this.
        var sender = new object();
        VirtualTime.Sender = sender;
        return WatchAsync(
            nameof(MarkAttemptAsync),
            async () =>
            {
                var isMarked = await inner.MarkAttemptAsync(claim, cancellationToken).ConfigureAwait(false);
                work.Note(owner, watch => watch.Marked(claim, sender));
                return isMarked;
            },
            claim);
    }

    public Task<bool> CompleteAsync(LoopsOutboxClaim claim, LoopsOutboxCompletion completion, CancellationToken cancellationToken)
        => SettleAsync(nameof(CompleteAsync), claim, () => inner.CompleteAsync(claim, completion, cancellationToken));

    public Task<bool> RescheduleAsync(LoopsOutboxClaim claim, LoopsOutboxRetry retry, CancellationToken cancellationToken)
        => SettleAsync(nameof(RescheduleAsync), claim, () => inner.RescheduleAsync(claim, retry, cancellationToken));

    public Task<bool> DeadLetterAsync(LoopsOutboxClaim claim, LoopsOutboxFailure failure, CancellationToken cancellationToken)
        => SettleAsync(nameof(DeadLetterAsync), claim, () => inner.DeadLetterAsync(claim, failure, cancellationToken));

    public Task ReleaseAsync(LoopsOutboxClaim claim, CancellationToken cancellationToken) => SettleAsync(
        nameof(ReleaseAsync), claim,
        async () =>
        {
            await inner.ReleaseAsync(claim, cancellationToken).ConfigureAwait(false);
            return true;
        });

    public async Task<TimeSpan?> ReserveSlotAsync(string team, TimeSpan spacing, TimeSpan longestWait, CancellationToken cancellationToken)
    {
        var wait = await inner.ReserveSlotAsync(team, spacing, longestWait, cancellationToken).ConfigureAwait(false);
        if (VirtualTime.Owner == owner && VirtualTime.Sender is null)
            work.Note(owner, watch => watch.Reserved(team, wait));
        return wait;
    }

    public Task DelaySlotsAsync(string team, TimeSpan duration, CancellationToken cancellationToken) => inner.DelaySlotsAsync(team, duration, cancellationToken);

    public Task PauseAsync(string team, string reason, TimeSpan probeAfter, CancellationToken cancellationToken)
        => WatchAsync(nameof(PauseAsync), () => inner.PauseAsync(team, reason, probeAfter, cancellationToken));

    public Task ResumeAsync(string team, CancellationToken cancellationToken) => WatchAsync(nameof(ResumeAsync), () => inner.ResumeAsync(team, cancellationToken));

    public Task<IReadOnlyList<long>> FindPendingAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
        => WatchAsync(nameof(FindPendingAsync), () => inner.FindPendingAsync(ids, cancellationToken));

    public Task<IReadOnlyList<LoopsOutboxStats>> GetStatsAsync(CancellationToken cancellationToken)
        => WatchAsync(nameof(GetStatsAsync), () => inner.GetStatsAsync(cancellationToken));

    public Task<IReadOnlyList<LoopsOutboxRecord>> ListAsync(LoopsOutboxQuery query, CancellationToken cancellationToken)
        => WatchAsync(nameof(ListAsync), () => inner.ListAsync(query, cancellationToken));

    public Task<int> RetryAsync(LoopsOutboxQuery query, CancellationToken cancellationToken)
        => WatchAsync(nameof(RetryAsync), () => inner.RetryAsync(query, cancellationToken));

    public Task<int> PurgeAsync(LoopsOutboxQuery query, CancellationToken cancellationToken)
        => WatchAsync(nameof(PurgeAsync), () => inner.PurgeAsync(query, cancellationToken));

    public Task CleanUpAsync(LoopsOutboxRetention retention, CancellationToken cancellationToken)
        => WatchAsync(nameof(CleanUpAsync), () => inner.CleanUpAsync(retention, cancellationToken));

    // Nothing is going on while somebody waits.
    public Task WaitForWorkAsync(string team, TimeSpan longest, CancellationToken cancellationToken) => inner.WaitForWorkAsync(team, longest, cancellationToken);

    public Task AdvanceClockAsync(TimeSpan by, CancellationToken cancellationToken) => inner.AdvanceClockAsync(by, cancellationToken);

    public ValueTask DisposeAsync()
    {
        work.Forget(owner);
        return inner.DisposeAsync();
    }

    public void Dispose()
    {
        work.Forget(owner);
        (inner as IDisposable)?.Dispose();
    }

    private async Task<bool> SettleAsync(string name, LoopsOutboxClaim claim, Func<Task<bool>> settle)
    {
        var isSettled = await WatchAsync(name, settle, claim).ConfigureAwait(false);
        work.Note(owner, watch => watch.Freed(claim));
        return isSettled;
    }

    private Task<bool> WatchAsync(string name, Func<Task> call) => WatchAsync<bool>(
        name,
        async () =>
        {
            await call().ConfigureAwait(false);
            return true;
        });

    private async Task<T> WatchAsync<T>(string name, Func<Task<T>> call, LoopsOutboxClaim? claim = null)
    {
        work.BeginCall();
        try
        {
            return Fail?.Invoke(name) is { } failure ? throw failure : await call().ConfigureAwait(false);
        }
        catch (Exception) when (claim is not null)
        {
            work.Note(owner, watch => watch.Failed(claim));
            throw;
        }
        finally
        {
            work.EndCall();
        }
    }

    private sealed class Role(WatchedStore store, IAsyncDisposable role) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            store.IsDispatched = false;
            return role.DisposeAsync();
        }
    }
}
