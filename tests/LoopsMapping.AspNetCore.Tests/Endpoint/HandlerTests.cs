using LoopsMapping.AspNetCore.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace LoopsMapping.AspNetCore.Tests.Endpoint;

/// <summary>Which handler gets an event.</summary>
public sealed class HandlerTests
{
    private readonly List<string> _calls = [];

    [Fact]
    public async Task An_event_goes_to_the_handler_of_its_record_or_of_the_nearest_base()
    {
        await using var app = await WebhookApp.StartAsync(webhooks => webhooks
            .On<LoopsWebhook>((webhook, _) => Note("any", webhook))
            .On<LoopsContactUnsubscribed>((webhook, _) => Note("unsubscribed", webhook))
            .On<LoopsEmailWebhook>((webhook, _) => Note("email", webhook)));

        await app.DeliverAsync("msg_1", Payload.Unsubscribed);
        await app.DeliverAsync("msg_2", Payload.Of("email.opened", $""","sourceType":"loop","loopId":"cm_loop","email":{Payload.Email}"""));
        await app.DeliverAsync("msg_3", Payload.Of("contact.deleted"));
        await app.DeliverAsync("msg_4", Payload.Of("contact.merged"));

        Assert.Equal(["unsubscribed contact.unsubscribed", "email email.opened", "any contact.deleted", "any contact.merged"], _calls);
    }

    [Fact]
    public async Task Unknown_events_have_a_handler_of_their_own()
    {
        await using var app = await WebhookApp.StartAsync(webhooks => webhooks
            .On<LoopsWebhook>((webhook, _) => Note("any", webhook))
            .OnUnknown((webhook, _) => Note("unknown", webhook)));

        await app.DeliverAsync("msg_1", Payload.Unsubscribed);
        await app.DeliverAsync("msg_2", Payload.Of("contact.merged"));

        Assert.Equal(["any contact.unsubscribed", "unknown contact.merged"], _calls);
    }

    [Fact]
    public async Task An_event_without_a_handler_is_acknowledged()
    {
        await using var app = await WebhookApp.StartAsync(webhooks => webhooks.On<LoopsContactUnsubscribed>((webhook, _) => Note("unsubscribed", webhook)));

        Assert.Equal(200, await app.DeliverAsync("msg_1", Payload.Of("contact.deleted")));
        Assert.Equal(200, await app.DeliverAsync("msg_2", Payload.Of("contact.merged")));

        Assert.Empty(_calls);
        Assert.Contains("Debug: contact.deleted msg_1 has no handler", app.LogText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_gets_a_service_of_the_requests_scope()
    {
        await using var app = await WebhookApp.StartAsync(
            webhooks => webhooks.On<LoopsContactUnsubscribed, UnitOfWork>((webhook, work, _) => Note($"{webhook.ContactIdentity.UserId} in {work.Number}", webhook)),
            static services => services.AddScoped<UnitOfWork>());

        await app.DeliverAsync("msg_1", Payload.Unsubscribed);
        await app.DeliverAsync("msg_2", Payload.Unsubscribed);

        Assert.Equal(2, _calls.Distinct().Count());
        Assert.All(_calls, static call => Assert.StartsWith("u1 in ", call, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_handlers_token_is_cancelled_when_Loops_goes_away_and_its_next_try_is_handled()
    {
        var (entered, cancelled) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var app = await WebhookApp.StartAsync(async (webhook, ct) =>
        {
            if (entered.TrySetResult())
            {
                ct.Register(cancelled.SetResult);
                await Task.Delay(Timeout.Infinite, ct);
            }
            await Note("handled", webhook);
        });

        await app.DeliverAndLeaveAsync("msg_1", Payload.Unsubscribed, entered.Task);
        await cancelled.Task.WaitAsync(WebhookApp.Cancel);

        Assert.Equal(200, await app.DeliverAsync("msg_1", Payload.Unsubscribed));
        Assert.Equal(["handled contact.unsubscribed"], _calls);
    }

    [Fact]
    public async Task Two_endpoints_have_their_own_secrets_handlers_and_memory()
    {
        await using var app = await WebhookApp.StartAsync(application =>
        {
            application.MapGroup("/shop").MapLoopsWebhooks("/loops", (webhook, _) => Note("shop", webhook), WebhookApp.OtherSecret);
            application.MapLoopsWebhooks(webhooks => webhooks.On<LoopsWebhook>((webhook, _) => Note("app", webhook)));
        });
        var time = app.Time.GetUtcNow();
        var signature = new LoopsWebhookSignature(WebhookApp.OtherSecret).Sign("msg_1", time, Payload.Unsubscribed);

        Assert.Equal(401, await app.DeliverAsync("msg_1", Payload.Unsubscribed, path: "/shop/loops"));
        Assert.Equal(200, await app.SendAsync(Payload.Unsubscribed, "msg_1", $"{time.ToUnixTimeSeconds()}", signature, "/shop/loops"));
        Assert.Equal(200, await app.DeliverAsync("msg_1", Payload.Unsubscribed));

        Assert.Equal(["shop contact.unsubscribed", "app contact.unsubscribed"], _calls);
    }

    private Task Note(string handler, LoopsWebhook webhook)
    {
        _calls.Add($"{handler} {webhook.EventName}");
        return Task.CompletedTask;
    }

    private sealed class UnitOfWork
    {
        private static int _last;

        public int Number { get; } = Interlocked.Increment(ref _last);
    }
}
