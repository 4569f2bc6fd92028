using LoopsMapping.AspNetCore.Tests.Harness;
using Microsoft.AspNetCore.Builder;

namespace LoopsMapping.AspNetCore.Tests.Endpoint;

/// <summary>What is wrong is said at start; where the secret comes from.</summary>
public sealed class StartTests
{
    private static readonly Func<LoopsWebhook, CancellationToken, Task> Ignore = static (_, _) => Task.CompletedTask;

    [Fact]
    public async Task A_missing_secret_stops_the_start_and_names_every_way_to_give_one()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync([]));

        Assert.Contains("dotnet user-secrets set Loops:WebhookSecret", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Loops__WebhookSecret", exception.Message, StringComparison.Ordinal);
        Assert.Contains("MapLoopsWebhooks", exception.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(new() { ["Loops:WebhookSecret"] = " ", ["Loops:WebhookSecrets:0"] = "" }));
    }

    [Fact]
    public async Task A_secret_that_is_none_stops_the_start_and_is_not_repeated()
    {
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => StartAsync(new() { ["Loops:WebhookSecret"] = "my-secret" }));

        Assert.DoesNotContain("my-secret", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_without_a_handler_stops_the_start()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => WebhookApp.StartAsync(static (LoopsWebhooksBuilder _) => { }));

        Assert.Contains("no handler", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_handler_of_a_record_stops_the_start()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => WebhookApp.StartAsync(static webhooks => webhooks.On<LoopsWebhook>(Ignore).On<LoopsWebhook>(Ignore)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => WebhookApp.StartAsync(static webhooks => webhooks.OnUnknown(Ignore).OnUnknown(Ignore)));
    }

    [Fact]
    public async Task A_service_that_is_not_registered_stops_the_start()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => WebhookApp.StartAsync(static webhooks => webhooks.On<LoopsWebhook, StartTests>(static (_, _, _) => Task.CompletedTask)));

        Assert.Contains(nameof(StartTests), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_secret_and_the_list_of_secrets_do_together()
    {
        await using var app = await StartAsync(new() { ["Loops:WebhookSecret"] = WebhookApp.OtherSecret, ["Loops:WebhookSecrets:0"] = "AAAA", ["Loops:WebhookSecrets:1"] = WebhookApp.Secret });

        Assert.Equal(200, await app.DeliverAsync("msg_1", Payload.Unsubscribed));
        Assert.Equal(200, await DeliverAsync(app, "msg_2", WebhookApp.OtherSecret));
        Assert.Equal(200, await DeliverAsync(app, "msg_3", "AAAA"));
        Assert.Equal(401, await DeliverAsync(app, "msg_4", "BBBB"));
    }

    [Fact]
    public async Task A_secret_in_code_stands_in_place_of_the_configured_one()
    {
        await using var app = await WebhookApp.StartAsync(static webhooks => webhooks.On<LoopsWebhook>(Ignore).WithSecrets("AAAA", WebhookApp.OtherSecret));

        Assert.Equal(401, await app.DeliverAsync("msg_1", Payload.Unsubscribed));
        Assert.Equal(200, await DeliverAsync(app, "msg_1", WebhookApp.OtherSecret));
        Assert.Equal(200, await DeliverAsync(app, "msg_2", "AAAA"));
    }

    [Fact]
    public async Task A_tolerance_of_ones_own_takes_older_webhooks()
    {
        await using var app = await WebhookApp.StartAsync(static webhooks => webhooks.On<LoopsWebhook>(Ignore).WithTolerance(TimeSpan.FromDays(1)));

        Assert.Equal(200, await app.DeliverAsync("msg_1", Payload.Unsubscribed, TimeSpan.FromHours(23)));
        Assert.Equal(401, await app.DeliverAsync("msg_2", Payload.Unsubscribed, TimeSpan.FromHours(25)));
    }

    [Fact]
    public async Task A_secret_is_rotated_without_a_restart_and_a_bad_one_changes_nothing()
    {
        await using var app = await StartAsync(new() { ["Loops:WebhookSecret"] = WebhookApp.Secret });

        app.Configuration["Loops:WebhookSecret"] = WebhookApp.OtherSecret;
        app.Configuration.Reload();
        Assert.Equal(401, await app.DeliverAsync("msg_1", Payload.Unsubscribed));
        Assert.Equal(200, await DeliverAsync(app, "msg_1", WebhookApp.OtherSecret));

        app.Configuration["Loops:WebhookSecret"] = null;
        app.Configuration.Reload();
        Assert.Equal(200, await DeliverAsync(app, "msg_2", WebhookApp.OtherSecret));
        Assert.Contains("stay in use: Loops:WebhookSecret is missing", app.LogText, StringComparison.Ordinal);
    }

    private static Task<WebhookApp> StartAsync(Dictionary<string, string?> settings)
        => WebhookApp.StartAsync(static application => application.MapLoopsWebhooks("/webhooks/loops", Ignore), settings: settings);

    private static Task<int> DeliverAsync(WebhookApp app, string id, string secret)
        => app.SendAsync(Payload.Unsubscribed, id, $"{app.Time.GetUtcNow().ToUnixTimeSeconds()}", new LoopsWebhookSignature(secret).Sign(id, app.Time.GetUtcNow(), Payload.Unsubscribed));
}
