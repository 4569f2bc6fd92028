using LoopsMapping.Outbox;

namespace LoopsMapping.Testing.Outbox.Tests;

/// <summary>What is forgotten, and what never is. The keys' part is in <see cref="KeyTests"/>, the runs' in <see cref="RunTests"/>.</summary>
internal static class CleanUpTests
{
    private static readonly LoopsOutboxRetention TwoDays = new(TimeSpan.FromDays(2), TimeSpan.FromDays(2), TimeSpan.FromDays(2));

    public static IEnumerable<LoopsOutboxComplianceTest> All =>
    [
        new("A dead letter is kept for its retention, from when it became one.", static async store =>
        {
            await store.EnqueueAllAsync(Some.Message("late"), Some.Message("early", "u2") with { Failure = Some.Failure(LoopsOutboxReason.Invalid) }).ConfigureAwait(false);
            await store.AdvanceAsync(TimeSpan.FromDays(1)).ConfigureAwait(false);
            await store.DeadLetterAsync(await store.ClaimOneAsync().ConfigureAwait(false)).ConfigureAwait(false);
            await store.AdvanceAsync(TimeSpan.FromHours(30)).ConfigureAwait(false);

            await store.Store.CleanUpAsync(TwoDays, store.Cancel).ConfigureAwait(false);
            Expect.Sequence(["late"], await store.ListNamesAsync().ConfigureAwait(false), "the dead letters after 54 hours");
            await store.AdvanceAsync(TimeSpan.FromDays(1)).ConfigureAwait(false);
            await store.Store.CleanUpAsync(TwoDays, store.Cancel).ConfigureAwait(false);
            Expect.Sequence([], await store.ListNamesAsync().ConfigureAwait(false), "the dead letters after 78 hours");
        }),
        new("Nothing that is pending is ever forgotten.", static async store =>
        {
            await store.EnqueueAllAsync(Some.Message("under way"), Some.Message("waiting") with { IdempotencyKey = "key", ExpiresAfter = TimeSpan.FromHours(1) }).ConfigureAwait(false);
            await store.ClaimOneAsync().ConfigureAwait(false);
            await store.AdvanceAsync(TimeSpan.FromDays(1000)).ConfigureAwait(false);

            await store.Store.CleanUpAsync(TwoDays, store.Cancel).ConfigureAwait(false);

            Expect.Sequence(["under way", "waiting"], await store.ListNamesAsync().ConfigureAwait(false), "the stored messages");
            Expect.Equal(LoopsOutboxEntry.Duplicate, await store.EntryOfAsync(Some.Message("again") with { IdempotencyKey = "key" }).ConfigureAwait(false), "the ticket of a pending key");
        }),
        new("What is remembered of contents outlives every retention.", static async store =>
        {
            await store.DeliverAsync(Some.Contact("red")).ConfigureAwait(false);
            await store.AdvanceAsync(TimeSpan.FromDays(1000)).ConfigureAwait(false);

            await store.Store.CleanUpAsync(TwoDays, store.Cancel).ConfigureAwait(false);

            Expect.Equal(LoopsOutboxEntry.Unchanged, await store.EntryOfAsync(Some.Contact("red")).ConfigureAwait(false), "the ticket of the same content");
        }),
    ];
}
