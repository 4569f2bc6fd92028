using System.Net;
using System.Runtime.CompilerServices;
using LoopsMapping.Client;
using LoopsMapping.Delivery;
using LoopsMapping.Testing;
using LoopsMapping.Tests.Harness;

namespace LoopsMapping.Tests.Client;

/// <summary><c>IdentifyAllAsync</c> without an outbox: many contacts, one after another, and one that cannot be sent ends nothing.</summary>
public sealed class BackfillTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_contacts_arrive_in_order_and_are_counted()
    {
        await using var loops = await LoopsFixture.StartAsync();
        var progress = new Reports();

        var done = await loops.Client.IdentifyAllAsync(Users(250), progress: progress, cancellationToken: Cancel);

        Assert.Equal(new LoopsProgress(250, 250, 0, 0), done);
        Assert.Equal(Enumerable.Range(0, 250).Select(static i => $"u{i}"), loops.Server.Contacts.Select(static contact => contact.UserId));
        Assert.Equal([100, 200, 250], progress.Select(static report => report.Enqueued));
        Assert.Equal(done, progress[^1]);
    }

    [Fact]
    public async Task No_contacts_are_no_work()
    {
        await using var loops = await LoopsFixture.StartAsync();
        var progress = new Reports();

        Assert.Equal(new LoopsProgress(0, 0, 0, 0), await loops.Client.IdentifyAllAsync(Users(0), progress: progress, cancellationToken: Cancel));
        Assert.Equal([new LoopsProgress(0, 0, 0, 0)], progress);
        Assert.Empty(loops.Server.Requests);
    }

    [Fact]
    public async Task One_that_cannot_be_sent_is_handed_over_with_the_reason_and_the_others_arrive()
    {
        await using var loops = await LoopsFixture.StartAsync();
        var failures = new List<(object? Value, Exception Reason)>();
        User nobody = new(null, " "), tooLong = new("u2", "b@loops.so", new string('x', 499)), refused = new("u3", "not-an-email");

        var done = await loops.Client.IdentifyAllAsync(
            new[] { new User("u1", "a@loops.so"), nobody, tooLong, null!, refused, new User("u4", "d@loops.so") }.ToAsyncEnumerable(),
            new LoopsBackfillOptions { OnFailure = (value, reason) => failures.Add((value, reason)) }, cancellationToken: Cancel);

        Assert.Equal((6, 2, 0, 4), (done.Read, done.Enqueued, done.Skipped, done.Failed));
        Assert.Equal([nobody, tooLong, null, refused], failures.Select(static failure => failure.Value));
        Assert.Equal(
            [typeof(LoopsValidationException), typeof(LoopsValidationException), typeof(ArgumentNullException), typeof(LoopsBadRequestException)],
            failures.Select(static failure => failure.Reason.GetType()));
        Assert.Same(failures[^1].Reason, done.LastFailure);
        Assert.Equal(["u1", "u4"], loops.Server.Contacts.Select(static contact => contact.UserId));
    }

    [Fact]
    public async Task Without_anybody_who_takes_failures_they_are_counted()
    {
        await using var loops = await LoopsFixture.StartAsync();

        var done = await loops.Client.IdentifyAllAsync(new[] { new User(null, null), new User("u1", "a@loops.so") }.ToAsyncEnumerable(), cancellationToken: Cancel);

        Assert.Equal((2, 1, 1), (done.Read, done.Enqueued, done.Failed));
        Assert.Equal("Email, Id", Assert.IsType<LoopsValidationException>(done.LastFailure).Member);
    }

    [Fact]
    public async Task An_exception_of_whoever_takes_failures_ends_the_run()
    {
        await using var loops = await LoopsFixture.StartAsync();
        var progress = new Reports();

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => loops.Client.IdentifyAllAsync(
            new[] { new User("u1", "a@loops.so"), new User(null, null), new User("u3", "c@loops.so") }.ToAsyncEnumerable(),
            new LoopsBackfillOptions { OnFailure = static (_, _) => throw new InvalidOperationException("enough") }, progress, Cancel));

        Assert.Equal("enough", exception.Message);
        Assert.Equal((2, 1, 1), (progress[^1].Read, progress[^1].Enqueued, progress[^1].Failed));
        Assert.Equal("u1", Assert.Single(loops.Server.Contacts).UserId);
    }

    [Fact]
    public async Task A_refused_key_would_refuse_all_others_too_and_ends_the_run()
    {
        await using var loops = await LoopsFixture.StartAsync();
        var progress = new Reports();

        await Assert.ThrowsAsync<LoopsAuthenticationException>(() => loops.Client.IdentifyAllAsync(
            Users(10, before: i =>
            {
                if (i == 2)
                    loops.Server.FailNext(LoopsServerFault.Unauthorized);
            }),
            new LoopsBackfillOptions { OnFailure = static (_, reason) => Assert.Fail(reason.Message) }, progress, Cancel));

        Assert.Equal(3, loops.Server.Requests.Count);
        Assert.Equal([new LoopsProgress(2, 2, 0, 0)], progress);
    }

    [Fact]
    public async Task An_outage_ends_the_run_once_the_attempts_are_used_up()
    {
        await using var loops = await LoopsFixture.StartAsync(static options => options.MaxAttempts = 2);
        loops.Server.FailNext(LoopsServerFault.ServiceUnavailable);

        Assert.Equal(new LoopsProgress(2, 2, 0, 0), await loops.Client.IdentifyAllAsync(Users(2), cancellationToken: Cancel));
        loops.Server.FailNext(LoopsServerFault.ServiceUnavailable, times: 2);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Assert.ThrowsAsync<LoopsApiException>(() => loops.Client.IdentifyAllAsync(Users(2), cancellationToken: Cancel))).StatusCode);
    }

    [Theory]
    [InlineData(400, true)]
    [InlineData(404, true)]
    [InlineData(409, true)]
    [InlineData(413, true)]
    [InlineData(422, true)]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(408, false)]
    [InlineData(429, false)]
    [InlineData(500, false)]
    [InlineData(503, false)]
    public async Task What_Loops_says_of_one_contact_is_that_contact_s_alone(int status, bool goesOn)
    {
        var refusal = new LoopsRefusal(new(HttpMethod.Put, "contacts/update", "User"), (HttpStatusCode)status, "");
        var backfill = new Backfill<User>((user, _, _) => user.Id == "u0" ? throw refusal.ToException() : Accepted, new(), null);

        if (goesOn)
            Assert.Equal((2, 1, 1), await backfill.RunAsync(Users(2), Cancel) is var done ? (done.Read, done.Enqueued, done.Failed) : default);
        else
            await Assert.ThrowsAnyAsync<LoopsApiException>(() => backfill.RunAsync(Users(2), Cancel));
    }

    [Fact]
    public async Task A_cancelled_run_ends_and_what_was_sent_stays_so()
    {
        await using var loops = await LoopsFixture.StartAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var progress = new Reports();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loops.Client.IdentifyAllAsync(
            // A source that does not look at the token.
            Users(10, before: i =>
            {
                if (i == 2)
                    stop.Cancel();
            }),
            progress: progress, cancellationToken: stop.Token));

        Assert.Equal(["u0", "u1"], loops.Server.Contacts.Select(static contact => contact.UserId));
        Assert.Equal([new LoopsProgress(2, 2, 0, 0)], progress);
    }

    [Fact]
    public async Task The_source_is_told_of_a_cancellation_too()
    {
        await using var loops = await LoopsFixture.StartAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var isWaiting = new TaskCompletionSource();

        var run = loops.Client.IdentifyAllAsync(Endless(isWaiting, Cancel), cancellationToken: stop.Token);
        await isWaiting.Task;
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal("u0", Assert.Single(loops.Server.Contacts).UserId);
    }

    [Fact]
    public async Task An_exception_of_the_source_ends_the_run_and_what_was_read_is_sent()
    {
        await using var loops = await LoopsFixture.StartAsync();
        var progress = new Reports();

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => loops.Client.IdentifyAllAsync(
            Users(10, before: static i => _ = i == 3 ? throw new InvalidOperationException("no database") : i),
            new LoopsBackfillOptions { OnFailure = static (_, reason) => Assert.Fail(reason.Message) }, progress, Cancel));

        Assert.Equal("no database", exception.Message);
        Assert.Equal(3, loops.Server.Contacts.Count);
        Assert.Equal([new LoopsProgress(3, 3, 0, 0)], progress);
    }

    [Fact]
    public async Task What_stays_here_is_passed_over()
    {
        await using var logging = await LoopsFixture.StartAsync(static options => options.Mode = LoopsMode.Log);
        await using var staging = await LoopsFixture.StartAsync(static options => options.AllowedRecipients.Add("u1@loops.so"));

        Assert.Equal(new LoopsProgress(3, 0, 3, 0), await logging.Client.IdentifyAllAsync(Users(3), cancellationToken: Cancel));
        Assert.Equal(new LoopsProgress(3, 1, 2, 0), await staging.Client.IdentifyAllAsync(Users(3), cancellationToken: Cancel));
        Assert.Empty(logging.Server.Requests);
        Assert.Equal("u1", Assert.Single(staging.Server.Contacts).UserId);
    }

    [Fact]
    public async Task Each_is_handed_over_as_bulk_with_what_is_asked_of_the_run()
    {
        var asked = new List<LoopsSendOptions>();
        var options = new LoopsBackfillOptions { Run = "users-2026-11", SkipUnchanged = true };

        await new Backfill<User>((_, send, _) => { asked.Add(send); return Accepted; }, options, null).RunAsync(Users(2), Cancel);

        Assert.All(asked, static send => Assert.Equal((LoopsPriority.Bulk, new BackfillMark("users-2026-11", true)), (send.Priority, send.Backfill)));
    }

    [Fact]
    public async Task A_window_is_how_many_are_under_way_and_they_begin_and_are_counted_in_order()
    {
        var begun = new List<TaskCompletionSource<LoopsReceipt>>();
        var rooms = 0;
        var failed = new List<object>();
        var backfill = new Backfill<User>(
            (_, _, _) => { begun.Add(new(TaskCreationOptions.RunContinuationsAsynchronously)); return begun[^1].Task; },
            new LoopsBackfillOptions { OnFailure = (value, _) => failed.Add(value) }, null)
        {
            Window = 3,
            WaitForRoom = _ => { rooms++; return default; },
        };

        var run = backfill.RunAsync(Users(3), Cancel);

        // The source and the room never wait, so all that the window lets begin has begun when the call returns.
        Assert.Equal((3, 3), (begun.Count, rooms));
        begun[2].SetException(new LoopsValidationException("u2"));
        begun[1].SetException(new LoopsValidationException("u1"));
        Assert.False(run.IsCompleted);
        begun[0].SetResult(new(LoopsOutcome.Enqueued));
        Assert.Equal((3, 1, 2), await run is var done ? (done.Read, done.Enqueued, done.Failed) : default);
        Assert.Equal(["u1", "u2"], failed.Cast<User>().Select(static user => user.Id));
    }

    [Fact]
    public async Task A_run_that_ends_waits_for_what_is_under_way()
    {
        var second = new TaskCompletionSource<LoopsReceipt>(TaskCreationOptions.RunContinuationsAsynchronously);
        var backfill = new Backfill<User>((user, _, _) => user.Id == "u0" ? throw new LoopsException("The disk is full.") : second.Task, new(), null) { Window = 2 };

        var run = backfill.RunAsync(Users(5), Cancel);

        Assert.False(run.IsCompleted);
        second.SetException(new LoopsException("The disk is still full."));
        Assert.Equal("The disk is full.", (await Assert.ThrowsAsync<LoopsException>(() => run)).Message);
    }

    [Fact]
    public void A_run_has_a_name_of_1_to_200_characters_or_none()
    {
        Assert.Null(new LoopsBackfillOptions().Run);
        Assert.Equal(200, new LoopsBackfillOptions { Run = new string('x', 200) }.Run?.Length);
        Assert.Throws<ArgumentException>(static () => new LoopsBackfillOptions { Run = "" });
        Assert.Throws<ArgumentException>(static () => new LoopsBackfillOptions { Run = " " });
        Assert.Throws<ArgumentException>(static () => new LoopsBackfillOptions { Run = new string('x', 201) });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new LoopsBackfillOptions { MaxPending = 0 });
    }

    private static Task<LoopsReceipt> Accepted => Task.FromResult(new LoopsReceipt(LoopsOutcome.Accepted));

#pragma warning disable CS1998 // A source that never waits.
    private static async IAsyncEnumerable<User> Users(int count, Action<int>? before = null)
#pragma warning restore CS1998
    {
        for (var i = 0; i < count; i++)
        {
            before?.Invoke(i);
            yield return new($"u{i}", $"u{i}@loops.so");
        }
    }

    private static async IAsyncEnumerable<User> Endless(TaskCompletionSource isWaiting, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return new("u0", "u0@loops.so");
        isWaiting.SetResult();
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private sealed class Reports : List<LoopsProgress>, IProgress<LoopsProgress>
    {
        public void Report(LoopsProgress value) => Add(value);
    }
}
