using LoopsMapping.Outbox;

namespace LoopsMapping.Testing.Outbox.Tests;

/// <summary>Deletions of contacts: nothing of the contact is sent after them, and nothing of anybody else is touched.</summary>
internal static class DeletionTests
{
    public static IEnumerable<LoopsOutboxComplianceTest> All =>
    [
        new("A deletion by user id takes the contact's pending messages with it, whatever lane they wait in.", static async store =>
        {
            await store.EnqueueAllAsync(
                Some.Message("own lane"), Some.Message("own lane, with id") with { UserId = "u1" }, Some.Message("other lane", "orders") with { UserId = "u1" },
                Some.Message("u2", "u2") with { UserId = "u2" }, Some.Message("U1", "U1") with { UserId = "U1" }, Some.Message("team", team: "other") with { UserId = "u1" })
                .ConfigureAwait(false);

            var ticket = await store.EnqueueAsync(Some.Deletion("u1")).ConfigureAwait(false);

            Expect.Equal(LoopsOutboxEntry.Enqueued, ticket.Entry, "the deletion's ticket");
            Expect.Sequence(["u2", "U1", "team", "deletion"], await store.ListNamesAsync().ConfigureAwait(false), "the stored messages");
        }),
        new("A deletion by e-mail address takes what names it in any case, and its lane.", static async store =>
        {
            await store.EnqueueAllAsync(
                Some.Message("own lane", "adam@loops.so"), Some.Message("other lane", "u1") with { UserId = "u1", Email = "ADAM@loops.so" },
                Some.Message("transactional", "transactional/cm1/adam@loops.so") with { Email = "adam@Loops.so" },
                Some.Message("eve", "u2") with { UserId = "u2", Email = "eve@loops.so" }, Some.Message("nobody", "orders")).ConfigureAwait(false);

            await store.EnqueueAsync(Some.Deletion(email: "Adam@loops.SO")).ConfigureAwait(false);

            Expect.Sequence(["eve", "nobody", "deletion"], await store.ListNamesAsync().ConfigureAwait(false), "the stored messages");
        }),
        new("A deletion by both takes what has either.", static async store =>
        {
            await store.EnqueueAllAsync(
                Some.Message("id", "orders") with { UserId = "u1", Email = "old@loops.so" }, Some.Message("address", "adam@loops.so"),
                Some.Message("transactional", "transactional/cm1/adam@loops.so") with { Email = "adam@loops.so" }, Some.Message("eve", "eve@loops.so")).ConfigureAwait(false);

            await store.EnqueueAsync(Some.Deletion("u1", "adam@loops.so")).ConfigureAwait(false);

            Expect.Sequence(["eve", "deletion"], await store.ListNamesAsync().ConfigureAwait(false), "the stored messages");
        }),
        new("A deletion is delivered in its lane: what is enqueued after it stays behind it.", static async store =>
        {
            var tickets = await store.EnqueueAllAsync(Some.Message("before"), Some.Deletion("u1"), Some.Message("after")).ConfigureAwait(false);
            Expect.True(tickets.All(static ticket => ticket.Entry == LoopsOutboxEntry.Enqueued), "every ticket says Enqueued");

            var claim = await store.ClaimOneAsync().ConfigureAwait(false);
            Expect.Equal(("deletion", true), (claim.Name, claim.DeletesContact), "name and DeletesContact of the first claim");
            await store.CompleteAsync(claim).ConfigureAwait(false);
            Expect.Equal("after", await store.DeliverAsync().ConfigureAwait(false), "the next message");
        }),
        new("A deletion leaves what is under way in its lane, and waits behind it.", static async store =>
        {
            await store.EnqueueAllAsync(Some.Message("under way"), Some.Message("waiting")).ConfigureAwait(false);
            var claim = await store.ClaimOneAsync().ConfigureAwait(false);

            await store.EnqueueAsync(Some.Deletion("u1")).ConfigureAwait(false);

            Expect.Sequence(["under way", "deletion"], await store.ListNamesAsync().ConfigureAwait(false), "the stored messages");
            Expect.Sequence([], await store.ClaimNamesAsync().ConfigureAwait(false), "the claims while the message is under way");
            await store.MarkAsync(claim).ConfigureAwait(false);
            await store.CompleteAsync(claim).ConfigureAwait(false);
            Expect.Sequence(["deletion"], await store.ClaimNamesAsync().ConfigureAwait(false), "the claims after it");
        }),
        new("A deletion waits for messages of its contact that are under way in other lanes, by id or address.", static async store =>
        {
            await store.EnqueueAllAsync(
                Some.Message("id", "orders") with { UserId = "u1" }, Some.Message("address", "transactional/cm1/adam@loops.so") with { Email = "ADAM@loops.so" },
                Some.Message("other team", "orders", "other") with { UserId = "u1" }).ConfigureAwait(false);
            var claims = (await store.ClaimAsync().ConfigureAwait(false)).Claims;
            await store.ClaimOneAsync("other").ConfigureAwait(false);

            await store.EnqueueAllAsync(Some.Deletion("u1", "adam@loops.so"), Some.Message("eve", "u2")).ConfigureAwait(false);

            Expect.Sequence(["eve"], await store.ClaimNamesAsync().ConfigureAwait(false), "the claims while two messages are under way");
            await store.CompleteAsync(claims.Single(static claim => claim.Name == "id")).ConfigureAwait(false);
            Expect.Sequence([], await store.ClaimNamesAsync().ConfigureAwait(false), "the claims while one is under way");
            await store.CompleteAsync(claims.Single(static claim => claim.Name == "address")).ConfigureAwait(false);
            Expect.Sequence(["deletion"], await store.ClaimNamesAsync().ConfigureAwait(false), "the claims after them");
        }),
        new("A deletion does not wait for a dispatcher that died.", static async store =>
        {
            await store.EnqueueAsync(Some.Message("id", "orders") with { UserId = "u1" }).ConfigureAwait(false);
            await store.ClaimOneAsync().ConfigureAwait(false);
            await store.AdvanceAsync(StoreUnderTest.Lease * 2).ConfigureAwait(false);

            await store.EnqueueAsync(Some.Deletion("u1")).ConfigureAwait(false);

            Expect.Sequence(["deletion"], await store.ClaimNamesAsync().ConfigureAwait(false), "the claims");
        }),
        new("A deletion that takes a held head with it is due at once.", static async store =>
        {
            await store.EnqueueAsync(Some.Message("held")).ConfigureAwait(false);
            await store.RescheduleAsync(await store.ClaimOneAsync().ConfigureAwait(false), Some.Retry()).ConfigureAwait(false);

            await store.EnqueueAsync(Some.Deletion("u1")).ConfigureAwait(false);

            Expect.Sequence(["deletion"], await store.ClaimNamesAsync().ConfigureAwait(false), "the claims");
        }),
        new("A deletion leaves dead letters, and is none of theirs.", static async store =>
        {
            await store.DeadLetterAsync(Some.Message("dead") with { UserId = "u1" }).ConfigureAwait(false);
            await store.EnqueueAsync(Some.Message("waiting")).ConfigureAwait(false);
            await store.EnqueueAsync(Some.Deletion("u1") with { Failure = Some.Failure(LoopsOutboxReason.Invalid) }).ConfigureAwait(false);
            Expect.Sequence(["dead", "waiting", "deletion"], await store.ListNamesAsync().ConfigureAwait(false), "the messages after a deletion that never became a request");

            await store.EnqueueAsync(Some.Deletion("u1")).ConfigureAwait(false);
            Expect.Sequence(["dead", "deletion", "deletion"], await store.ListNamesAsync().ConfigureAwait(false), "the messages after a deletion");
        }),
    ];
}
