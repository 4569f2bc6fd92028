using System.Collections.Concurrent;
using System.Globalization;
using LoopsMapping.Outbox;

namespace LoopsMapping.Testing.Outbox.Tests;

/// <summary>Enqueueing: all or none, in order, from anywhere.</summary>
internal static class BatchTests
{
    public static IEnumerable<LoopsOutboxComplianceTest> All =>
    [
        new("A batch gets one ticket for each message, in its order, and numbers grow with every message.", static async store =>
        {
            var first = await store.EnqueueAllAsync(Some.Message("a"), Some.Message("b", "u2"), Some.Message("c")).ConfigureAwait(false);
            var second = await store.EnqueueAllAsync(Some.Message("d", team: "other"), Some.Message("e")).ConfigureAwait(false);

            var tickets = first.Concat(second).ToList();
            Expect.True(tickets.All(static ticket => ticket.Entry == LoopsOutboxEntry.Enqueued), "every ticket says Enqueued");
            Expect.True(tickets[0].Id > 0, "numbers are positive");
            Expect.Sequence(tickets.Select(static ticket => ticket.Id).Order().Distinct(), tickets.Select(static ticket => ticket.Id), "the numbers");
            Expect.Sequence(
                tickets.Zip("abcde", static (ticket, name) => (ticket.Id, $"{name}")),
                (await store.ListAsync().ConfigureAwait(false)).Select(static record => (record.Id, record.Name)),
                "the stored messages");
        }),
        new("An empty batch is stored, and has no tickets.", static async store =>
        {
            await store.EnqueueAllAsync().ConfigureAwait(false);
            Expect.Sequence([], await store.ListNamesAsync().ConfigureAwait(false), "the stored messages");
        }),
        new("A batch with a message that cannot be stored stores none.", static async store =>
        {
            try
            {
                await store.Store.EnqueueAsync([Some.Message("a"), Some.Message("b", "u2"), null!], store.Cancel).ConfigureAwait(false);
                throw new UnkeptPromiseException("Expected: a batch with null fails. Found: it did not.");
            }
            catch (Exception exception) when (exception is not (UnkeptPromiseException or OperationCanceledException))
            {
                Expect.Sequence([], await store.ListNamesAsync().ConfigureAwait(false), "the stored messages");
            }
        }),
        new("A batch that was cancelled is stored as a whole, or not at all.", static async store =>
        {
            var stored = new ConcurrentBag<int>();
            await Task.WhenAll(Enumerable.Range(0, 32).Select(async batch =>
            {
                using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(store.Cancel);
                if (batch % 4 == 0)
                    await giveUp.CancelAsync().ConfigureAwait(false);
                var enqueued = Task.Run(
                    () => store.Store.EnqueueAsync([.. Enumerable.Range(0, 3).Select(i => Some.Message($"{batch}", $"{batch}/{i}"))], giveUp.Token), CancellationToken.None);
                if (batch % 4 == 1)
                    await giveUp.CancelAsync().ConfigureAwait(false);
                try
                {
                    await enqueued.ConfigureAwait(false);
                    stored.Add(batch);
                }
                catch (OperationCanceledException) when (!store.Cancel.IsCancellationRequested)
                {
                }
            })).ConfigureAwait(false);

            var records = (await store.ListAsync(new() { Limit = 1000 }).ConfigureAwait(false)).GroupBy(static record => record.Name).ToDictionary(static of => of.Key, static of => of.Count());
            Expect.True(records.Values.All(static count => count == 3), "three messages of each stored batch");
            Expect.True(stored.All(batch => records.ContainsKey($"{batch}")), "every batch whose call completed is stored");
        }),
        new("Sixteen tasks that enqueue at the same time lose nothing, and each lane keeps its order.", static async store =>
        {
            const int Tasks = 16;
            const int Batches = 10;
            await Task.WhenAll(Enumerable.Range(0, Tasks).Select(task => Task.Run(
                async () =>
                {
                    for (var batch = 0; batch < Batches; batch++)
                        await store.EnqueueAllAsync(Some.Message($"{2 * batch}", $"u{task}"), Some.Message($"{2 * batch + 1}", $"u{task}")).ConfigureAwait(false);
                },
                store.Cancel))).ConfigureAwait(false);

            var records = await store.ListAsync(new() { Limit = 1000 }).ConfigureAwait(false);
            Expect.Equal(Tasks * Batches * 2, records.Select(static record => record.Id).Distinct().Count(), "the number of stored messages");
            foreach (var lane in records.GroupBy(static record => record.Lane))
                Expect.Sequence(Enumerable.Range(0, Batches * 2).Select(static number => $"{number}"), lane.Select(static record => record.Name), $"lane {lane.Key}");
        }),
        new("Claims that are made at the same time hand no message out twice.", static async store =>
        {
            await store.EnqueueAllAsync([.. Enumerable.Range(0, 100).Select(static i => Some.Message($"{i}", $"u{i}"))]).ConfigureAwait(false);
            var first = await store.ClaimAsync(4).ConfigureAwait(false);

            var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
                async () =>
                {
                    var mine = new List<LoopsOutboxClaim>();
                    while (await store.ClaimAsync(5).ConfigureAwait(false) is { Claims: { Count: > 0 } some })
                        mine.AddRange(some);
                    return mine;
                },
                store.Cancel))).ConfigureAwait(false);

            Expect.Sequence(
                Enumerable.Range(0, 100), claims.SelectMany(static some => some).Concat(first.Claims).Select(static claim => int.Parse(claim.Name, CultureInfo.InvariantCulture)).Order(), "the claimed messages");
        }),
    ];
}
