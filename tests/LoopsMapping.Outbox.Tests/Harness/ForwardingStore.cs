namespace LoopsMapping.Outbox.Tests.Harness;

/// <summary>A store that does what another does; what derives from it breaks one promise.</summary>
internal abstract class ForwardingStore : ILoopsOutboxStore
{
    protected ILoopsOutboxStore Inner { get; } = new InMemoryOutboxStore();

    public string Name => Inner.Name;

    public virtual Task OpenAsync(CancellationToken cancellationToken) => Inner.OpenAsync(cancellationToken);

    public virtual Task<IReadOnlyList<LoopsOutboxTicket>> EnqueueAsync(IReadOnlyList<LoopsOutboxMessage> messages, CancellationToken cancellationToken) =>
        Inner.EnqueueAsync(messages, cancellationToken);

    public virtual Task<IAsyncDisposable?> TryBecomeDispatcherAsync(CancellationToken cancellationToken) => Inner.TryBecomeDispatcherAsync(cancellationToken);

    public virtual Task<LoopsOutboxClaims> ClaimAsync(string team, int maxCount, TimeSpan lease, CancellationToken cancellationToken) =>
        Inner.ClaimAsync(team, maxCount, lease, cancellationToken);

    public virtual Task<bool> MarkAttemptAsync(LoopsOutboxClaim claim, CancellationToken cancellationToken) => Inner.MarkAttemptAsync(claim, cancellationToken);

    public virtual Task<bool> CompleteAsync(LoopsOutboxClaim claim, LoopsOutboxCompletion completion, CancellationToken cancellationToken) =>
        Inner.CompleteAsync(claim, completion, cancellationToken);

    public virtual Task<bool> RescheduleAsync(LoopsOutboxClaim claim, LoopsOutboxRetry retry, CancellationToken cancellationToken) =>
        Inner.RescheduleAsync(claim, retry, cancellationToken);

    public virtual Task<bool> DeadLetterAsync(LoopsOutboxClaim claim, LoopsOutboxFailure failure, CancellationToken cancellationToken) =>
        Inner.DeadLetterAsync(claim, failure, cancellationToken);

    public virtual Task ReleaseAsync(LoopsOutboxClaim claim, CancellationToken cancellationToken) => Inner.ReleaseAsync(claim, cancellationToken);

    public virtual Task<TimeSpan?> ReserveSlotAsync(string team, TimeSpan spacing, TimeSpan longestWait, CancellationToken cancellationToken) =>
        Inner.ReserveSlotAsync(team, spacing, longestWait, cancellationToken);

    public virtual Task DelaySlotsAsync(string team, TimeSpan duration, CancellationToken cancellationToken) => Inner.DelaySlotsAsync(team, duration, cancellationToken);

    public virtual Task PauseAsync(string team, string reason, TimeSpan probeAfter, CancellationToken cancellationToken) =>
        Inner.PauseAsync(team, reason, probeAfter, cancellationToken);

    public virtual Task ResumeAsync(string team, CancellationToken cancellationToken) => Inner.ResumeAsync(team, cancellationToken);

    public virtual Task<IReadOnlyList<long>> FindPendingAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken) =>
        Inner.FindPendingAsync(ids, cancellationToken);

    public virtual Task<IReadOnlyList<LoopsOutboxStats>> GetStatsAsync(CancellationToken cancellationToken) => Inner.GetStatsAsync(cancellationToken);

    public virtual Task<IReadOnlyList<LoopsOutboxRecord>> ListAsync(LoopsOutboxQuery query, CancellationToken cancellationToken) =>
        Inner.ListAsync(query, cancellationToken);

    public virtual Task<int> RetryAsync(LoopsOutboxQuery query, CancellationToken cancellationToken) => Inner.RetryAsync(query, cancellationToken);

    public virtual Task<int> PurgeAsync(LoopsOutboxQuery query, CancellationToken cancellationToken) => Inner.PurgeAsync(query, cancellationToken);

    public virtual Task CleanUpAsync(LoopsOutboxRetention retention, CancellationToken cancellationToken) => Inner.CleanUpAsync(retention, cancellationToken);

    public virtual Task WaitForWorkAsync(string team, TimeSpan longest, CancellationToken cancellationToken) => Inner.WaitForWorkAsync(team, longest, cancellationToken);

    public virtual Task AdvanceClockAsync(TimeSpan by, CancellationToken cancellationToken) => Inner.AdvanceClockAsync(by, cancellationToken);

    public virtual ValueTask DisposeAsync() => Inner.DisposeAsync();
}
