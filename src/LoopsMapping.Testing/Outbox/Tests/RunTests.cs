using LoopsMapping.Outbox;

namespace LoopsMapping.Testing.Outbox.Tests;

/// <summary>Backfills that go on where they were interrupted.</summary>
internal static class RunTests
{
    private static readonly LoopsOutboxRetention RunsForTwoDays = new(TimeSpan.FromDays(30), TimeSpan.FromDays(30), TimeSpan.FromDays(2));

    public static IEnumerable<LoopsOutboxComplianceTest> All =>
    [
        new("A message is enqueued once in a run, whether the first still waits or is gone.", static async store =>
        {
            var batch = await store.EnqueueAllAsync(Some.OfRun("run", "red"), Some.OfRun("run", "red")).ConfigureAwait(false);
            Expect.Sequence([LoopsOutboxEntry.Enqueued, LoopsOutboxEntry.Unchanged], batch.Select(static ticket => ticket.Entry), "the tickets within a batch");
            Expect.Equal(new(0, LoopsOutboxEntry.Unchanged), await store.EnqueueAsync(Some.OfRun("run", "red")).ConfigureAwait(false), "the ticket while it waits");
            await store.DeliverAsync().ConfigureAwait(false);
            Expect.Equal(LoopsOutboxEntry.Unchanged, await store.EntryOfAsync(Some.OfRun("run", "red")).ConfigureAwait(false), "the ticket after its delivery");
            await store.DeliverAsync(Some.OfRun("run", "blue")).ConfigureAwait(false);
            Expect.Equal(LoopsOutboxEntry.Unchanged, await store.EntryOfAsync(Some.OfRun("run", "red")).ConfigureAwait(false), "the ticket after another content");
        }),
        new("A run compares lane, mapping and body, and is a team's own.", static async store =>
        {
            await store.EnqueueAsync(Some.OfRun("run", "red")).ConfigureAwait(false);

            var tickets = await store.EnqueueAllAsync(
                Some.OfRun("run", "red", "u2"), Some.OfRun("run", "red") with { Mapping = "App.Dealer" }, Some.OfRun("run", "blue"),
                Some.OfRun("run", "red") with { Team = "other" }, Some.OfRun("Run", "red")).ConfigureAwait(false);
            Expect.True(tickets.All(static ticket => ticket.Entry == LoopsOutboxEntry.Enqueued), "a message that differs in any of them is enqueued");
        }),
        new("A message of no run is not in any.", static async store =>
        {
            await store.EnqueueAsync(Some.OfRun("run", "red")).ConfigureAwait(false);
            Expect.Equal(LoopsOutboxEntry.Enqueued, await store.EntryOfAsync(Some.OfRun("run", "red") with { Run = null }).ConfigureAwait(false), "the ticket without a run");
        }),
        new("A run that skips what has not changed does both.", static async store =>
        {
            await store.DeliverAsync(Some.Contact("red")).ConfigureAwait(false);
            Expect.Equal(LoopsOutboxEntry.Unchanged, await store.EntryOfAsync(Some.Contact("red") with { Run = "run" }).ConfigureAwait(false), "the ticket of delivered content");
            await store.DeliverAsync(Some.Contact("blue") with { Run = "run" }).ConfigureAwait(false);
            await store.DeliverAsync(Some.Contact("green")).ConfigureAwait(false);
            Expect.Equal(
                LoopsOutboxEntry.Unchanged, await store.EntryOfAsync(Some.Contact("blue") with { Run = "run" }).ConfigureAwait(false), "the ticket of content the run had before");
        }),
        new("A run is forgotten as long after its last message as runs are kept.", static async store =>
        {
            await store.DeliverAsync(Some.OfRun("run", "red")).ConfigureAwait(false);
            await store.AdvanceAsync(TimeSpan.FromHours(36)).ConfigureAwait(false);
            await store.DeliverAsync(Some.OfRun("run", "blue")).ConfigureAwait(false);
            await store.AdvanceAsync(TimeSpan.FromHours(36)).ConfigureAwait(false);
            await store.Store.CleanUpAsync(RunsForTwoDays, store.Cancel).ConfigureAwait(false);
            Expect.Equal(LoopsOutboxEntry.Unchanged, await store.EntryOfAsync(Some.OfRun("run", "red")).ConfigureAwait(false), "the ticket while the run is kept");

            await store.AdvanceAsync(TimeSpan.FromDays(3)).ConfigureAwait(false);
            await store.Store.CleanUpAsync(RunsForTwoDays, store.Cancel).ConfigureAwait(false);
            Expect.Equal(LoopsOutboxEntry.Enqueued, await store.EntryOfAsync(Some.OfRun("run", "red")).ConfigureAwait(false), "the ticket after that");
        }),
    ];
}
