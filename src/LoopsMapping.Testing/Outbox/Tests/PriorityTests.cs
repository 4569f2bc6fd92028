using LoopsMapping.Outbox;

namespace LoopsMapping.Testing.Outbox.Tests;

/// <summary>Live before bulk, without leaving the order of a lane.</summary>
internal static class PriorityTests
{
    public static IEnumerable<LoopsOutboxComplianceTest> All =>
    [
        new("Live lanes come before bulk ones, and among each those that have been due longest.", static async store =>
        {
            foreach (var message in (LoopsOutboxMessage[])[Bulk("bulk 1", "a"), Live("live 1", "b"), Bulk("bulk 2", "c"), Live("live 2", "d")])
            {
                await store.EnqueueAsync(message).ConfigureAwait(false);
                await store.AdvanceAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
            }

            Expect.Sequence(["live 1", "live 2", "bulk 1"], await store.ClaimNamesAsync(3).ConfigureAwait(false), "the claims");
        }),
        new("A live message behind bulk ones lifts its lane, and does not overtake them.", static async store =>
        {
            await store.EnqueueAsync(Bulk("other", "a")).ConfigureAwait(false);
            await store.AdvanceAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
            await store.EnqueueAllAsync(Bulk("1", "b"), Live("2", "b")).ConfigureAwait(false);

            foreach (var name in (string[])["1", "2", "other"])
                Expect.Equal(name, await store.DeliverAsync().ConfigureAwait(false), "the next message");
        }),
        new("A lane falls back when its live messages are gone.", static async store =>
        {
            await store.EnqueueAsync(Bulk("other", "a")).ConfigureAwait(false);
            await store.AdvanceAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
            await store.EnqueueAllAsync(Live("1", "b"), Bulk("2", "b"), Live("3", "c"), Bulk("4", "c")).ConfigureAwait(false);
            await store.AdvanceAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false);

            var live = await store.ClaimAsync(2).ConfigureAwait(false);
            Expect.Sequence(["1", "3"], live.Claims.Select(static claim => claim.Name).Order(StringComparer.Ordinal), "the first claims");
            await store.CompleteAsync(live.Claims[0]).ConfigureAwait(false);
            await store.DeadLetterAsync(live.Claims[1]).ConfigureAwait(false);

            Expect.Equal("other", await store.DeliverAsync().ConfigureAwait(false), "the next message");
        }),
        new("A lane falls back when its live messages are purged.", static async store =>
        {
            await store.EnqueueAsync(Bulk("other", "a")).ConfigureAwait(false);
            await store.AdvanceAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
            var tickets = await store.EnqueueAllAsync(Bulk("1", "b"), Live("2", "b")).ConfigureAwait(false);

            await store.Store.PurgeAsync(new() { Ids = [tickets[1].Id] }, store.Cancel).ConfigureAwait(false);

            Expect.Equal("other", await store.DeliverAsync().ConfigureAwait(false), "the next message");
        }),
        new("A live lane that is held holds no bulk one.", static async store =>
        {
            await store.EnqueueAllAsync(Live("live", "a"), Bulk("bulk", "b")).ConfigureAwait(false);
            await store.RescheduleAsync(await store.ClaimOneAsync().ConfigureAwait(false), Some.Retry()).ConfigureAwait(false);

            Expect.Sequence(["bulk"], await store.ClaimNamesAsync().ConfigureAwait(false), "the claims");
        }),
    ];

    private static LoopsOutboxMessage Live(string name, string lane) => Some.Message(name, lane) with { Priority = LoopsPriority.Live };

    private static LoopsOutboxMessage Bulk(string name, string lane) => Some.Message(name, lane) with { Priority = LoopsPriority.Bulk };
}
