using LoopsMapping.Outbox;

namespace LoopsMapping.Testing.Outbox.Tests;

/// <summary>What is known of a message's attempts: mailing somebody twice or not depends on it.</summary>
internal static class AttemptTests
{
    public static IEnumerable<LoopsOutboxComplianceTest> All =>
    [
        new("Attempts that count are counted, and the first of them is timed.", static async store =>
        {
            await store.EnqueueAsync(Some.Message("a")).ConfigureAwait(false);
            var before = await store.ClaimOneAsync().ConfigureAwait(false);
            Expect.Equal((0, null), (before.Attempts, before.SinceFirstAttempt), "attempts, and the time since the first, before it");
            await store.Store.ReleaseAsync(before, store.Cancel).ConfigureAwait(false);

            await store.AdvanceAsync(TimeSpan.FromHours(5)).ConfigureAwait(false);
            await store.FailAsync(Some.Retry(TimeSpan.FromHours(2))).ConfigureAwait(false);
            await store.FailAsync(Some.Retry(TimeSpan.FromHours(3))).ConfigureAwait(false);

            var claim = await store.ClaimOneAsync().ConfigureAwait(false);
            Expect.Equal(2, claim.Attempts, "Attempts");
            Expect.About(TimeSpan.FromHours(5), claim.SinceFirstAttempt, "SinceFirstAttempt");
            Expect.Equal((false, false), (claim.MayHaveArrived, claim.HadServerError), "MayHaveArrived and HadServerError");
        }),
        new("An attempt that does not count leaves no trace of itself.", static async store =>
        {
            await store.EnqueueAsync(Some.Message("a")).ConfigureAwait(false);
            await store.FailAsync(Some.Retry() with { CountsAsAttempt = false, Status = 429 }).ConfigureAwait(false);

            var claim = await store.ClaimOneAsync().ConfigureAwait(false);
            Expect.Equal((0, null), (claim.Attempts, claim.SinceFirstAttempt), "attempts, and the time since the first");
            Expect.Equal((false, false), (claim.MayHaveArrived, claim.HadServerError), "MayHaveArrived and HadServerError");
        }),
        new("An attempt that does not count leaves what earlier ones left.", static async store =>
        {
            await store.EnqueueAsync(Some.Message("a")).ConfigureAwait(false);
            await store.FailAsync(Some.Retry(TimeSpan.FromHours(2)) with { MayHaveArrived = true, WasServerError = true, Status = 502 }).ConfigureAwait(false);
            await store.FailAsync(Some.Retry(TimeSpan.FromHours(3)) with { CountsAsAttempt = false, Status = 429 }).ConfigureAwait(false);

            var claim = await store.ClaimOneAsync().ConfigureAwait(false);
            Expect.Equal(1, claim.Attempts, "Attempts");
            Expect.About(TimeSpan.FromHours(5), claim.SinceFirstAttempt, "SinceFirstAttempt");
            Expect.Equal((true, true), (claim.MayHaveArrived, claim.HadServerError), "MayHaveArrived and HadServerError");
        }),
        new("What may have arrived in one attempt may have arrived ever after.", static async store =>
        {
            await store.EnqueueAsync(Some.Message("a")).ConfigureAwait(false);
            await store.FailAsync(Some.Retry() with { MayHaveArrived = true }).ConfigureAwait(false);
            var second = await store.ClaimOneAsync().ConfigureAwait(false);
            Expect.Equal((true, false), (second.MayHaveArrived, second.HadServerError), "MayHaveArrived and HadServerError after the first");
            await store.Store.ReleaseAsync(second, store.Cancel).ConfigureAwait(false);
            await store.FailAsync(Some.Retry()).ConfigureAwait(false);

            Expect.Equal(true, (await store.ClaimOneAsync().ConfigureAwait(false)).MayHaveArrived, "MayHaveArrived after the second");
        }),
        new("A 5xx of one attempt is known ever after.", static async store =>
        {
            await store.EnqueueAsync(Some.Message("a")).ConfigureAwait(false);
            await store.FailAsync(Some.Retry() with { WasServerError = true, Status = 500 }).ConfigureAwait(false);
            await store.FailAsync(Some.Retry()).ConfigureAwait(false);

            Expect.Equal(true, (await store.ClaimOneAsync().ConfigureAwait(false)).HadServerError, "HadServerError");
        }),
        new("An attempt whose end nobody recorded counts, and may have arrived.", static async store =>
        {
            await store.EnqueueAsync(Some.Message("a")).ConfigureAwait(false);
            await store.MarkAsync(await store.ClaimOneAsync().ConfigureAwait(false)).ConfigureAwait(false);
            await store.AdvanceAsync(StoreUnderTest.Lease * 2).ConfigureAwait(false);

            var second = await store.ClaimOneAsync().ConfigureAwait(false);
            Expect.Equal((1, true), (second.Attempts, second.MayHaveArrived), "attempts and MayHaveArrived after the lease");
            Expect.About(StoreUnderTest.Lease * 2, second.SinceFirstAttempt, "SinceFirstAttempt");
            await store.MarkAsync(second).ConfigureAwait(false);
            await store.RescheduleAsync(second, Some.Retry(TimeSpan.Zero) with { CountsAsAttempt = false }).ConfigureAwait(false);

            var third = await store.ClaimOneAsync().ConfigureAwait(false);
            Expect.Equal((1, true), (third.Attempts, third.MayHaveArrived), "attempts and MayHaveArrived after one more that does not count");
        }),
        new("A listing shows the attempts, one that is under way among them.", static async store =>
        {
            await store.EnqueueAsync(Some.Message("a")).ConfigureAwait(false);
            await store.AdvanceAsync(TimeSpan.FromHours(1)).ConfigureAwait(false);
            await store.FailAsync(new LoopsOutboxRetry(TimeSpan.FromHours(2), "Loops was not reached.")).ConfigureAwait(false);
            await store.MarkAsync(await store.ClaimOneAsync().ConfigureAwait(false)).ConfigureAwait(false);

            var record = await store.ListOneAsync().ConfigureAwait(false);
            Expect.Equal(2, record.Attempts, "Attempts");
            Expect.About(TimeSpan.FromHours(1), record.FirstAttemptAt - record.EnqueuedAt, "FirstAttemptAt, after EnqueuedAt");
            Expect.Equal(true, record.MayHaveArrived, "MayHaveArrived while an attempt is under way");
            Expect.Equal("Loops was not reached.", record.LastReason, "LastReason");
        }),
        new("A message that is gone is not to be sent, and cannot be settled.", static async store =>
        {
            await store.EnqueueAsync(Some.Message("a")).ConfigureAwait(false);
            var claim = await store.ClaimOneAsync().ConfigureAwait(false);
            await store.CompleteAsync(claim).ConfigureAwait(false);

            await LeaseTests.ExpectRefusedAsync(store, claim, "after its completion").ConfigureAwait(false);
            Expect.Sequence([], await store.ListNamesAsync().ConfigureAwait(false), "the stored messages");
        }),
    ];
}
