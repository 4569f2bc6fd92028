using System.Collections.Concurrent;
using LoopsMapping.AspNetCore.Tests.Harness;

namespace LoopsMapping.AspNetCore.Tests.Endpoint;

/// <summary>A webhook is handled once, and again only when it failed.</summary>
public sealed class DeduplicationTests
{
    [Fact]
    public async Task A_webhook_that_was_handled_is_acknowledged_and_passed_over()
    {
        var handled = new List<string>();
        await using var app = await WebhookApp.StartAsync((webhook, _) => Add(handled, webhook));

        Assert.Equal(200, await app.DeliverAsync("msg_1", Payload.Unsubscribed));
        app.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(200, await app.DeliverAsync("msg_1", Payload.Unsubscribed));
        Assert.Equal(200, await app.DeliverAsync("msg_2", Payload.Unsubscribed));

        Assert.Equal(["msg_1", "msg_2"], handled);
    }

    [Fact]
    public async Task A_request_that_is_played_back_is_passed_over()
    {
        var handled = new List<string>();
        await using var app = await WebhookApp.StartAsync((webhook, _) => Add(handled, webhook));
        var signature = app.Signer.Sign("msg_1", app.Time.GetUtcNow(), Payload.Unsubscribed);

        Assert.Equal(200, await app.SendAsync(Payload.Unsubscribed, "msg_1", $"{Payload.Time}", signature));
        Assert.Equal(200, await app.SendAsync(Payload.Unsubscribed, "msg_1", $"{Payload.Time}", signature));
        app.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(401, await app.SendAsync(Payload.Unsubscribed, "msg_1", $"{Payload.Time}", signature));

        Assert.Single(handled);
    }

    [Fact]
    public async Task When_the_handler_throws_the_next_try_is_handled()
    {
        var attempts = 0;
        await using var app = await WebhookApp.StartAsync((_, _) => ++attempts == 1 ? throw new InvalidOperationException("The database is away.") : Task.CompletedTask);

        Assert.Equal(500, await app.DeliverAsync("msg_1", Payload.Unsubscribed));
        Assert.Equal(200, await app.DeliverAsync("msg_1", Payload.Unsubscribed));
        Assert.Equal(200, await app.DeliverAsync("msg_1", Payload.Unsubscribed));

        Assert.Equal(2, attempts);
        Assert.Contains("Error: The handler of contact.unsubscribed msg_1 threw", app.LogText, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@example.com", app.LogText, StringComparison.Ordinal);
        Assert.Contains(app.Log.GetSnapshot(), static record => record.Exception is InvalidOperationException);
    }

    [Fact]
    public async Task What_is_refused_does_not_use_up_the_id()
    {
        var handled = new List<string>();
        await using var app = await WebhookApp.StartAsync((webhook, _) => Add(handled, webhook));

        Assert.Equal(401, await app.SendAsync(Payload.Unsubscribed, "msg_1", $"{Payload.Time}", "v1,AAAA"));
        Assert.Equal(400, await app.DeliverAsync("msg_1", "{}"u8.ToArray()));
        Assert.Equal(200, await app.DeliverAsync("msg_1", Payload.Unsubscribed));

        Assert.Single(handled);
    }

    [Fact]
    public async Task Duplicates_at_the_same_time_are_handled_once_and_all_acknowledged()
    {
        var handled = new ConcurrentQueue<string>();
        var (entered, finish) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var app = await WebhookApp.StartAsync(async (webhook, ct) =>
        {
            handled.Enqueue(webhook.Id);
            if (webhook.Id == "msg_2")
                return;
            entered.TrySetResult();
            await finish.Task.WaitAsync(ct);
        });

        var deliveries = Enumerable.Range(0, 8).Select(_ => app.DeliverAsync("msg_1", Payload.Unsubscribed)).ToList();
        await entered.Task.WaitAsync(WebhookApp.Cancel);
        // Others do not wait for it.
        Assert.Equal(200, await app.DeliverAsync("msg_2", Payload.Unsubscribed));
        Assert.DoesNotContain(deliveries, static delivery => delivery.IsCompleted);
        finish.SetResult();

        Assert.All(await Task.WhenAll(deliveries), static status => Assert.Equal(200, status));
        Assert.Equal(["msg_1", "msg_2"], handled);
    }

    [Fact]
    public async Task When_the_first_of_two_fails_the_second_handles_it()
    {
        var attempts = 0;
        var (entered, fail) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var app = await WebhookApp.StartAsync((_, ct) =>
        {
            if (Interlocked.Increment(ref attempts) > 1)
                return Task.CompletedTask;
            entered.SetResult();
            return fail.Task.WaitAsync(ct);
        });

        var first = app.DeliverAsync("msg_1", Payload.Unsubscribed);
        await entered.Task.WaitAsync(WebhookApp.Cancel);
        var second = app.DeliverAsync("msg_1", Payload.Unsubscribed);
        fail.SetException(new InvalidOperationException("The database is away."));

        Assert.Equal((500, 200), (await first, await second));
        Assert.Equal(2, attempts);
    }

    [Fact]
    public async Task Memory_is_bounded_and_the_oldest_are_forgotten()
    {
        var remembered = new RememberedWebhooks(capacity: 2);
        foreach (var id in new[] { "a", "b", "c" })
        {
            Assert.Equal(LoopsWebhookClaim.Taken, await remembered.ClaimAsync(id, WebhookApp.Cancel));
            await remembered.CompleteAsync(id);
        }

        Assert.Equal(LoopsWebhookClaim.Handled, await remembered.ClaimAsync("b", WebhookApp.Cancel));
        Assert.Equal(LoopsWebhookClaim.Handled, await remembered.ClaimAsync("c", WebhookApp.Cancel));
        Assert.Equal(LoopsWebhookClaim.Taken, await remembered.ClaimAsync("a", WebhookApp.Cancel));
    }

    [Fact]
    public async Task Whoever_waits_for_another_stops_when_Loops_goes_away()
    {
        var remembered = new RememberedWebhooks();
        await remembered.ClaimAsync("a", WebhookApp.Cancel);
        using var gone = new CancellationTokenSource();
        var waiting = remembered.ClaimAsync("a", gone.Token).AsTask();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await remembered.ReleaseAsync("a");
        Assert.Equal(LoopsWebhookClaim.Taken, await remembered.ClaimAsync("a", WebhookApp.Cancel));
    }

    private static Task Add(List<string> handled, LoopsWebhook webhook)
    {
        handled.Add(webhook.Id);
        return Task.CompletedTask;
    }
}
