using LoopsMapping.Outbox;

namespace LoopsMapping.Testing.Outbox.Tests;

/// <summary>Order within a lane, and among lanes of one priority.</summary>
internal static class LaneTests
{
    public static IEnumerable<LoopsOutboxComplianceTest> All =>
    [
        new("The messages of a lane are claimed in the order in which they were enqueued.", static async store =>
        {
            await store.EnqueueAllAsync(Some.Message("1"), Some.Message("2") with { Priority = LoopsPriority.Bulk }).ConfigureAwait(false);
            await store.EnqueueAsync(Some.Message("3")).ConfigureAwait(false);

            foreach (var name in (string[])["1", "2", "3"])
                Expect.Equal(name, await store.DeliverAsync().ConfigureAwait(false), "the next message");
            Expect.Sequence([], await store.ClaimNamesAsync().ConfigureAwait(false), "the claims after the last");
        }),
        new("A lane gives its head alone, and nothing until that is settled.", static async store =>
        {
            await store.EnqueueAllAsync(Some.Message("1"), Some.Message("2")).ConfigureAwait(false);

            Expect.Sequence(["1"], await store.ClaimNamesAsync().ConfigureAwait(false), "the first claims");
            await store.EnqueueAsync(Some.Message("3")).ConfigureAwait(false);
            Expect.Sequence([], await store.ClaimNamesAsync().ConfigureAwait(false), "the claims while the head is under way");
        }),
        new("A lane is free as soon as its head is completed or a dead letter.", static async store =>
        {
            await store.EnqueueAllAsync(Some.Message("1"), Some.Message("2"), Some.Message("3")).ConfigureAwait(false);

            await store.CompleteAsync(await store.ClaimOneAsync().ConfigureAwait(false)).ConfigureAwait(false);
            var second = await store.ClaimOneAsync().ConfigureAwait(false);
            Expect.Equal("2", second.Name, "the claim after the completion");
            await store.DeadLetterAsync(second).ConfigureAwait(false);
            Expect.Sequence(["3"], await store.ClaimNamesAsync().ConfigureAwait(false), "the claims after the dead letter");
        }),
        new("Heads of several lanes are under way at a time, and no more are claimed than asked for.", static async store =>
        {
            await store.EnqueueAllAsync([.. Enumerable.Range(0, 5).Select(static i => Some.Message($"{i}", $"u{i}"))]).ConfigureAwait(false);

            var first = await store.ClaimNamesAsync(3).ConfigureAwait(false);
            var second = await store.ClaimNamesAsync(3).ConfigureAwait(false);

            Expect.Equal(3, first.Count(), "the number of the first claims");
            Expect.Sequence(["0", "1", "2", "3", "4"], first.Concat(second).Order(StringComparer.Ordinal), "all claims");
        }),
        new("The lane that has been due longest comes first.", static async store =>
        {
            foreach (var name in (string[])["c", "a", "d", "b"])
            {
                await store.EnqueueAsync(Some.Message(name, name)).ConfigureAwait(false);
                await store.AdvanceAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
            }

            Expect.Sequence(["c", "a"], await store.ClaimNamesAsync(2).ConfigureAwait(false), "the first claims");
            Expect.Sequence(["d", "b"], await store.ClaimNamesAsync(2).ConfigureAwait(false), "the second claims");
        }),
        new("A lane whose head was settled goes behind those that wait.", static async store =>
        {
            await store.EnqueueAllAsync(Some.Message("a1", "a"), Some.Message("a2", "a"), Some.Message("a3", "a")).ConfigureAwait(false);
            await store.AdvanceAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
            await store.EnqueueAllAsync(Some.Message("b1", "b"), Some.Message("b2", "b"), Some.Message("b3", "b")).ConfigureAwait(false);

            foreach (var name in (string[])["a1", "b1", "a2", "b2", "a3", "b3"])
            {
                await store.AdvanceAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
                Expect.Equal(name, await store.DeliverAsync().ConfigureAwait(false), "the next message");
            }
        }),
        new("A claim that is given back is due as it was, before those that wait behind it.", static async store =>
        {
            await store.EnqueueAllAsync(Some.Message("a1", "a"), Some.Message("a2", "a")).ConfigureAwait(false);
            await store.AdvanceAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
            await store.EnqueueAsync(Some.Message("b1", "b")).ConfigureAwait(false);

            await store.Store.ReleaseAsync(await store.ClaimOneAsync().ConfigureAwait(false), store.Cancel).ConfigureAwait(false);

            var again = await store.ClaimOneAsync().ConfigureAwait(false);
            Expect.Equal(("a1", 0, false), (again.Name, again.Attempts, again.MayHaveArrived), "name, attempts and MayHaveArrived of the next claim");
        }),
        new("Lanes are different when their text is, in case, accents, form or spaces.", static async store =>
        {
            string[] lanes = ["a", "A", "ä", "a\u0308", "a ", "", "ß", "ss", "🎈"];
            await store.EnqueueAllAsync([.. lanes.Select(static lane => Some.Message("m", lane))]).ConfigureAwait(false);

            Expect.Sequence(
                lanes.Order(StringComparer.Ordinal), (await store.ClaimAsync().ConfigureAwait(false)).Claims.Select(static claim => claim.Lane).Order(StringComparer.Ordinal), "the lanes of the claims");
        }),
        new("Teams do not share lanes, and a team's claims are its own.", static async store =>
        {
            await store.EnqueueAllAsync(Some.Message("1"), Some.Message("2", team: "other"), Some.Message("3", team: "Team")).ConfigureAwait(false);

            Expect.Sequence(["1"], await store.ClaimNamesAsync().ConfigureAwait(false), "the team's claims");
            Expect.Sequence(["2"], await store.ClaimNamesAsync(team: "other").ConfigureAwait(false), "the other team's claims");
            Expect.Sequence([], await store.ClaimNamesAsync(team: "nobody").ConfigureAwait(false), "the claims of a team without messages");
        }),
    ];
}
