using LoopsMapping.Outbox;

namespace LoopsMapping.Testing.Outbox.Tests;

/// <summary>Dead letters that an operator has tried again.</summary>
internal static class RetriedTests
{
    public static IEnumerable<LoopsOutboxComplianceTest> All =>
    [
        new("A dead letter that is tried again goes to the end of its lane, under a new number.", static async store =>
        {
            var id = await store.DeadLetterAsync(Some.Message("dead")).ConfigureAwait(false);
            var waiting = await store.EnqueueAsync(Some.Message("waiting")).ConfigureAwait(false);

            await ExpectRetriedAsync(store, 1, new()).ConfigureAwait(false);

            var records = await store.ListAsync().ConfigureAwait(false);
            Expect.Sequence(["waiting", "dead"], records.Select(static record => record.Name), "the messages, by number");
            Expect.True(records.All(static record => record is { Failure: null, FailedAt: null, DueAt: not null }), "both are pending");
            Expect.Sequence([waiting.Id], await store.Store.FindPendingAsync([id, waiting.Id], store.Cancel).ConfigureAwait(false), "the pending ones among the old numbers");
            Expect.Equal("waiting", await store.DeliverAsync().ConfigureAwait(false), "the next message");
            Expect.Equal("dead", await store.DeliverAsync().ConfigureAwait(false), "the message after it");
        }),
        new("A dead letter that is tried again never expires, keeps its attempts, and begins its 23 hours anew.", static async store =>
        {
            await store.EnqueueAsync(Some.Message("a") with { ExpiresAfter = TimeSpan.FromHours(1) }).ConfigureAwait(false);
            await store.FailAsync(Some.Retry() with { MayHaveArrived = true, WasServerError = true, Status = 500 }).ConfigureAwait(false);
            await store.DeadLetterAsync(await store.ClaimOneAsync().ConfigureAwait(false), Some.Failure(LoopsOutboxReason.Expired)).ConfigureAwait(false);

            await ExpectRetriedAsync(store, 1, new()).ConfigureAwait(false);

            var claim = await store.ClaimOneAsync().ConfigureAwait(false);
            Expect.Equal((null, null), (claim.ExpiresIn, claim.SinceFirstAttempt), "ExpiresIn and SinceFirstAttempt");
            Expect.Equal((1, true, true), (claim.Attempts, claim.MayHaveArrived, claim.HadServerError), "Attempts, MayHaveArrived and HadServerError");
            await store.MarkAsync(claim).ConfigureAwait(false);
            await store.RescheduleAsync(claim, Some.Retry(TimeSpan.FromHours(2))).ConfigureAwait(false);
            await store.AdvanceAsync(TimeSpan.FromHours(2)).ConfigureAwait(false);
            var second = await store.ClaimOneAsync().ConfigureAwait(false);
            Expect.Equal(2, second.Attempts, "Attempts after one more");
            Expect.About(TimeSpan.FromHours(2), second.SinceFirstAttempt, "SinceFirstAttempt after one more");
        }),
        new("The first attempt after trying again leaves no time when it does not count.", static async store =>
        {
            await store.EnqueueAsync(Some.Message("a")).ConfigureAwait(false);
            await store.FailAsync(Some.Retry()).ConfigureAwait(false);
            await store.DeadLetterAsync(await store.ClaimOneAsync().ConfigureAwait(false)).ConfigureAwait(false);
            await ExpectRetriedAsync(store, 1, new()).ConfigureAwait(false);
            await store.FailAsync(Some.Retry() with { CountsAsAttempt = false, Status = 401 }).ConfigureAwait(false);

            var claim = await store.ClaimOneAsync().ConfigureAwait(false);
            Expect.Equal((1, null), (claim.Attempts, claim.SinceFirstAttempt), "Attempts and SinceFirstAttempt");
        }),
        new("A dead letter that is tried again is sent as it would have been.", static async store =>
        {
            var message = Some.Message("a") with { IdempotencyKey = "key", HasCallerIdempotencyKey = true, Email = "adam@loops.so", TraceParent = "00-1-1-01", Priority = LoopsPriority.Bulk };
            await store.DeadLetterAsync(message).ConfigureAwait(false);
            await ExpectRetriedAsync(store, 1, new()).ConfigureAwait(false);

            var claim = await store.ClaimOneAsync().ConfigureAwait(false);
            Expect.Equal(
                (message.Lane, message.Method, message.Path, message.Name, message.IdempotencyKey, true, message.Email, message.TraceParent, message.Priority),
                (claim.Lane, claim.Method, claim.Path, claim.Name, claim.IdempotencyKey, claim.HasCallerIdempotencyKey, claim.Email, claim.TraceParent, claim.Priority),
                "the claim");
            Expect.Bytes(message.Body, claim.Body, "Body");
        }),
        new("What never became a request is not tried again.", static async store =>
        {
            await store.EnqueueAsync(Some.Message("invalid") with { Failure = Some.Failure(LoopsOutboxReason.Invalid) }).ConfigureAwait(false);
            await store.DeadLetterAsync(Some.Message("refused")).ConfigureAwait(false);

            await ExpectRetriedAsync(store, 1, new()).ConfigureAwait(false);

            Expect.Equal("invalid", (await store.ListOneAsync(new() { State = LoopsOutboxState.DeadLetter }).ConfigureAwait(false)).Name, "the dead letter that stays");
        }),
        new("A dead letter whose key another message has now stays.", static async store =>
        {
            await store.DeadLetterAsync(Some.Message("1") with { IdempotencyKey = "key" }).ConfigureAwait(false);
            await store.DeadLetterAsync(Some.Message("2") with { IdempotencyKey = "key" }).ConfigureAwait(false);
            await store.EnqueueAsync(Some.Message("3") with { IdempotencyKey = "key" }).ConfigureAwait(false);
            await ExpectRetriedAsync(store, 0, new()).ConfigureAwait(false);
            await store.DeliverAsync().ConfigureAwait(false);
            await ExpectRetriedAsync(store, 0, new()).ConfigureAwait(false);

            await store.Store.CleanUpAsync(new(TimeSpan.FromDays(1), TimeSpan.Zero, TimeSpan.FromDays(1)), store.Cancel).ConfigureAwait(false);
            await ExpectRetriedAsync(store, 1, new()).ConfigureAwait(false);
            Expect.Sequence(["2"], await store.ListNamesAsync(new() { State = LoopsOutboxState.DeadLetter }).ConfigureAwait(false), "the dead letters that stay");
        }),
        new("The dead letters that are tried again are those of the query, in their order.", static async store =>
        {
            var first = await store.DeadLetterAsync(Some.Message("1") with { UserId = "u1" }).ConfigureAwait(false);
            await store.DeadLetterAsync(Some.Message("2"), LoopsOutboxReason.GaveUp).ConfigureAwait(false);
            await store.DeadLetterAsync(Some.Message("3", "u2")).ConfigureAwait(false);
            await store.DeadLetterAsync(Some.Message("4", team: "other")).ConfigureAwait(false);
            await store.DeadLetterAsync(Some.Message("5")).ConfigureAwait(false);

            await ExpectRetriedAsync(store, 0, new() { State = LoopsOutboxState.Pending }).ConfigureAwait(false);
            await ExpectRetriedAsync(store, 0, new() { Ids = [] }).ConfigureAwait(false);
            await ExpectRetriedAsync(store, 1, new() { Reason = LoopsOutboxReason.GaveUp }).ConfigureAwait(false);
            await ExpectRetriedAsync(store, 1, new() { Team = "other" }).ConfigureAwait(false);
            await ExpectRetriedAsync(store, 1, new() { Contact = "u2" }).ConfigureAwait(false);
            await ExpectRetriedAsync(store, 1, new() { Ids = [first], Limit = 1 }).ConfigureAwait(false);
            await ExpectRetriedAsync(store, 1, new() { Team = Some.Team }).ConfigureAwait(false);
            Expect.Sequence(["2", "4", "3", "1", "5"], await store.ListNamesAsync(new() { State = LoopsOutboxState.Pending }).ConfigureAwait(false), "the pending messages");

            await store.DeadLetterAsync(Some.Message("6", "a", "third")).ConfigureAwait(false);
            await store.DeadLetterAsync(Some.Message("7", "a", "third")).ConfigureAwait(false);
            await ExpectRetriedAsync(store, 2, new() { Team = "third", Limit = 1 }).ConfigureAwait(false);
            Expect.Sequence(["6", "7"], await store.ListNamesAsync(new() { Team = "third" }).ConfigureAwait(false), "the messages of the third team");
        }),
    ];

    private static async Task ExpectRetriedAsync(StoreUnderTest store, int count, LoopsOutboxQuery query) =>
        Expect.Equal(count, await store.Store.RetryAsync(query, store.Cancel).ConfigureAwait(false), $"the number of those tried again of {query}");
}
