namespace LoopsMapping.Testing.Outbox.Tests;

/// <summary>Waiting for work. It may end without a reason, so what is promised is that it ends when there is one.</summary>
internal static class WaitTests
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(10);

    public static IEnumerable<LoopsOutboxComplianceTest> All =>
    [
        new("Who waits for work is woken by a message.", static async store =>
        {
            await store.ClaimAsync().ConfigureAwait(false);
            var wait = store.Store.WaitForWorkAsync(Some.Team, Long, store.Cancel);
            await store.EnqueueAsync(Some.Message("a")).ConfigureAwait(false);

            await store.SoonAsync(wait, "the wait ends").ConfigureAwait(false);
        }),
        new("Work that comes between a claim and the wait after it is not slept through.", static async store =>
        {
            await store.ClaimAsync().ConfigureAwait(false);
            await store.EnqueueAsync(Some.Message("a")).ConfigureAwait(false);

            await store.SoonAsync(store.Store.WaitForWorkAsync(Some.Team, Long, store.Cancel), "the wait ends").ConfigureAwait(false);
        }),
        new("Who waits for work is woken by a claim that is given back.", static async store =>
        {
            await store.EnqueueAsync(Some.Message("a")).ConfigureAwait(false);
            var claim = await store.ClaimOneAsync().ConfigureAwait(false);
            var wait = store.Store.WaitForWorkAsync(Some.Team, Long, store.Cancel);
            await store.Store.ReleaseAsync(claim, store.Cancel).ConfigureAwait(false);

            await store.SoonAsync(wait, "the wait ends").ConfigureAwait(false);
        }),
        new("Who waits for work is woken by a resumption.", static async store =>
        {
            await store.EnqueueAsync(Some.Message("a")).ConfigureAwait(false);
            await store.Store.PauseAsync(Some.Team, "The key was refused.", Long, store.Cancel).ConfigureAwait(false);
            await store.ClaimAsync().ConfigureAwait(false);
            var wait = store.Store.WaitForWorkAsync(Some.Team, Long, store.Cancel);
            await store.Store.ResumeAsync(Some.Team, store.Cancel).ConfigureAwait(false);

            await store.SoonAsync(wait, "the wait ends").ConfigureAwait(false);
        }),
        new("Who waits for no time does not wait.", static async store =>
        {
            for (var i = 0; i < 3; i++)
                await store.SoonAsync(store.Store.WaitForWorkAsync(Some.Team, TimeSpan.Zero, store.Cancel), "the wait ends").ConfigureAwait(false);
        }),
        new("A wait can be given up.", static async store =>
        {
            using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(store.Cancel);
            // What work there was is out of the way: a wait may end for any.
            await store.Store.WaitForWorkAsync(Some.Team, TimeSpan.Zero, store.Cancel).ConfigureAwait(false);
            var wait = store.Store.WaitForWorkAsync(Some.Team, Long, giveUp.Token);
            await giveUp.CancelAsync().ConfigureAwait(false);

            await store.SoonAsync(wait.ContinueWith(static _ => { }, store.Cancel, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default), "the wait ends").ConfigureAwait(false);
            Expect.True(wait.IsCanceled || wait.IsCompletedSuccessfully, "the wait was cancelled, or had ended");
        }),
    ];
}
