using LoopsMapping.Outbox;

namespace LoopsMapping.Testing.Outbox.Tests;

/// <summary>A contact that was deleted and comes back is sent, even when it is what it was.</summary>
internal static class ForgottenContentTests
{
    public static IEnumerable<LoopsOutboxComplianceTest> All =>
    [
        new("A deletion forgets the contents of its contact's lanes.", static async store =>
        {
            await store.DeliverAsync(Some.Contact("red")).ConfigureAwait(false);
            await store.DeliverAsync(Some.Contact("red", "adam@loops.so")).ConfigureAwait(false);
            await store.DeliverAsync(Some.Contact("red", mapping: "App.Dealer")).ConfigureAwait(false);
            await store.DeliverAsync(Some.Contact("red", "u2")).ConfigureAwait(false);

            await store.DeliverAsync(Some.Deletion("u1", "Adam@loops.so")).ConfigureAwait(false);

            Expect.Equal(LoopsOutboxEntry.Enqueued, await store.EntryOfAsync(Some.Contact("red")).ConfigureAwait(false), "the ticket in the user id's lane");
            Expect.Equal(LoopsOutboxEntry.Enqueued, await store.EntryOfAsync(Some.Contact("red", "adam@loops.so")).ConfigureAwait(false), "the ticket in the address's lane");
            await store.Store.PurgeAsync(new() { State = LoopsOutboxState.Pending }, store.Cancel).ConfigureAwait(false);
            Expect.Equal(LoopsOutboxEntry.Enqueued, await store.EntryOfAsync(Some.Contact("red", mapping: "App.Dealer")).ConfigureAwait(false), "the ticket of its other mapping");
            Expect.Equal(LoopsOutboxEntry.Unchanged, await store.EntryOfAsync(Some.Contact("red", "u2")).ConfigureAwait(false), "somebody else's ticket");
        }),
        new("A deletion forgets the contents that were delivered in other lanes with its contact's id or address.", static async store =>
        {
            await store.DeliverAsync(Some.Contact("red", "u1") with { UserId = "u1", Email = "Adam@loops.so" }).ConfigureAwait(false);
            await store.DeliverAsync(Some.Deletion(email: "adam@loops.so")).ConfigureAwait(false);

            Expect.Equal(
                LoopsOutboxEntry.Enqueued,
                await store.EntryOfAsync(Some.Contact("red", "u1") with { UserId = "u1", Email = "Adam@loops.so" }).ConfigureAwait(false),
                "the ticket in the user id's lane after a deletion by address");
        }),
        new("A deletion of another team forgets nothing.", static async store =>
        {
            await store.DeliverAsync(Some.Contact("red")).ConfigureAwait(false);
            await store.DeliverAsync(Some.Deletion("u1") with { Team = "other" }).ConfigureAwait(false);

            Expect.Equal(LoopsOutboxEntry.Unchanged, await store.EntryOfAsync(Some.Contact("red")).ConfigureAwait(false), "the ticket");
        }),
        new("What is delivered while a deletion waits for it is forgotten with it.", static async store =>
        {
            await store.EnqueueAsync(Some.Contact("red")).ConfigureAwait(false);
            var contact = await store.ClaimOneAsync().ConfigureAwait(false);
            await store.EnqueueAsync(Some.Deletion("u1")).ConfigureAwait(false);
            await store.CompleteAsync(contact).ConfigureAwait(false);
            await store.DeliverAsync().ConfigureAwait(false);

            Expect.Equal(LoopsOutboxEntry.Enqueued, await store.EntryOfAsync(Some.Contact("red")).ConfigureAwait(false), "the ticket after the deletion");
        }),
        new("A purge of a contact forgets its contents; one of anything else does not.", static async store =>
        {
            await store.DeliverAsync(Some.Contact("red")).ConfigureAwait(false);
            await store.DeliverAsync(Some.Contact("red", "adam@loops.so")).ConfigureAwait(false);
            await store.Store.PurgeAsync(new() { Team = Some.Team }, store.Cancel).ConfigureAwait(false);
            await store.Store.PurgeAsync(new() { Team = "other", Contact = "u1" }, store.Cancel).ConfigureAwait(false);
            Expect.Equal(LoopsOutboxEntry.Unchanged, await store.EntryOfAsync(Some.Contact("red")).ConfigureAwait(false), "the ticket after the other purges");

            await store.Store.PurgeAsync(new() { Contact = "u1" }, store.Cancel).ConfigureAwait(false);
            await store.Store.PurgeAsync(new() { Team = Some.Team, Contact = "ADAM@loops.so" }, store.Cancel).ConfigureAwait(false);
            Expect.Equal(LoopsOutboxEntry.Enqueued, await store.EntryOfAsync(Some.Contact("red")).ConfigureAwait(false), "the ticket in the user id's lane");
            Expect.Equal(LoopsOutboxEntry.Enqueued, await store.EntryOfAsync(Some.Contact("red", "adam@loops.so")).ConfigureAwait(false), "the ticket in the address's lane");
        }),
    ];
}
