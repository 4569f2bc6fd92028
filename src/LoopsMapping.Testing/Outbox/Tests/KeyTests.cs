using LoopsMapping.Outbox;

namespace LoopsMapping.Testing.Outbox.Tests;

/// <summary>Idempotency keys: which messages are the same one.</summary>
internal static class KeyTests
{
    private static readonly LoopsOutboxRetention ReceiptsForTwoDays = new(TimeSpan.FromDays(30), TimeSpan.FromDays(2), TimeSpan.FromDays(30));

    public static IEnumerable<LoopsOutboxComplianceTest> All =>
    [
        new("A key that is pending already is a duplicate of that message, and not stored.", static async store =>
        {
            var first = await store.EnqueueAsync(Keyed("1")).ConfigureAwait(false);
            var waiting = await store.EnqueueAsync(Keyed("2", "u2")).ConfigureAwait(false);
            await store.ClaimOneAsync().ConfigureAwait(false);
            var underWay = await store.EnqueueAsync(Keyed("3")).ConfigureAwait(false);

            Expect.Equal(new(first.Id, LoopsOutboxEntry.Duplicate), waiting, "the ticket while the first waits");
            Expect.Equal(new(first.Id, LoopsOutboxEntry.Duplicate), underWay, "the ticket while the first is under way");
            Expect.Sequence(["1"], await store.ListNamesAsync().ConfigureAwait(false), "the stored messages");
        }),
        new("The second message of a batch with a key is a duplicate of the first.", static async store =>
        {
            var tickets = await store.EnqueueAllAsync(Keyed("1"), Some.Message("2"), Keyed("3")).ConfigureAwait(false);

            Expect.Equal(new(tickets[0].Id, LoopsOutboxEntry.Duplicate), tickets[2], "the third ticket");
            Expect.Sequence(["1", "2"], await store.ListNamesAsync().ConfigureAwait(false), "the stored messages");
        }),
        new("A key that was delivered is a duplicate for as long as receipts are kept, and no longer.", static async store =>
        {
            var first = await store.EnqueueAsync(Keyed("1")).ConfigureAwait(false);
            await store.DeliverAsync().ConfigureAwait(false);
            var accepted = await store.EnqueueAsync(Keyed("2")).ConfigureAwait(false);
            await store.AdvanceAsync(TimeSpan.FromDays(1)).ConfigureAwait(false);
            await store.Store.CleanUpAsync(ReceiptsForTwoDays, store.Cancel).ConfigureAwait(false);
            var within = await store.EnqueueAsync(Keyed("3")).ConfigureAwait(false);
            await store.AdvanceAsync(TimeSpan.FromDays(2)).ConfigureAwait(false);
            await store.Store.CleanUpAsync(ReceiptsForTwoDays, store.Cancel).ConfigureAwait(false);

            Expect.Equal(new(first.Id, LoopsOutboxEntry.Duplicate), accepted, "the ticket after the delivery");
            Expect.Equal(new(first.Id, LoopsOutboxEntry.Duplicate), within, "the ticket within the retention");
            Expect.Equal(LoopsOutboxEntry.Enqueued, await store.EntryOfAsync(Keyed("4")).ConfigureAwait(false), "the ticket after the retention");
        }),
        new("A key that Loops knew already is as good as delivered.", static async store =>
        {
            await store.EnqueueAsync(Keyed("1")).ConfigureAwait(false);
            await store.CompleteAsync(await store.ClaimOneAsync().ConfigureAwait(false), LoopsOutboxCompletion.Deduplicated).ConfigureAwait(false);

            Expect.Equal(LoopsOutboxEntry.Duplicate, await store.EntryOfAsync(Keyed("2")).ConfigureAwait(false), "the ticket");
        }),
        new("The key of a dead letter may be used again.", static async store =>
        {
            await store.DeadLetterAsync(Keyed("1")).ConfigureAwait(false);

            Expect.Equal(LoopsOutboxEntry.Enqueued, await store.EntryOfAsync(Keyed("2")).ConfigureAwait(false), "the ticket");
        }),
        new("The key of a purged message may be used again.", static async store =>
        {
            await store.EnqueueAsync(Keyed("1")).ConfigureAwait(false);
            await store.Store.PurgeAsync(new(), store.Cancel).ConfigureAwait(false);

            Expect.Equal(LoopsOutboxEntry.Enqueued, await store.EntryOfAsync(Keyed("2")).ConfigureAwait(false), "the ticket");
        }),
        new("Keys are different when their text is, and teams do not share them.", static async store =>
        {
            await store.DeliverAsync(Keyed("1") with { IdempotencyKey = "Key" }).ConfigureAwait(false);
            await store.EnqueueAsync(Keyed("2")).ConfigureAwait(false);

            Expect.Equal(LoopsOutboxEntry.Enqueued, await store.EntryOfAsync(Keyed("3") with { IdempotencyKey = "KEY" }).ConfigureAwait(false), "the ticket of a key in other case");
            Expect.Equal(LoopsOutboxEntry.Enqueued, await store.EntryOfAsync(Keyed("4") with { Team = "other" }).ConfigureAwait(false), "another team's ticket");
        }),
        new("Messages without a key are never duplicates.", static async store =>
        {
            var tickets = await store.EnqueueAllAsync(Some.Message("1"), Some.Message("1")).ConfigureAwait(false);
            Expect.True(tickets.All(static ticket => ticket.Entry == LoopsOutboxEntry.Enqueued), "both are enqueued");
        }),
    ];

    private static LoopsOutboxMessage Keyed(string name, string lane = "u1") => Some.Message(name, lane) with { IdempotencyKey = "key" };
}
