using System.Text.Json;
using LoopsMapping.Outbox;
using LoopsMapping.Outbox.Moving;
using LoopsMapping.Tool.Tests.Harness;

namespace LoopsMapping.Tool.Tests.Outbox;

/// <summary><c>outbox move</c>: from a file to PostgreSQL, with nothing lost and nothing there twice.</summary>
public sealed class OutboxMoveTests : OutboxDatabaseTest
{
    public override async ValueTask InitializeAsync() => await InDatabaseAsync(static _ => Task.FromResult(true));

    [Fact]
    public async Task What_waits_keeps_its_order_its_attempts_and_its_keys_and_dead_letters_come_too()
    {
        await DeadAsync(Event("u1", "adam@loops.so"), Refused);
        await InStoreAsync(async store =>
        {
            await store.EnqueueAsync([Contact("u2", "eve@loops.so"), Event("u2", "eve@loops.so") with { ExpiresAfter = TimeSpan.FromDays(900) }, Reset("joe@loops.so")], Cancel);
            var claim = Assert.Single((await store.ClaimAsync(Team, 1, TimeSpan.FromMinutes(1), Cancel)).Claims);
            Assert.True(await store.MarkAttemptAsync(claim, Cancel));
            return await store.RescheduleAsync(claim, new(TimeSpan.FromSeconds(5), "500 of Loops") { MayHaveArrived = true, WasServerError = true }, Cancel);
        });
        var before = await InStoreAsync(store => store.ListAsync(new() { Limit = 100 }, Cancel));

        var run = await MoveAsync();

        await ShouldSayAsync(run, 0, $"Moved from SQLite {Path} to {DatabaseName}: 3 pending records and 1 dead letter.\n");
        Assert.Empty(await InStoreAsync(store => store.ListAsync(new(), Cancel)));
        var after = await RecordsAsync();
        // The numbers are the database's own; nothing else is different.
        static string Facts(LoopsOutboxRecord record) => JsonSerializer.Serialize(record with { Id = 0, DueAt = null });
        Assert.Equal(
            before.OrderBy(static record => record.Failure is not null).ThenBy(static record => record.Id).Select(Facts),
            after.OrderBy(static record => record.Failure is not null).ThenBy(static record => record.Id).Select(Facts));
        Assert.Equal(before.Select(static record => record.DueAt).Order(), after.Select(static record => record.DueAt).Order());
    }

    [Fact]
    public async Task The_contacts_lane_goes_on_where_it_was_and_a_key_that_was_delivered_stays_known()
    {
        await InStoreAsync(async store =>
        {
            await store.EnqueueAsync([Event("u9")], Cancel);
            var claim = await ClaimAsync(store, Team);
            Assert.True(await store.MarkAttemptAsync(claim, Cancel));
            Assert.True(await store.CompleteAsync(claim, LoopsOutboxCompletion.Accepted, Cancel));
            return await store.EnqueueAsync([.. Enumerable.Range(0, 5).Select(static i => Event("u1", "adam@loops.so", $"Step {i}"))], Cancel);
        });
        Assert.Equal(0, await (await MoveAsync()).Exit);

        await InDatabaseAsync(async store =>
        {
            Assert.Equal(LoopsOutboxEntry.Duplicate, Assert.Single(await store.EnqueueAsync([Event("u9")], Cancel)).Entry);
            Assert.Equal(LoopsOutboxEntry.Duplicate, Assert.Single(await store.EnqueueAsync([Event("u1", "adam@loops.so", "Step 3")], Cancel)).Entry);
            for (var i = 0; i < 5; i++)
            {
                var claim = await ClaimAsync(store, Team);
                Assert.Equal($"Step {i}", claim.Name);
                Assert.True(await store.MarkAttemptAsync(claim, Cancel));
                Assert.True(await store.CompleteAsync(claim, LoopsOutboxCompletion.Accepted, Cancel));
            }
            Assert.Empty((await store.ClaimAsync(Team, 10, TimeSpan.FromMinutes(1), Cancel)).Claims);
            Assert.Equal(0, (await store.GetStatsAsync(Cancel)).Sum(static stats => stats.Pending));
            return true;
        });
    }

