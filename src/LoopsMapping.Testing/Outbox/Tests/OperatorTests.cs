using LoopsMapping.Outbox;

namespace LoopsMapping.Testing.Outbox.Tests;

/// <summary>What an operator sees and does.</summary>
internal static class OperatorTests
{
    public static IEnumerable<LoopsOutboxComplianceTest> All =>
    [
        new("A listing is by number, in pages.", static async store =>
        {
            await store.DeadLetterAsync(Some.Message("1")).ConfigureAwait(false);
            await store.EnqueueAllAsync(Some.Message("2", "u9"), Some.Message("3", team: "other"), Some.Message("4", "u1"), Some.Message("5", "u2")).ConfigureAwait(false);
            await store.ClaimAsync(1).ConfigureAwait(false);

            var first = await store.ListAsync(new() { Limit = 2 }).ConfigureAwait(false);
            var second = await store.ListAsync(new() { Limit = 2, AfterId = first[^1].Id }).ConfigureAwait(false);
            var third = await store.ListAsync(new() { Limit = 2, AfterId = second[^1].Id }).ConfigureAwait(false);
            Expect.Sequence(["1", "2", "3", "4", "5"], first.Concat(second).Concat(third).Select(static record => record.Name), "the three pages");
            Expect.Equal((2, 2, 1), (first.Count, second.Count, third.Count), "the sizes of the pages");
        }),
        new("A query narrows by team, state, numbers and reason.", static async store =>
        {
            await store.DeadLetterAsync(Some.Message("refused")).ConfigureAwait(false);
            await store.DeadLetterAsync(Some.Message("expired"), LoopsOutboxReason.Expired).ConfigureAwait(false);
            var tickets = await store.EnqueueAllAsync(Some.Message("waiting"), Some.Message("other", team: "other")).ConfigureAwait(false);

            await ExpectListedAsync(store, ["refused", "expired", "waiting"], new() { Team = Some.Team }).ConfigureAwait(false);
            await ExpectListedAsync(store, ["refused", "expired"], new() { State = LoopsOutboxState.DeadLetter }).ConfigureAwait(false);
            await ExpectListedAsync(store, ["waiting", "other"], new() { State = LoopsOutboxState.Pending }).ConfigureAwait(false);
            await ExpectListedAsync(store, ["waiting"], new() { Ids = [tickets[0].Id, tickets[0].Id + 1000] }).ConfigureAwait(false);
            await ExpectListedAsync(store, [], new() { Ids = [] }).ConfigureAwait(false);
            await ExpectListedAsync(store, ["expired"], new() { State = LoopsOutboxState.DeadLetter, Reason = LoopsOutboxReason.Expired }).ConfigureAwait(false);
            await ExpectListedAsync(store, [], new() { Team = "Team" }).ConfigureAwait(false);
        }),
        new("A query with a reason means dead letters alone.", static async store =>
        {
            await store.DeadLetterAsync(Some.Message("refused")).ConfigureAwait(false);
            await store.EnqueueAsync(Some.Message("waiting")).ConfigureAwait(false);

            await ExpectListedAsync(store, ["refused"], new() { Reason = LoopsOutboxReason.Refused }).ConfigureAwait(false);
            Expect.Equal(1, await store.Store.PurgeAsync(new() { Reason = LoopsOutboxReason.Refused }, store.Cancel).ConfigureAwait(false), "the number of purged messages");
            await ExpectListedAsync(store, ["waiting"], new()).ConfigureAwait(false);
        }),
        new("A query finds a contact as lane or identifier, addresses in any case.", static async store =>
        {
            await store.DeadLetterAsync(Some.Message("dead", "orders") with { UserId = "u1" }).ConfigureAwait(false);
            await store.EnqueueAllAsync(
                Some.Message("lane"), Some.Message("id", "orders") with { UserId = "u1", Email = "Adam@loops.so" }, Some.Message("address lane", "adam@loops.so"),
                Some.Message("other", "U1") with { UserId = "U1", Email = "eve@loops.so" }).ConfigureAwait(false);

            await ExpectListedAsync(store, ["dead", "lane", "id"], new() { Contact = "u1" }).ConfigureAwait(false);
            await ExpectListedAsync(store, ["id", "address lane"], new() { Contact = "ADAM@LOOPS.SO" }).ConfigureAwait(false);
            await ExpectListedAsync(store, ["id"], new() { Contact = "adam@loops.so", Ids = [(await store.ListAsync().ConfigureAwait(false))[2].Id] }).ConfigureAwait(false);
            await ExpectListedAsync(store, [], new() { Contact = "u" }).ConfigureAwait(false);
        }),
        new("A purge removes what its query means for good, and leaves what is under way.", static async store =>
        {
            await store.DeadLetterAsync(Some.Message("dead")).ConfigureAwait(false);
            await store.EnqueueAllAsync(Some.Message("under way"), Some.Message("waiting"), Some.Message("u2", "u2"), Some.Message("other", team: "other")).ConfigureAwait(false);
            var claim = await store.ClaimOneAsync().ConfigureAwait(false);

            Expect.Equal(3, await store.Store.PurgeAsync(new() { Team = Some.Team, Limit = 1 }, store.Cancel).ConfigureAwait(false), "the number of purged messages");

            await ExpectListedAsync(store, ["under way", "other"], new()).ConfigureAwait(false);
            await store.MarkAsync(claim).ConfigureAwait(false);
            await store.CompleteAsync(claim).ConfigureAwait(false);
            Expect.Sequence([], await store.ClaimNamesAsync().ConfigureAwait(false), "the team's claims");
        }),
        new("A purge of a held head frees its lane.", static async store =>
        {
            var tickets = await store.EnqueueAllAsync(Some.Message("1"), Some.Message("2")).ConfigureAwait(false);
            await store.RescheduleAsync(await store.ClaimOneAsync().ConfigureAwait(false), Some.Retry()).ConfigureAwait(false);

            await store.Store.PurgeAsync(new() { Ids = [tickets[0].Id] }, store.Cancel).ConfigureAwait(false);

            Expect.Sequence(["2"], await store.ClaimNamesAsync().ConfigureAwait(false), "the claims");
        }),
        new("FindPendingAsync tells which numbers wait or are under way.", static async store =>
        {
            var dead = await store.DeadLetterAsync(Some.Message("dead")).ConfigureAwait(false);
            var tickets = await store.EnqueueAllAsync(Some.Message("delivered"), Some.Message("under way"), Some.Message("waiting"), Some.Message("other", team: "other")).ConfigureAwait(false);
            await store.DeliverAsync().ConfigureAwait(false);
            await store.ClaimOneAsync().ConfigureAwait(false);

            var pending = await store.Store.FindPendingAsync([dead, .. tickets.Select(static ticket => ticket.Id), 0, long.MaxValue], store.Cancel).ConfigureAwait(false);
            Expect.Sequence(tickets.Skip(1).Select(static ticket => ticket.Id), pending.Order(), "the pending numbers");
            Expect.Sequence([], await store.Store.FindPendingAsync([], store.Cancel).ConfigureAwait(false), "the pending ones among none");
        }),
        new("Statistics have every team with a message, a dead letter or a pause, by name.", static async store =>
        {
            Expect.Sequence([], await store.Store.GetStatsAsync(store.Cancel).ConfigureAwait(false), "the statistics of an empty store");
            await store.DeadLetterAsync(Some.Message("1", team: "c")).ConfigureAwait(false);
            await store.EnqueueAsync(Some.Message("2", team: "b")).ConfigureAwait(false);
            await store.AdvanceAsync(TimeSpan.FromHours(2)).ConfigureAwait(false);
            await store.EnqueueAllAsync(Some.Message("3", team: "b"), Some.Message("4", team: "b") with { Failure = Some.Failure(LoopsOutboxReason.Invalid) }).ConfigureAwait(false);
            await store.ClaimOneAsync("b").ConfigureAwait(false);
            await store.Store.PauseAsync("a", "The key was refused.", TimeSpan.FromHours(1), store.Cancel).ConfigureAwait(false);
            await store.DeliverAsync(Some.Message("5", team: "d")).ConfigureAwait(false);

            var stats = await store.Store.GetStatsAsync(store.Cancel).ConfigureAwait(false);
            Expect.Sequence(
                [new("a", 0, 0, null, "The key was refused."), new("b", 2, 1, null, null), new("c", 0, 1, null, null)],
                stats.Select(static team => team with { OldestAge = null }), "the statistics, without ages");
            Expect.About(TimeSpan.FromHours(2), stats[1].OldestAge, "OldestAge of the team with pending messages");
            Expect.Equal((null, null), (stats[0].OldestAge, stats[2].OldestAge), "OldestAge of the teams without");
        }),
    ];

    private static async Task ExpectListedAsync(StoreUnderTest store, IEnumerable<string> names, LoopsOutboxQuery query) =>
        Expect.Sequence(names, await store.ListNamesAsync(query).ConfigureAwait(false), $"the listing of {query}");
}
