namespace LoopsMapping.Outbox;

/// <summary>
/// Where an outbox keeps its messages. The dispatcher, the pace, the retries and everything that Loops answers are not its business: a store keeps
/// messages durable and lanes in order, on a clock of its own.
/// </summary>
/// <remarks>
/// <para>
/// <b>Lanes.</b> The messages of a team and lane form a queue by number. Only its head can be claimed, and only while nobody else has it. A lane
/// has the highest priority among its waiting messages; a message that is rescheduled holds its lane, and no other. Among lanes of one
/// priority, the one that has been due longest comes first; a lane whose head was settled goes to the end.
/// </para>
/// <para>
/// <b>Durability.</b> A call that changes something has made it durable when its task completes, and has changed nothing when it fails with
/// <see cref="LoopsOutboxException"/>. Calls may come from any thread and any number at a time. Cancellation gives up waiting for a turn; it never
/// leaves a change half done.
/// </para>
/// <para>
/// <b>Proof.</b> <c>LoopsOutboxCompliance</c> of LoopsMapping.Testing has one test for each promise made here.
/// </para>
/// </remarks>
public interface ILoopsOutboxStore : IAsyncDisposable
{
    /// <summary>What it is called in logs: kind and place, no secrets.</summary>
    string Name { get; }

    /// <summary>Creates or upgrades what it stores in, and checks that it can be written to. Called once, before anything else.</summary>
    /// <exception cref="LoopsOutboxException">It cannot work; the message says why and what to do.</exception>
    Task OpenAsync(CancellationToken cancellationToken = default);

    /// <summary>Stores messages, all of them or none, in this order.</summary>
    /// <returns>One ticket for each, in the same order.</returns>
    /// <exception cref="LoopsOutboxException">None was stored.</exception>
    Task<IReadOnlyList<LoopsOutboxTicket>> EnqueueAsync(IReadOnlyList<LoopsOutboxMessage> messages, CancellationToken cancellationToken = default);

    /// <summary>Becomes a dispatcher of this store, if there is room for one. Disposing the result makes room for another.</summary>
    /// <returns>The role; <see langword="null"/> while another process has it and there can be one only.</returns>
    Task<IAsyncDisposable?> TryBecomeDispatcherAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Claims due heads of lanes. While a team is paused there are none, and once its pause has run out, one (<see cref="LoopsOutboxClaims.IsProbe"/>).
    /// A deletion is not claimed while another message of its contact is under way.
    /// </summary>
    /// <param name="team">The team.</param>
    /// <param name="maxCount">How many at most, from 1.</param>
    /// <param name="lease">For how long nobody else gets them; the claims of a dispatcher that died are free after that.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<LoopsOutboxClaims> ClaimAsync(string team, int maxCount, TimeSpan lease, CancellationToken cancellationToken = default);

    /// <summary>
    /// Records that an attempt begins, before it is made: until <see cref="RescheduleAsync"/> or <see cref="DeadLetterAsync"/> says otherwise, it may have
    /// been accepted. Before the attempt of a deletion, what was under way for its contact when it was enqueued and waits again is removed, too.
    /// </summary>
    /// <returns>False when the message is gone or the lease is not held any more: then it must not be sent.</returns>
    Task<bool> MarkAttemptAsync(LoopsOutboxClaim claim, CancellationToken cancellationToken = default);

    /// <summary>Removes a delivered message, body and all, keeps its key for the retention of receipts, and frees its lane.</summary>
    /// <returns>False when the message is gone or the lease is not held any more.</returns>
    Task<bool> CompleteAsync(LoopsOutboxClaim claim, LoopsOutboxCompletion completion, CancellationToken cancellationToken = default);

    /// <summary>Puts a message back to the head of its lane, to be tried again later.</summary>
    /// <returns>False when the message is gone or the lease is not held any more.</returns>
    Task<bool> RescheduleAsync(LoopsOutboxClaim claim, LoopsOutboxRetry retry, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes a message a dead letter, and frees its lane: it expired, or Loops refused the attempt. Whether an earlier one may have been accepted stays
    /// known.
    /// </summary>
    /// <returns>False when the message is gone or the lease is not held any more.</returns>
    Task<bool> DeadLetterAsync(LoopsOutboxClaim claim, LoopsOutboxFailure failure, CancellationToken cancellationToken = default);

    /// <summary>Gives a claim back that was not used; its message is due as it was.</summary>
    Task ReleaseAsync(LoopsOutboxClaim claim, CancellationToken cancellationToken = default);

    /// <summary>Takes the team's next slot, unless it is further away than the caller can wait.</summary>
    /// <param name="team">The team.</param>
    /// <param name="spacing">How far the slot after it is; zero for no pace at all.</param>
    /// <param name="longestWait">How long the caller can wait.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How long until the slot; <see langword="null"/> when it is too far away, and no slot was taken.</returns>
    Task<TimeSpan?> ReserveSlotAsync(string team, TimeSpan spacing, TimeSpan longestWait, CancellationToken cancellationToken = default);

    /// <summary>Moves the team's next slot: nobody sends before this time has passed.</summary>
    Task DelaySlotsAsync(string team, TimeSpan duration, CancellationToken cancellationToken = default);

    /// <summary>Stops claims of a team, for every dispatcher and across restarts.</summary>
    /// <param name="team">The team.</param>
    /// <param name="reason">Why, for listings. No personal data.</param>
    /// <param name="probeAfter">After how long one claim is let through.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task PauseAsync(string team, string reason, TimeSpan probeAfter, CancellationToken cancellationToken = default);

    /// <summary>Ends a pause; does nothing without one.</summary>
    Task ResumeAsync(string team, CancellationToken cancellationToken = default);

    /// <summary>Which of these numbers are still pending.</summary>
    Task<IReadOnlyList<long>> FindPendingAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken = default);

    /// <summary>How every team that has a message, a dead letter or a pause is, by name.</summary>
    Task<IReadOnlyList<LoopsOutboxStats>> GetStatsAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists messages by number.</summary>
    Task<IReadOnlyList<LoopsOutboxRecord>> ListAsync(LoopsOutboxQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes dead letters pending again, at the end of their lanes and under new numbers; what never became a request stays. They are as old as that, never
    /// expire, their attempts still count for 409, and the 23 hours begin anew. One whose key another message has now stays.
    /// </summary>
    /// <returns>How many.</returns>
    Task<int> RetryAsync(LoopsOutboxQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes messages for good, those that are under way excepted. With <see cref="LoopsOutboxQuery.Contact"/> it removes what is remembered of
    /// the contact's content, too.
    /// </summary>
    /// <returns>How many messages.</returns>
    Task<int> PurgeAsync(LoopsOutboxQuery query, CancellationToken cancellationToken = default);

    /// <summary>Forgets what has been kept long enough.</summary>
    Task CleanUpAsync(LoopsOutboxRetention retention, CancellationToken cancellationToken = default);

    /// <summary>
    /// Waits until something of a team may have become due since its last <see cref="ClaimAsync"/> here: this or another process enqueued, settled,
    /// released or resumed something.
    /// </summary>
    /// <param name="team">The team.</param>
    /// <param name="longest">How long at most; it may return earlier without a reason.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task WaitForWorkAsync(string team, TimeSpan longest, CancellationToken cancellationToken = default);

    /// <summary>Moves the store's clock forward, for tests alone: what counts days need not take them.</summary>
    /// <param name="by">How far; not negative.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task AdvanceClockAsync(TimeSpan by, CancellationToken cancellationToken = default);
}
