using LoopsMapping.Outbox;

namespace LoopsMapping.Testing.Outbox.Tests;

/// <summary>Dispatchers that died, and those that only seemed to; and who may be one.</summary>
internal static class LeaseTests
{
    public static IEnumerable<LoopsOutboxComplianceTest> All =>
    [
        new("What a dispatcher that died had claimed is free after the lease, at the head of its lane.", static async store =>
        {
            await store.EnqueueAllAsync(Some.Message("1"), Some.Message("2")).ConfigureAwait(false);
            await store.ClaimOneAsync().ConfigureAwait(false);

            await store.AdvanceAsync(StoreUnderTest.Lease - TimeSpan.FromMinutes(10)).ConfigureAwait(false);
            Expect.Sequence([], await store.ClaimNamesAsync().ConfigureAwait(false), "the claims before the lease has ended");
            await store.AdvanceAsync(TimeSpan.FromMinutes(10)).ConfigureAwait(false);
            Expect.Sequence(["1"], await store.ClaimNamesAsync().ConfigureAwait(false), "the claims after the lease");
        }),
        new("A dispatcher whose lease has ended may not send, and settles nothing.", static async store =>
        {
            await store.EnqueueAsync(Some.Message("a")).ConfigureAwait(false);
            var claim = await store.ClaimOneAsync().ConfigureAwait(false);
            await store.AdvanceAsync(StoreUnderTest.Lease * 2).ConfigureAwait(false);

            await ExpectRefusedAsync(store, claim, "after the lease").ConfigureAwait(false);
            var again = await store.ClaimOneAsync().ConfigureAwait(false);
            Expect.Equal((0, false), (again.Attempts, again.MayHaveArrived), "attempts and MayHaveArrived of the next claim");
        }),
        new("A claim that has passed to another dispatcher is out of the first one's reach.", static async store =>
        {
            await store.EnqueueAsync(Some.Message("a")).ConfigureAwait(false);
            var first = await store.ClaimOneAsync().ConfigureAwait(false);
            await store.AdvanceAsync(StoreUnderTest.Lease * 2).ConfigureAwait(false);
            var second = await store.ClaimOneAsync().ConfigureAwait(false);

            // Where there is one dispatcher at most, nothing tells the two apart, and nobody has the first any more.
            if (first.LeaseToken.Length > 0)
            {
                await ExpectRefusedAsync(store, first, "after another claim").ConfigureAwait(false);
                await store.Store.ReleaseAsync(first, store.Cancel).ConfigureAwait(false);
                Expect.Sequence([], await store.ClaimNamesAsync().ConfigureAwait(false), "the claims after the first one gave back what it had lost");
            }
            await store.MarkAsync(second).ConfigureAwait(false);
            await store.CompleteAsync(second).ConfigureAwait(false);
        }),
        new("A claim that was given back is not held any more.", static async store =>
        {
            await store.EnqueueAsync(Some.Message("a")).ConfigureAwait(false);
            var claim = await store.ClaimOneAsync().ConfigureAwait(false);
            await store.Store.ReleaseAsync(claim, store.Cancel).ConfigureAwait(false);

            await ExpectRefusedAsync(store, claim, "after it was given back").ConfigureAwait(false);
            Expect.Sequence(["a"], await store.ClaimNamesAsync().ConfigureAwait(false), "the next claims");
        }),
        new("Who stops being a dispatcher makes room for another, once.", static async store =>
        {
            var first = await store.Store.TryBecomeDispatcherAsync(store.Cancel).ConfigureAwait(false);
            Expect.True(first is not null, "there is room for a dispatcher of a new store");
            var second = await store.Store.TryBecomeDispatcherAsync(store.Cancel).ConfigureAwait(false);
            var isExclusive = second is null;

            await first!.DisposeAsync().ConfigureAwait(false);
            var third = await store.Store.TryBecomeDispatcherAsync(store.Cancel).ConfigureAwait(false);
            Expect.True(third is not null, "there is room after the first dispatcher left");
            await first.DisposeAsync().ConfigureAwait(false);
            var fourth = await store.Store.TryBecomeDispatcherAsync(store.Cancel).ConfigureAwait(false);
            Expect.Equal(isExclusive, fourth is null, "no room for a fourth, after the first left twice");

            foreach (var role in (IAsyncDisposable?[])[second, third, fourth])
            {
                if (role is not null)
                    await role.DisposeAsync().ConfigureAwait(false);
            }
        }),
    ];

    public static async Task ExpectRefusedAsync(StoreUnderTest store, LoopsOutboxClaim claim, string when)
    {
        Expect.Equal(false, await store.Store.MarkAttemptAsync(claim, store.Cancel).ConfigureAwait(false), $"MarkAttemptAsync {when}");
        Expect.Equal(false, await store.Store.RescheduleAsync(claim, Some.Retry(), store.Cancel).ConfigureAwait(false), $"RescheduleAsync {when}");
        Expect.Equal(false, await store.Store.DeadLetterAsync(claim, Some.Failure(), store.Cancel).ConfigureAwait(false), $"DeadLetterAsync {when}");
        Expect.Equal(false, await store.Store.CompleteAsync(claim, LoopsOutboxCompletion.Accepted, store.Cancel).ConfigureAwait(false), $"CompleteAsync {when}");
    }
}
