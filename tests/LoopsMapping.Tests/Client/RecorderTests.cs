using LoopsMapping.Testing;
using LoopsMapping.Tests.Harness;

namespace LoopsMapping.Tests.Client;

/// <summary><see cref="LoopsRecorder"/>: deletions and backfills, which have no object to give back or many.</summary>
public sealed class RecorderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deletions_are_recorded_in_order_with_what_was_sent()
    {
        var recorder = new LoopsRecorder();
        var loops = new AppLoops(recorder);

        await loops.IdentifyAsync(new User("u1", "adam@loops.so"), Cancel);
        var receipt = await loops.DeleteAsync(new User("u1", "adam@loops.so"), Cancel);
        await loops.DeleteByUserIdAsync("u2", Cancel);
        await loops.DeleteByEmailAsync("Eve@loops.so", Cancel);

        Assert.Equal(new LoopsReceipt(LoopsOutcome.Accepted), receipt);
        Assert.Equal([new LoopsDeletion("u1", "adam@loops.so"), new LoopsDeletion("u2", null), new LoopsDeletion(null, "Eve@loops.so")], recorder.Deleted);
        Assert.Equal([LoopsRecordKind.Identify, LoopsRecordKind.Delete, LoopsRecordKind.Delete, LoopsRecordKind.Delete], recorder.Records.Select(static record => record.Kind));
        Assert.Equal(new LoopsRecord(LoopsRecordKind.Delete, recorder.Deleted[2], "LoopsDeletion", """{"email":"Eve@loops.so"}""", null), recorder.Records[3]);
        Assert.Single(recorder.Identified<User>());
        recorder.Clear();
        Assert.Empty(recorder.Deleted);
    }

    [Fact]
    public async Task What_cannot_be_deleted_is_refused_here_too()
    {
        var recorder = new LoopsRecorder();
        var loops = new AppLoops(recorder);

        await Assert.ThrowsAsync<LoopsValidationException>(() => loops.DeleteAsync(new User(null, " "), Cancel));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loops.DeleteByUserIdAsync("u1", new CancellationToken(canceled: true)));
        await Assert.ThrowsAsync<ArgumentNullException>(() => recorder.DeleteAsync(null!, Cancel));
        Assert.Empty(recorder.Records);
    }

    [Fact]
    public async Task A_backfill_gives_every_object_back()
    {
        var recorder = new LoopsRecorder();
        var failed = new List<object>();
        User[] users = [new("u1", "a@loops.so"), new(null, null), new("u3", "c@loops.so")];

        var done = await new AppLoops(recorder).IdentifyAllAsync(users.ToAsyncEnumerable(), new() { OnFailure = (user, _) => failed.Add(user) }, cancellationToken: Cancel);

        Assert.Equal((3, 2, 1), (done.Read, done.Enqueued, done.Failed));
        Assert.Equal([users[0], users[2]], recorder.Identified<User>());
        Assert.Equal([users[1]], failed);
    }

    [Fact]
    public async Task Nothing_waits_in_a_recorder() => await new AppLoops(new LoopsRecorder()).FlushAsync(Cancel);
}
