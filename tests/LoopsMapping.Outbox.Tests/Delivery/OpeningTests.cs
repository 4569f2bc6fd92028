using LoopsMapping.Outbox.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LoopsMapping.Outbox.Tests.Delivery;

/// <summary>A store that cannot be opened for a while.</summary>
public sealed class OpeningTests : OutboxTest
{
    [Fact]
    public async Task An_attempt_that_had_begun_before_fails_only_those_who_began_it()
    {
        var store = new LateStore();
        var app = await World.CreateAsync(new() { Use = loops => loops.UseOutbox("late", _ => store) });
        var early = app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        var late = app.Loops.TrackAsync(new Stepped("u2", "u2@loops.so"), cancellationToken: Cancel);
        store.FirstAttempt.SetException(new LoopsOutboxException("Not yet.") { IsTransient = true });
        await Assert.ThrowsAsync<LoopsOutboxException>(() => early);
        Assert.Equal(LoopsOutcome.Enqueued, (await late).Outcome);
    }

    private sealed class LateStore : ForwardingStore
    {
        private int _attempts;

        public TaskCompletionSource FirstAttempt { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Task OpenAsync(CancellationToken cancellationToken) => _attempts++ == 0 ? FirstAttempt.Task : Inner.OpenAsync(cancellationToken);
    }
}
