using LoopsMapping.Outbox.Tests.Harness;
using LoopsMapping.Testing;

namespace LoopsMapping.Outbox.Tests.Backfill;

/// <summary><c>IdentifyAllAsync</c> over an outbox: many contacts, behind everything live, that a crash or a second night does not send again.</summary>
public sealed class BackfillTests : OutboxTest
{
    private AppSetup OnDisk => new() { Path = World.Path };

    private IEnumerable<string?> Ids => World.Server.Contacts.Select(static contact => contact.UserId);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_contacts_are_enqueued_in_bulk_and_arrive(bool onDisk)
    {
        var app = await World.CreateAsync(new() { Path = onDisk ? World.Path : null });
        var done = await app.Loops.IdentifyAllAsync(People(600), cancellationToken: Cancel);
        Assert.Equal(new LoopsProgress(600, 600, 0, 0), done);
        Assert.All(await app.PendingAsync(), static record => Assert.Equal(LoopsPriority.Bulk, record.Priority));

        await app.Loops.TrackAsync(new Stepped("live", "live@loops.so"), cancellationToken: Cancel);
        await app.StartAsync();
        await World.UntilEmptyAsync(app);
        Assert.Equal(Enumerable.Range(0, 600).Select(static i => $"u{i}").Append("live").Order(StringComparer.Ordinal), Ids.Append("live").Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(601, World.Server.Requests.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    public async Task It_waits_while_as_much_is_pending_as_it_may_leave(int maxPending)
    {
        var app = await World.CreateAsync(new() { Path = World.Path, Loops = { ["RequestsPerSecond"] = "10" } });
        var read = 0;
        var most = 0L;
        var run = World.BeginAsync(() => app.Loops.IdentifyAllAsync(
            People(300).Select(person =>
            {
                read++;
                return person;
            }), new LoopsBackfillOptions { MaxPending = maxPending }, cancellationToken: Cancel));
        await World.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(maxPending, (await app.PendingAsync()).Count);
        Assert.InRange(read, maxPending, maxPending + 1);

        await app.StartAsync();
        await World.UntilAsync(async () =>
        {
            most = Math.Max(most, (await app.PendingAsync()).Count);
            return run.IsCompleted;
        });
        Assert.Equal(new LoopsProgress(300, 300, 0, 0), await run);
        Assert.InRange(most, 1, maxPending);
        await World.UntilEmptyAsync(app);
        Assert.Equal(300, World.Server.Contacts.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(257)]
    [InlineData(499)]
    public async Task A_run_that_was_broken_off_goes_on_where_it_was(int brokenOffAt)
    {
        var options = new LoopsBackfillOptions { Run = "users-1" };
        var first = await World.StartAsync(OnDisk);
        using var crash = new CancellationTokenSource();
        var broken = first.Loops.IdentifyAllAsync(
            People(500).Select((person, i) =>
            {
                if (i == brokenOffAt)
                    crash.Cancel();
                return person;
            }), options, cancellationToken: crash.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => broken);
        await first.DisposeAsync();

        var second = await World.StartAsync(OnDisk);
        var done = await second.Loops.IdentifyAllAsync(People(500), options, cancellationToken: Cancel);
        Assert.Equal((500, 0), (done.Read, done.Failed));
        Assert.Equal(500, done.Enqueued + done.Skipped);
        Assert.InRange(done.Skipped, brokenOffAt - 1, brokenOffAt + 1);
        await World.UntilEmptyAsync(second);

        Assert.Equal(500, World.Server.Contacts.Count);
        Assert.Equal(500, World.Server.Requests.Count);
        Assert.Equal(new LoopsProgress(500, 0, 500, 0), await second.Loops.IdentifyAllAsync(People(500), options, cancellationToken: Cancel));
        Assert.Equal(500, (await second.Loops.IdentifyAllAsync(People(500), options with { Run = "users-2" }, cancellationToken: Cancel)).Enqueued);
    }

    [Fact]
    public async Task A_run_is_forgotten_after_its_retention()
    {
        var options = new LoopsBackfillOptions { Run = "users-1" };
        var app = await World.StartAsync();
        await app.Loops.IdentifyAllAsync(People(10), options, cancellationToken: Cancel);
        await World.PassAsync(TimeSpan.FromDays(6.9), leap: TimeSpan.FromMinutes(5));
        Assert.Equal(10, (await app.Loops.IdentifyAllAsync(People(10), options, cancellationToken: Cancel)).Skipped);
        await World.PassAsync(TimeSpan.FromDays(7.1), leap: TimeSpan.FromMinutes(5));
        Assert.Equal(10, (await app.Loops.IdentifyAllAsync(People(10), options, cancellationToken: Cancel)).Enqueued);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_second_night_sends_only_what_has_changed(bool onDisk)
    {
        var nightly = new LoopsBackfillOptions { SkipUnchanged = true };
        var app = await World.StartAsync(new() { Path = onDisk ? World.Path : null });
        await app.Loops.IdentifyAllAsync(People(100), nightly, cancellationToken: Cancel);
        await World.UntilEmptyAsync(app);
        // A change by another call is followed, too.
        await app.Loops.IdentifyAsync(new Person("u7", "u7@loops.so", "By hand"), cancellationToken: Cancel);
        await World.UntilEmptyAsync(app);

        var before = World.Server.Requests.Count;
        var done = await app.Loops.IdentifyAllAsync(People(100).Select(static person => person.Id == "u3" ? person with { FirstName = "New" } : person), nightly, cancellationToken: Cancel);
        await World.UntilEmptyAsync(app);
        Assert.Equal(new LoopsProgress(100, 2, 98, 0), done);
        Assert.Equal(2, World.Server.Requests.Count - before);
        Assert.Equal("New", World.Server.Contacts.Single(static contact => contact.UserId == "u3").FirstName);

        Assert.Equal(new LoopsProgress(100, 1, 99, 0), await app.Loops.IdentifyAllAsync(People(100), nightly, cancellationToken: Cancel));
    }

    [Fact]
    public async Task A_contact_that_was_deleted_is_sent_again_the_next_night()
    {
        var nightly = new LoopsBackfillOptions { SkipUnchanged = true };
        var app = await World.StartAsync(OnDisk);
        await app.Loops.IdentifyAllAsync(People(10), nightly, cancellationToken: Cancel);
        await World.UntilEmptyAsync(app);
        await app.Loops.DeleteByUserIdAsync("u3", Cancel);
        await app.Loops.DeleteByEmailAsync("U4@loops.so", Cancel);
        await World.UntilEmptyAsync(app);

        Assert.Equal(new LoopsProgress(10, 2, 8, 0), await app.Loops.IdentifyAllAsync(People(10), nightly, cancellationToken: Cancel));
        await World.UntilEmptyAsync(app);
        Assert.Equal(10, World.Server.Contacts.Count);
    }

    [Fact]
    public async Task What_Loops_refused_is_sent_again_the_next_night()
    {
        var nightly = new LoopsBackfillOptions { SkipUnchanged = true };
        var app = await World.StartAsync();
        await app.Loops.IdentifyAllAsync(new[] { new Person("u1", "not-an-address") }.ToAsyncEnumerable(), nightly, cancellationToken: Cancel);
        await World.UntilEmptyAsync(app);
        Assert.Single(await app.DeadLettersAsync());
        Assert.Equal(1, (await app.Loops.IdentifyAllAsync(new[] { new Person("u1", "not-an-address") }.ToAsyncEnumerable(), nightly, cancellationToken: Cancel)).Enqueued);
    }

    [Fact]
    public async Task One_that_cannot_be_sent_is_handed_over_and_the_others_arrive()
    {
        var failures = new List<(object? Value, Exception Reason)>();
        var nobody = new Person(null, " ");
        var app = await World.StartAsync(OnDisk);
        var done = await app.Loops.IdentifyAllAsync(
            new[] { new Person("u1", "u1@loops.so"), nobody, null!, new Person("u2", "u2@loops.so") }.ToAsyncEnumerable(),
            new LoopsBackfillOptions { OnFailure = (value, reason) => failures.Add((value, reason)) }, cancellationToken: Cancel);
        await World.UntilEmptyAsync(app);

        Assert.Equal((4, 2, 2), (done.Read, done.Enqueued, done.Failed));
        Assert.Equal([nobody, null], failures.Select(static failure => failure.Value));
        Assert.Equal(["u1", "u2"], Ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Several_values_of_one_contact_arrive_in_their_order()
    {
        var app = await World.StartAsync(OnDisk);
        World.Server.FailNext(LoopsServerFault.ServiceUnavailable, 10);
        await app.Loops.IdentifyAllAsync(
            Enumerable.Range(0, 400).Select(static i => new Person($"u{i % 4}", $"u{i % 4}@loops.so", Step: i)).ToAsyncEnumerable(),
            new LoopsBackfillOptions { Run = "r" }, cancellationToken: Cancel);
        await World.UntilEmptyAsync(app);

        Assert.Equal([396, 397, 398, 399], World.Server.Contacts.Select(static contact => contact.Properties["step"].GetInt32()).Order());
        Assert.Equal(410, World.Server.Requests.Count);
    }

    [Fact]
    public async Task A_store_that_fails_ends_the_run_and_the_run_can_go_on()
    {
        var options = new LoopsBackfillOptions { Run = "r" };
        var app = await World.StartAsync(OnDisk);
        var calls = 0;
        app.Watched.Fail = name => name == nameof(ILoopsOutboxStore.EnqueueAsync) && ++calls == 50 ? new LoopsOutboxException("The disk is full.") : null;
        await Assert.ThrowsAsync<LoopsOutboxException>(() => app.Loops.IdentifyAllAsync(People(300), options, cancellationToken: Cancel));
        app.Watched.Fail = null;

        Assert.Equal(300, (await app.Loops.IdentifyAllAsync(People(300), options, cancellationToken: Cancel)).Read);
        await World.UntilEmptyAsync(app);
        Assert.Equal(300, World.Server.Contacts.Count);
        Assert.Equal(300, World.Server.Requests.Count);
    }

    private static IAsyncEnumerable<Person> People(int count) => Enumerable.Range(0, count).Select(static i => new Person($"u{i}", $"u{i}@loops.so", $"Name {i}")).ToAsyncEnumerable();
}
