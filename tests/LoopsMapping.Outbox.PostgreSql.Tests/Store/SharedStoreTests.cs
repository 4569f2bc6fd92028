using LoopsMapping.Outbox.PostgreSql.Tests.Harness;

namespace LoopsMapping.Outbox.PostgreSql.Tests.Store;

/// <summary>Several processes share the tables: each store here has connections of its own, as a process has.</summary>
public sealed class SharedStoreTests : PostgreSqlTest
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task No_lane_is_claimed_by_two_at_once()
    {
        var stores = new[] { await OpenAsync(), await OpenAsync(), await OpenAsync() };
        await stores[0].EnqueueAsync([.. Enumerable.Range(0, 300).Select(static i => Message($"lane{i % 100}", i))], Cancel);
        var claims = new System.Collections.Concurrent.ConcurrentBag<LoopsOutboxClaim>();
        await Task.WhenAll(stores.Select(async store =>
        {
            while ((await store.ClaimAsync("default", 7, Lease, Cancel)).Claims is { Count: > 0 } found)
            {
                foreach (var claim in found)
                    claims.Add(claim);
            }
        }));
        Assert.Equal(100, claims.Count);
        Assert.Equal(100, claims.Select(static claim => claim.Lane).Distinct().Count());
    }

    [Fact]
    public async Task A_lane_that_a_transaction_holds_is_passed_over_and_the_others_go_on()
    {
        var store = await OpenAsync();
        await store.EnqueueAsync([Message("held", 1), Message("free", 2)], Cancel);
        await using var connection = await Source.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await using (var hold = new Npgsql.NpgsqlCommand($"SELECT id FROM {Schema}.lane WHERE name = 'held' FOR UPDATE", connection, transaction))
            await hold.ExecuteScalarAsync(Cancel);
        Assert.Equal(["free"], (await store.ClaimAsync("default", 10, Lease, Cancel)).Claims.Select(static claim => claim.Lane));
        await transaction.RollbackAsync(Cancel);
        Assert.Equal(["held"], (await store.ClaimAsync("default", 10, Lease, Cancel)).Claims.Select(static claim => claim.Lane));
    }

    [Fact]
    public async Task A_dead_process_keeps_its_lanes_until_the_lease_ends_and_no_longer()
    {
        var dead = await OpenAsync();
        var alive = await OpenAsync();
        await dead.EnqueueAsync([Message("a", 1), Message("a", 2)], Cancel);
        var old = Assert.Single((await dead.ClaimAsync("default", 10, Lease, Cancel)).Claims);
        await alive.AdvanceClockAsync(Lease - TimeSpan.FromSeconds(1), Cancel);
        var waiting = await alive.ClaimAsync("default", 10, Lease, Cancel);
        Assert.Empty(waiting.Claims);
        await alive.AdvanceClockAsync(TimeSpan.FromSeconds(1), Cancel);
        var taken = Assert.Single((await alive.ClaimAsync("default", 10, Lease, Cancel)).Claims);
        Assert.Equal(old.Id, taken.Id);

        // It was not dead, only slow: nothing that it still says counts.
        Assert.False(await dead.MarkAttemptAsync(old, Cancel));
        Assert.False(await dead.CompleteAsync(old, LoopsOutboxCompletion.Accepted, Cancel));
        Assert.False(await dead.RescheduleAsync(old, new LoopsOutboxRetry(TimeSpan.Zero, "late"), Cancel));
        Assert.True(await alive.CompleteAsync(taken, LoopsOutboxCompletion.Accepted, Cancel));
        Assert.NotEqual(old.Id, Assert.Single((await alive.ClaimAsync("default", 10, Lease, Cancel)).Claims).Id);
    }

    [Fact]
    public async Task Every_process_takes_its_slots_from_one_row()
    {
        var stores = new[] { await OpenAsync(), await OpenAsync(), await OpenAsync(), await OpenAsync() };
        var spacing = TimeSpan.FromHours(1);
        var waits = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => stores[i % 4].ReserveSlotAsync("default", spacing, TimeSpan.FromDays(30), Cancel)));
        // Each is an hour behind another one, whoever asked; the moments between the questions are nothing to an hour.
        Assert.Equal(Enumerable.Range(0, 40), waits.Select(static wait => (int)Math.Round(wait!.Value.TotalHours)).Order());
        await stores[3].DelaySlotsAsync("default", TimeSpan.FromDays(10), Cancel);
        Assert.Equal(240, Math.Round((await stores[0].ReserveSlotAsync("default", spacing, TimeSpan.FromDays(30), Cancel))!.Value.TotalHours));
    }

    [Fact]
    public async Task A_pause_holds_every_process_and_one_of_them_probes()
    {
        var first = await OpenAsync();
        var second = await OpenAsync();
        await first.EnqueueAsync([Message("a", 1), Message("b", 2)], Cancel);
        await first.PauseAsync("default", "The key is refused.", TimeSpan.FromMinutes(1), Cancel);
        Assert.Empty((await second.ClaimAsync("default", 10, Lease, Cancel)).Claims);
        await second.AdvanceClockAsync(TimeSpan.FromMinutes(1), Cancel);
        var probes = await Task.WhenAll(first.ClaimAsync("default", 10, Lease, Cancel), second.ClaimAsync("default", 10, Lease, Cancel));
        Assert.Single(probes.SelectMany(static claims => claims.Claims));
        Assert.Single(probes, static claims => claims.IsProbe);
    }

    [Fact]
    public async Task Many_writers_on_many_lanes_never_lose_a_record_and_keep_the_order_of_each()
    {
        var stores = new[] { await OpenAsync(), await OpenAsync(), await OpenAsync() };
        await Task.WhenAll(Enumerable.Range(0, 12).Select(async writer =>
        {
            for (var i = 0; i < 50; i++)
                await stores[writer % 3].EnqueueAsync([Message($"own{writer}", i), Message($"shared{i % 5}", i)], Cancel);
        }));
        var records = await stores[0].ListAsync(new() { Limit = 10_000 }, Cancel);
        Assert.Equal(1200, records.Count);
        foreach (var lane in records.Where(static record => record.Lane.StartsWith("own", StringComparison.Ordinal)).GroupBy(static record => record.Lane))
            Assert.Equal(Enumerable.Range(0, 50).Select(static i => (byte)i), lane.OrderBy(static record => record.Id).Select(static record => record.Body.Span[0]));
    }

    [Fact]
    public async Task What_is_there_already_leaves_no_trace_alone_or_among_others()
    {
        var store = await OpenAsync();
        var known = (await store.EnqueueAsync([Message("a", 1) with { IdempotencyKey = "key" }], Cancel))[0].Id;
        await store.EnqueueAsync([Message("b", 2) with { Priority = LoopsPriority.Bulk }], Cancel);
        var before = await LanesAsync();
        // In a lane that is none, in one that waits, in one whose turn would come sooner for it, and in its own.
        foreach (var lane in new[] { "c", "a", "b" })
        {
            var again = Message(lane, 3) with { IdempotencyKey = "key" };
            Assert.Equal([new(known, LoopsOutboxEntry.Duplicate)], await store.EnqueueAsync([again], Cancel));
            Assert.Equal([new(known, LoopsOutboxEntry.Duplicate), new(known, LoopsOutboxEntry.Duplicate)], await store.EnqueueAsync([again, again], Cancel));
        }
        Assert.Equal(before, await LanesAsync());
    }

    private Task<string> LanesAsync()
        => ScalarAsync<string>("SELECT string_agg(concat_ws(' ', id, name, priority, due, turn, messages, live, email), ', ' ORDER BY id) || (SELECT count(*) FROM {schema}.alias) FROM {schema}.lane");

    [Fact]
    public async Task Connections_that_are_cut_are_made_anew_and_nothing_is_lost()
    {
        var store = await OpenAsync(connectionString: new Npgsql.NpgsqlConnectionStringBuilder(ConnectionString) { ApplicationName = Schema }.ConnectionString);
        var ids = new List<long>();
        for (var i = 0; i < 30; i++)
        {
            ids.Add((await store.EnqueueAsync([Message("a", i)], Cancel))[0].Id);
            if (i % 5 == 0)
                await ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{Schema}'");
        }
        Assert.Equal(ids, (await store.ListAsync(new() { Limit = 100 }, Cancel)).Select(static record => record.Id).Order());
    }

    private static LoopsOutboxMessage Message(string lane, int number) => new()
    {
        Team = "default",
        Lane = lane,
        Method = "POST",
        Path = "events/send",
        Name = "Stepped",
        Body = new[] { (byte)number },
        UserId = lane,
    };
}
