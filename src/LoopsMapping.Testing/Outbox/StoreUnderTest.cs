using LoopsMapping.Outbox;

namespace LoopsMapping.Testing.Outbox;

/// <summary>A store, with the steps that most tests take. A settlement that is refused ends the test; what may be refused asks <see cref="Store"/>.</summary>
internal sealed class StoreUnderTest(ILoopsOutboxStore store, CancellationToken cancellationToken) : IAsyncDisposable
{
    public static readonly TimeSpan Lease = TimeSpan.FromHours(1);

    /// <summary>Ends what would never end; no test measures it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private IAsyncDisposable? _role;

    public ILoopsOutboxStore Store { get; } = store;

    public CancellationToken Cancel { get; } = cancellationToken;

    public async Task<LoopsOutboxTicket> EnqueueAsync(LoopsOutboxMessage message) => (await EnqueueAllAsync(message).ConfigureAwait(false))[0];

    public async Task<IReadOnlyList<LoopsOutboxTicket>> EnqueueAllAsync(params LoopsOutboxMessage[] messages)
    {
        var tickets = await Store.EnqueueAsync(messages, Cancel).ConfigureAwait(false);
        Expect.Equal(messages.Length, tickets.Count, "the number of tickets");
        return tickets;
    }

    public async Task<LoopsOutboxEntry> EntryOfAsync(LoopsOutboxMessage message) => (await EnqueueAsync(message).ConfigureAwait(false)).Entry;

    public async Task<LoopsOutboxClaims> ClaimAsync(int maxCount = 100, string team = Some.Team)
    {
        // Where one process dispatches at a time, it is this one.
        if (_role is null)
        {
            _role = await Store.TryBecomeDispatcherAsync(Cancel).ConfigureAwait(false);
            Expect.True(_role is not null, "there is room for a dispatcher of a new store");
        }
        return await Store.ClaimAsync(team, maxCount, Lease, Cancel).ConfigureAwait(false);
    }

    public async Task<LoopsOutboxClaim> ClaimOneAsync(string team = Some.Team)
    {
        var claims = await ClaimAsync(1, team).ConfigureAwait(false);
        Expect.Equal(1, claims.Claims.Count, "the number of claims");
        return claims.Claims[0];
    }

    /// <summary>The names of what can be claimed now.</summary>
    public async Task<IEnumerable<string>> ClaimNamesAsync(int maxCount = 100, string team = Some.Team) =>
        (await ClaimAsync(maxCount, team).ConfigureAwait(false)).Claims.Select(static claim => claim.Name);

    public async Task MarkAsync(LoopsOutboxClaim claim) =>
        Expect.True(await Store.MarkAttemptAsync(claim, Cancel).ConfigureAwait(false), $"the attempt of {claim.Name} is recorded while its lease is held");

    public async Task CompleteAsync(LoopsOutboxClaim claim, LoopsOutboxCompletion completion = LoopsOutboxCompletion.Accepted) =>
        Expect.True(await Store.CompleteAsync(claim, completion, Cancel).ConfigureAwait(false), $"{claim.Name} is completed while its lease is held");

    public async Task RescheduleAsync(LoopsOutboxClaim claim, LoopsOutboxRetry retry) =>
        Expect.True(await Store.RescheduleAsync(claim, retry, Cancel).ConfigureAwait(false), $"{claim.Name} is rescheduled while its lease is held");

    public async Task DeadLetterAsync(LoopsOutboxClaim claim, LoopsOutboxFailure? failure = null) =>
        Expect.True(
            await Store.DeadLetterAsync(claim, failure ?? Some.Failure(), Cancel).ConfigureAwait(false), $"{claim.Name} becomes a dead letter while its lease is held");

    /// <summary>Delivers the next message.</summary>
    /// <returns>Its name.</returns>
    public async Task<string> DeliverAsync(string team = Some.Team)
    {
        var claim = await ClaimOneAsync(team).ConfigureAwait(false);
        await MarkAsync(claim).ConfigureAwait(false);
        await CompleteAsync(claim).ConfigureAwait(false);
        return claim.Name;
    }

    /// <summary>Enqueues a message where nothing else waits, and delivers it.</summary>
    public async Task DeliverAsync(LoopsOutboxMessage message)
    {
        Expect.Equal(LoopsOutboxEntry.Enqueued, await EntryOfAsync(message).ConfigureAwait(false), $"the ticket of {message.Name}");
        await DeliverAsync(message.Team).ConfigureAwait(false);
    }

    /// <summary>Enqueues a message where nothing else waits, and makes it a dead letter.</summary>
    public async Task<long> DeadLetterAsync(LoopsOutboxMessage message, LoopsOutboxReason reason = LoopsOutboxReason.Refused)
    {
        var ticket = await EnqueueAsync(message).ConfigureAwait(false);
        await DeadLetterAsync(await ClaimOneAsync(message.Team).ConfigureAwait(false), Some.Failure(reason)).ConfigureAwait(false);
        return ticket.Id;
    }

    /// <summary>An attempt at the next message that fails, and ends its delay.</summary>
    public async Task FailAsync(LoopsOutboxRetry retry)
    {
        var claim = await ClaimOneAsync().ConfigureAwait(false);
        await MarkAsync(claim).ConfigureAwait(false);
        await RescheduleAsync(claim, retry).ConfigureAwait(false);
        await AdvanceAsync(retry.Delay).ConfigureAwait(false);
    }

    public Task AdvanceAsync(TimeSpan by) => Store.AdvanceClockAsync(by, Cancel);

    public Task<IReadOnlyList<LoopsOutboxRecord>> ListAsync(LoopsOutboxQuery? query = null) => Store.ListAsync(query ?? new(), Cancel);

    public async Task<LoopsOutboxRecord> ListOneAsync(LoopsOutboxQuery? query = null)
    {
        var records = await ListAsync(query).ConfigureAwait(false);
        Expect.Equal(1, records.Count, "the number of listed messages");
        return records[0];
    }

    public async Task<IEnumerable<string>> ListNamesAsync(LoopsOutboxQuery? query = null) =>
        (await ListAsync(query).ConfigureAwait(false)).Select(static record => record.Name);

    /// <summary>Waits for what has to come without any time passing on the store's clock.</summary>
    public async Task SoonAsync(Task task, string expectation)
    {
        try
        {
            await task.WaitAsync(Patience, Cancel).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new UnkeptPromiseException($"Expected: {expectation}. Found: it did not within {Patience.TotalSeconds} seconds.");
        }
    }

    /// <summary>Gives the role back, so that somebody else can have it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_role is not null)
            await _role.DisposeAsync().ConfigureAwait(false);
        _role = null;
    }
}
