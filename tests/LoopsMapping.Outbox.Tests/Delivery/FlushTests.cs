using LoopsMapping.Outbox.Tests.Harness;
using LoopsMapping.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace LoopsMapping.Outbox.Tests.Delivery;

/// <summary><c>FlushAsync</c>: nothing is left of what this client enqueued before.</summary>
public sealed class FlushTests : OutboxTest
{
    [Fact]
    public async Task With_nothing_enqueued_there_is_nothing_to_wait_for()
    {
        var app = await World.CreateAsync();
        await app.Loops.FlushAsync(Cancel);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_waits_until_everything_has_arrived(bool onDisk)
    {
        var app = await World.StartAsync(new() { Path = onDisk ? World.Path : null, Loops = { ["RequestsPerSecond"] = "10" } });
        World.Server.FailNext(LoopsServerFault.ServiceUnavailable, 5);
        for (var i = 0; i < 30; i++)
            await app.Loops.IdentifyAsync(new Person($"u{i}", $"u{i}@loops.so"), cancellationToken: Cancel);
        await World.DoAsync(() => app.Loops.FlushAsync(Cancel));

        Assert.Equal(30, World.Server.Contacts.Count);
        Assert.Empty(await app.PendingAsync());
    }

    [Fact]
    public async Task It_does_not_wait_for_what_others_enqueued_or_what_came_later()
    {
        World.Network.Between = async (request, send) => (await request.Content!.ReadAsStringAsync(Cancel)).Contains("stuck", StringComparison.Ordinal)
            ? new HttpResponseMessage(System.Net.HttpStatusCode.ServiceUnavailable)
            : await send();
        var app = await World.StartAsync(new() { Path = World.Path, Services = World.AddShop });
        await app.Services.GetRequiredKeyedService<AppLoops>("shop").TrackAsync(new Stepped("stuck", "a@loops.so"), cancellationToken: Cancel);
        World.Server.FailNext(LoopsServerFault.ServiceUnavailable);
        await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        var flush = World.BeginAsync(async () =>
        {
            await app.Loops.FlushAsync(Cancel);
            return true;
        });
        await app.Loops.TrackAsync(new Stepped("stuck", "b@loops.so"), cancellationToken: Cancel);
        await World.UntilAsync(flush);

        Assert.Single(World.Server.Events);
        Assert.Equal(2, (await app.PendingAsync()).Count);
    }

    [Fact]
    public async Task A_dead_letter_is_not_waited_for()
    {
        var app = await World.StartAsync();
        World.Server.FailNext(LoopsServerFault.NotFound);
        await app.Loops.SendAsync(new ResetMail("ada@loops.so", "x"), cancellationToken: Cancel);
        await World.DoAsync(() => app.Loops.FlushAsync(Cancel));

        Assert.Single(await app.DeadLettersAsync());
    }

    [Fact]
    public async Task The_wait_can_be_given_up_and_the_records_stay()
    {
        var app = await World.CreateAsync();
        await app.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        using var giveUp = new CancellationTokenSource();
        var flush = app.Loops.FlushAsync(giveUp.Token);
        await World.PassAsync(TimeSpan.FromMinutes(1));
        Assert.False(flush.IsCompleted);
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => flush);
        Assert.Single(await app.PendingAsync());
    }

    [Fact]
    public async Task It_works_where_another_process_dispatches()
    {
        var enqueuer = await World.CreateAsync(new() { Path = World.Path });
        await enqueuer.Loops.TrackAsync(new Stepped("u1", "u1@loops.so"), cancellationToken: Cancel);
        await World.StartAsync(new() { Path = World.Path });
        await World.DoAsync(() => enqueuer.Loops.FlushAsync(Cancel));

        Assert.Single(World.Server.Events);
    }
}
