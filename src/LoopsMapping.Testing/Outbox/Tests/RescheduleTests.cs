using LoopsMapping.Outbox;

namespace LoopsMapping.Testing.Outbox.Tests;

/// <summary>Messages that are tried again later, and when there is something to do next.</summary>
internal static class RescheduleTests
{
    public static IEnumerable<LoopsOutboxComplianceTest> All =>
    [
        new("A message that is rescheduled holds its lane for its delay, and is its head again.", static async store =>
        {
            await store.EnqueueAllAsync(Some.Message("1"), Some.Message("2")).ConfigureAwait(false);
            await store.RescheduleAsync(await store.ClaimOneAsync().ConfigureAwait(false), Some.Retry(TimeSpan.FromHours(2))).ConfigureAwait(false);
            await store.EnqueueAsync(Some.Message("3")).ConfigureAwait(false);

            await store.AdvanceAsync(TimeSpan.FromMinutes(110)).ConfigureAwait(false);
            Expect.Sequence([], await store.ClaimNamesAsync().ConfigureAwait(false), "the claims before the delay has passed");
            await store.AdvanceAsync(TimeSpan.FromMinutes(10)).ConfigureAwait(false);
            Expect.Sequence(["1"], await store.ClaimNamesAsync().ConfigureAwait(false), "the claims after the delay");
        }),
        new("A message that is rescheduled holds no other lane.", static async store =>
        {
            await store.EnqueueAllAsync(Some.Message("a1", "a"), Some.Message("b1", "b")).ConfigureAwait(false);
            var claims = await store.ClaimAsync().ConfigureAwait(false);
            await store.RescheduleAsync(claims.Claims.Single(static claim => claim.Lane == "a"), Some.Retry()).ConfigureAwait(false);
            await store.CompleteAsync(claims.Claims.Single(static claim => claim.Lane == "b")).ConfigureAwait(false);
            await store.EnqueueAllAsync(Some.Message("b2", "b"), Some.Message("c1", "c")).ConfigureAwait(false);

            Expect.Sequence(["b2", "c1"], (await store.ClaimNamesAsync().ConfigureAwait(false)).Order(StringComparer.Ordinal), "the claims");
        }),
        new("A lane that was held comes behind those that have been due for longer.", static async store =>
        {
            await store.EnqueueAsync(Some.Message("held", "a")).ConfigureAwait(false);
            await store.RescheduleAsync(await store.ClaimOneAsync().ConfigureAwait(false), Some.Retry(TimeSpan.FromHours(1))).ConfigureAwait(false);
            await store.EnqueueAsync(Some.Message("early", "b")).ConfigureAwait(false);
            await store.AdvanceAsync(TimeSpan.FromHours(2)).ConfigureAwait(false);
            await store.EnqueueAsync(Some.Message("late", "c")).ConfigureAwait(false);

            Expect.Sequence(["early", "held", "late"], await store.ClaimNamesAsync().ConfigureAwait(false), "the claims");
        }),
        new("NextDue is how long until the next head becomes due.", static async store =>
        {
            await store.EnqueueAllAsync(Some.Message("a1", "a"), Some.Message("b1", "b")).ConfigureAwait(false);
            var claims = await store.ClaimAsync().ConfigureAwait(false);
            await store.RescheduleAsync(claims.Claims.Single(static claim => claim.Lane == "a"), Some.Retry(TimeSpan.FromHours(5))).ConfigureAwait(false);
            await store.RescheduleAsync(claims.Claims.Single(static claim => claim.Lane == "b"), Some.Retry(TimeSpan.FromHours(2))).ConfigureAwait(false);

            Expect.About(TimeSpan.FromHours(2), (await store.ClaimAsync().ConfigureAwait(false)).NextDue, "NextDue of two held lanes");
            await store.AdvanceAsync(TimeSpan.FromHours(2)).ConfigureAwait(false);
            var due = await store.ClaimAsync().ConfigureAwait(false);
            Expect.Sequence(["b1"], due.Claims.Select(static claim => claim.Name), "the claims after two hours");
            Expect.About(TimeSpan.FromHours(3), due.NextDue, "NextDue of the lane that is still held");
        }),
        new("NextDue is zero while heads that are due are left.", static async store =>
        {
            await store.EnqueueAllAsync(Some.Message("a1", "a"), Some.Message("b1", "b")).ConfigureAwait(false);
            await store.AdvanceAsync(TimeSpan.FromHours(1)).ConfigureAwait(false);

            Expect.Equal(TimeSpan.Zero, (await store.ClaimAsync(1).ConfigureAwait(false)).NextDue, "NextDue");
        }),
        new("NextDue is null when nothing waits, or only behind what is under way.", static async store =>
        {
            Expect.Equal(null, (await store.ClaimAsync().ConfigureAwait(false)).NextDue, "NextDue of an empty store");
            await store.EnqueueAllAsync(Some.Message("1"), Some.Message("2"), Some.Message("3", team: "other")).ConfigureAwait(false);
            Expect.Equal(null, (await store.ClaimAsync().ConfigureAwait(false)).NextDue, "NextDue with the claims");
            Expect.Equal(null, (await store.ClaimAsync().ConfigureAwait(false)).NextDue, "NextDue after them");
        }),
        new("A listing shows when a lane is due again, for all of its messages.", static async store =>
        {
            await store.EnqueueAllAsync(Some.Message("1"), Some.Message("2")).ConfigureAwait(false);
            await store.RescheduleAsync(await store.ClaimOneAsync().ConfigureAwait(false), Some.Retry(TimeSpan.FromHours(2))).ConfigureAwait(false);

            foreach (var record in await store.ListAsync().ConfigureAwait(false))
                Expect.About(TimeSpan.FromHours(2), record.DueAt - record.EnqueuedAt, $"DueAt of {record.Name}, after EnqueuedAt");
        }),
    ];
}
