using LoopsMapping.Outbox;

namespace LoopsMapping.Testing.Outbox.Tests;

/// <summary>Nothing is dropped without a dead letter that says why.</summary>
internal static class DeadLetterTests
{
    public static IEnumerable<LoopsOutboxComplianceTest> All =>
    [
        new("What never became a request is a dead letter of the same batch.", static async store =>
        {
            var failure = new LoopsOutboxFailure(LoopsOutboxReason.Invalid, "Email is not an e-mail address: 'adam'.");
            var tickets = await store.EnqueueAllAsync(Some.Message("1"), Some.Message("2") with { Failure = failure, UserId = "u1" }, Some.Message("3")).ConfigureAwait(false);

            Expect.Sequence(
                [LoopsOutboxEntry.Enqueued, LoopsOutboxEntry.DeadLetter, LoopsOutboxEntry.Enqueued], tickets.Select(static ticket => ticket.Entry), "the tickets");
            var record = await store.ListOneAsync(new() { State = LoopsOutboxState.DeadLetter }).ConfigureAwait(false);
            Expect.Equal((tickets[1].Id, "2", failure, "u1"), (record.Id, record.Name, record.Failure, record.UserId), "number, name, failure and user id of the dead letter");
            Expect.About(TimeSpan.Zero, record.FailedAt - record.EnqueuedAt, "FailedAt, after EnqueuedAt");
            Expect.Equal(null, record.DueAt, "DueAt");
        }),
        new("What never became a request holds nothing up, is in nobody's way, and is kept once.", static async store =>
        {
            var invalid = Some.Message("1") with { Failure = Some.Failure(LoopsOutboxReason.Invalid), IdempotencyKey = "key" };
            var tickets = await store.EnqueueAllAsync(invalid, invalid, Some.Message("2") with { IdempotencyKey = "key" }, invalid).ConfigureAwait(false);

            Expect.Sequence(
                [LoopsOutboxEntry.DeadLetter, LoopsOutboxEntry.Duplicate, LoopsOutboxEntry.Enqueued, LoopsOutboxEntry.Duplicate], tickets.Select(static ticket => ticket.Entry), "the tickets");
            Expect.Sequence(["2"], await store.ClaimNamesAsync().ConfigureAwait(false), "the claims");
        }),
        new("A dead letter keeps the message, its attempts, and why it failed.", static async store =>
        {
            var message = Some.Message("a") with { IdempotencyKey = "key", Email = "adam@loops.so", UserId = "u1", Priority = LoopsPriority.Bulk, ExpiresAfter = TimeSpan.FromDays(1) };
            var ticket = await store.EnqueueAsync(message).ConfigureAwait(false);
            await store.AdvanceAsync(TimeSpan.FromHours(1)).ConfigureAwait(false);
            await store.FailAsync(new LoopsOutboxRetry(TimeSpan.FromHours(2), "No answer.") { MayHaveArrived = true }).ConfigureAwait(false);
            var claim = await store.ClaimOneAsync().ConfigureAwait(false);
            await store.MarkAsync(claim).ConfigureAwait(false);
            var failure = new LoopsOutboxFailure(LoopsOutboxReason.Ambiguous, "It may have arrived.") { Status = 503, Answer = new string('ü', 32 << 10) };
            await store.DeadLetterAsync(claim, failure).ConfigureAwait(false);

            var record = await store.ListOneAsync().ConfigureAwait(false);
            Expect.Equal(ticket.Id, record.Id, "Id");
            Expect.Bytes(message.Body, record.Body, "Body");
            Expect.Equal(
                (message.Team, message.Lane, message.Method, message.Path, message.Name), (record.Team, record.Lane, record.Method, record.Path, record.Name), "team, lane, method, path and name");
            Expect.Equal(
                (message.IdempotencyKey, message.Email, message.UserId, message.Priority), (record.IdempotencyKey, record.Email, record.UserId, record.Priority), "key, address, user id and priority");
            Expect.Equal((2, true, "No answer."), (record.Attempts, record.MayHaveArrived, record.LastReason), "Attempts, MayHaveArrived and LastReason");
            Expect.About(TimeSpan.FromHours(1), record.FirstAttemptAt - record.EnqueuedAt, "FirstAttemptAt, after EnqueuedAt");
            Expect.Equal(failure, record.Failure, "Failure");
            Expect.About(TimeSpan.FromHours(3), record.FailedAt - record.EnqueuedAt, "FailedAt, after EnqueuedAt");
            Expect.Equal(null, record.DueAt, "DueAt");
        }),
        new("A dead letter is not claimed, and not pending.", static async store =>
        {
            var id = await store.DeadLetterAsync(Some.Message("a")).ConfigureAwait(false);

            await store.AdvanceAsync(TimeSpan.FromDays(30)).ConfigureAwait(false);
            var claims = await store.ClaimAsync().ConfigureAwait(false);
            Expect.Equal((0, null), (claims.Claims.Count, claims.NextDue), "the number of claims, and NextDue");
            Expect.Sequence([], await store.Store.FindPendingAsync([id], store.Cancel).ConfigureAwait(false), "the pending numbers");
        }),
        new("Every reason is kept.", static async store =>
        {
            foreach (var reason in Enum.GetValues<LoopsOutboxReason>())
                await store.DeadLetterAsync(Some.Message($"{reason}"), reason).ConfigureAwait(false);

            foreach (var record in await store.ListAsync().ConfigureAwait(false))
                Expect.Equal(record.Name, $"{record.Failure?.Reason}", "the reason of a dead letter");
        }),
    ];
}
