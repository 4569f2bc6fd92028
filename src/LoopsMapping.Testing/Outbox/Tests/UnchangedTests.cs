using LoopsMapping.Outbox;

namespace LoopsMapping.Testing.Outbox.Tests;

/// <summary>Contents that are not sent when they have not changed.</summary>
internal static class UnchangedTests
{
    public static IEnumerable<LoopsOutboxComplianceTest> All =>
    [
        new("Content that is the last delivered one of its lane and mapping is passed over.", static async store =>
        {
            await store.DeliverAsync(Some.Contact("red")).ConfigureAwait(false);

            Expect.Equal(new(0, LoopsOutboxEntry.Unchanged), await store.EnqueueAsync(Some.Contact("red")).ConfigureAwait(false), "the ticket of the same content");
            Expect.Sequence([], await store.ListNamesAsync().ConfigureAwait(false), "the stored messages");
            await store.DeliverAsync(Some.Contact("blue")).ConfigureAwait(false);
            Expect.Equal(LoopsOutboxEntry.Unchanged, await store.EntryOfAsync(Some.Contact("blue")).ConfigureAwait(false), "the ticket of the content delivered since");
            Expect.Equal(LoopsOutboxEntry.Enqueued, await store.EntryOfAsync(Some.Contact("red")).ConfigureAwait(false), "the ticket of the first content");
        }),
        new("Nothing is passed over while a message waits in its lane, or is under way.", static async store =>
        {
            await store.DeliverAsync(Some.Contact("red")).ConfigureAwait(false);
            await store.EnqueueAsync(Some.Contact("blue")).ConfigureAwait(false);

            Expect.Equal(LoopsOutboxEntry.Enqueued, await store.EntryOfAsync(Some.Contact("red")).ConfigureAwait(false), "the ticket while another content waits");
            await store.DeliverAsync().ConfigureAwait(false);
            var last = await store.ClaimOneAsync().ConfigureAwait(false);
            Expect.Equal(LoopsOutboxEntry.Enqueued, await store.EntryOfAsync(Some.Contact("blue")).ConfigureAwait(false), "the ticket while another content is under way");
            await store.CompleteAsync(last).ConfigureAwait(false);
        }),
        new("Within a batch, earlier messages wait in the lane.", static async store =>
        {
            await store.DeliverAsync(Some.Contact("red")).ConfigureAwait(false);

            var tickets = await store.EnqueueAllAsync(Some.Contact("red"), Some.Contact("blue"), Some.Contact("red")).ConfigureAwait(false);
            Expect.Sequence(
                [LoopsOutboxEntry.Unchanged, LoopsOutboxEntry.Enqueued, LoopsOutboxEntry.Enqueued], tickets.Select(static ticket => ticket.Entry), "the tickets");
        }),
        new("Content is compared within its team, lane and mapping.", static async store =>
        {
            await store.DeliverAsync(Some.Contact("red")).ConfigureAwait(false);

            Expect.Equal(LoopsOutboxEntry.Enqueued, await store.EntryOfAsync(Some.Contact("red") with { Team = "other" }).ConfigureAwait(false), "another team's ticket");
            Expect.Equal(LoopsOutboxEntry.Enqueued, await store.EntryOfAsync(Some.Contact("red", "U1")).ConfigureAwait(false), "another lane's ticket");
            Expect.Equal(LoopsOutboxEntry.Enqueued, await store.EntryOfAsync(Some.Contact("red", mapping: "App.Dealer")).ConfigureAwait(false), "another mapping's ticket");
        }),
        new("Deliveries of other mappings, and events, do not change what is remembered.", static async store =>
        {
            await store.DeliverAsync(Some.Contact("red")).ConfigureAwait(false);
            await store.DeliverAsync(Some.Contact("blue", mapping: "App.Dealer")).ConfigureAwait(false);
            await store.DeliverAsync(Some.Message("event")).ConfigureAwait(false);

            Expect.Equal(LoopsOutboxEntry.Unchanged, await store.EntryOfAsync(Some.Contact("red")).ConfigureAwait(false), "the ticket");
        }),
        new("What is remembered follows deliveries that do not ask for it.", static async store =>
        {
            await store.DeliverAsync(Some.Contact("red")).ConfigureAwait(false);
            await store.DeliverAsync(Some.Contact("blue") with { SkipUnchanged = false }).ConfigureAwait(false);

            Expect.Equal(LoopsOutboxEntry.Unchanged, await store.EntryOfAsync(Some.Contact("blue")).ConfigureAwait(false), "the ticket of the last content");
            Expect.Equal(LoopsOutboxEntry.Enqueued, await store.EntryOfAsync(Some.Contact("red")).ConfigureAwait(false), "the ticket of the first content");
        }),
        new("Nothing is remembered that was not asked for, and nothing is passed over that does not ask.", static async store =>
        {
            await store.DeliverAsync(Some.Contact("red") with { SkipUnchanged = false }).ConfigureAwait(false);
            await store.DeliverAsync(Some.Contact("red")).ConfigureAwait(false);
            await store.DeliverAsync(Some.Contact("red") with { SkipUnchanged = false }).ConfigureAwait(false);
        }),
        new("What Loops knew already was delivered; what became a dead letter was not.", static async store =>
        {
            await store.DeadLetterAsync(Some.Contact("red")).ConfigureAwait(false);
            Expect.Equal(LoopsOutboxEntry.Enqueued, await store.EntryOfAsync(Some.Contact("red")).ConfigureAwait(false), "the ticket after the dead letter");
            await store.CompleteAsync(await store.ClaimOneAsync().ConfigureAwait(false), LoopsOutboxCompletion.Deduplicated).ConfigureAwait(false);
            Expect.Equal(LoopsOutboxEntry.Unchanged, await store.EntryOfAsync(Some.Contact("red")).ConfigureAwait(false), "the ticket after the delivery");
        }),
    ];
}