    [Fact]
    public async Task A_move_that_was_cut_off_goes_on_where_it_was_and_brings_nothing_twice()
    {
        await EnqueueAsync(Event("u1"), Event("u2"));
        // It died when the database had everything, and the file did not know it.
        await InDatabaseAsync(async store =>
        {
            using var move = SqliteMove.Begin(Path);
            Assert.NotNull(await store.TakeAsync(move, Cancel));
            return true;
        });
        // Somebody did not stop, and enqueued into the file.
        await EnqueueAsync(Event("u3"));

        await ShouldSayAsync(await MoveAsync(), 0, $"All of SQLite {Path} had come to {DatabaseName} before, and is gone from the file now.\n");
        Assert.Equal("pending u3", await ContentAsync());
        await ShouldSayAsync(await MoveAsync(), 0, $"Moved from SQLite {Path} to {DatabaseName}: 1 pending record and 0 dead letters.\n");
        Assert.Equal(["u1", "u2", "u3"], (await RecordsAsync()).Select(static record => record.UserId));
        Assert.Equal("", await ContentAsync());
    }

    [Fact]
    public async Task What_is_there_already_is_told_and_not_there_twice()
    {
        await EnqueueAsync(Event("u1"), Event("u1", name: "Seen"));
        await InDatabaseAsync(store => store.EnqueueAsync([Event("u1")], Cancel));

        await ShouldSayAsync(
            await MoveAsync(), 0,
            $"Moved from SQLite {Path} to {DatabaseName}: 1 pending record and 0 dead letters. 1 record was there already, under the same idempotency key. 1 contact had something waiting there: that goes first.\n");
        Assert.Equal(["User Registered", "Seen"], (await RecordsAsync()).Select(static record => record.Name));
    }

    [Fact]
    public async Task A_file_that_an_application_sends_from_is_not_moved()
    {
        await EnqueueAsync(Event("u1"));
        await using var store = new SqliteOutboxStore(Path, Time);
        await store.OpenAsync(Cancel);
        await using var role = await store.TryBecomeDispatcherAsync(Cancel);

        await ShouldSayAsync(await MoveAsync(), 1, "", $"An application is sending from {Path}. Stop it, and run this again.\n");
        Assert.Empty(await RecordsAsync());
    }

    [Fact]
    public async Task A_paused_team_and_what_backfills_remember_come_too()
    {
        var contact = Contact("u1", "adam@loops.so") with { Mapping = "Customer", SkipUnchanged = true, Run = "night" };
        await InStoreAsync(async store =>
        {
            await store.EnqueueAsync([contact], Cancel);
            var claim = await ClaimAsync(store, Team);
            Assert.True(await store.MarkAttemptAsync(claim, Cancel));
            return await store.CompleteAsync(claim, LoopsOutboxCompletion.Accepted, Cancel);
        });
        await PauseAsync("Loops refuses the API key with 401.");

        Assert.Equal(0, await (await MoveAsync()).Exit);

        await InDatabaseAsync(async store =>
        {
            Assert.Equal("Loops refuses the API key with 401.", Assert.Single(await store.GetStatsAsync(Cancel)).PauseReason);
            Assert.Equal(LoopsOutboxEntry.Unchanged, Assert.Single(await store.EnqueueAsync([contact with { Run = null }], Cancel)).Entry);
            Assert.Equal(LoopsOutboxEntry.Unchanged, Assert.Single(await store.EnqueueAsync([contact with { SkipUnchanged = false }], Cancel)).Entry);
            return true;
        });
    }

    [Fact]
    public async Task With_json_it_prints_the_figures()
    {
        await EnqueueAsync(Event("u1"));
        var run = await MoveAsync("--json");
        Assert.Equal(0, await run.Exit);
        using var json = JsonDocument.Parse(run.Output.ToString());
        Assert.Equal((1, 0), (json.RootElement.GetProperty("pending").GetInt32(), json.RootElement.GetProperty("deadLetters").GetInt32()));
    }

    [Fact]
    public async Task Nobody_said_where_to_is_an_error_and_nothing_is_touched()
    {
        await EnqueueAsync(Event("u1"));
        await ShouldSayAsync(
            await Run.ToEndAsync(Around, "outbox", "move", "--path", Path), 1, "",
            "Nobody says to which database. Name it with --to, or set Loops:Outbox:ConnectionString.\n");
        Assert.Equal("pending u1", await ContentAsync());
    }

    private Task<Run> MoveAsync(params string[] arguments) => Run.ToEndAsync(Around, ["outbox", "move", "--path", Path, "--to", ConnectionString, "--schema", Schema, .. arguments]);
}
