using LoopsMapping.AspNetCore.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LoopsMapping.AspNetCore.Tests.Endpoint;

/// <summary>A deduplication that several machines share.</summary>
public sealed class SharedStoreTests
{
    private readonly Store _store = new();
    private int _handled;

    [Fact]
    public async Task Two_machines_with_one_store_handle_a_webhook_once()
    {
        await using var one = await StartAsync();
        await using var two = await StartAsync();

        Assert.Equal(200, await one.DeliverAsync("msg_1", Payload.Unsubscribed));
        Assert.Equal(200, await two.DeliverAsync("msg_1", Payload.Unsubscribed));

        Assert.Equal(1, _handled);
        Assert.Equal(["claim msg_1", "complete msg_1", "claim msg_1"], _store.Calls);
    }

    [Fact]
    public async Task What_another_machine_is_handling_is_answered_with_503()
    {
        _store.Busy.Add("msg_1");
        await using var app = await StartAsync();

        Assert.Equal(503, await app.DeliverAsync("msg_1", Payload.Unsubscribed));
        _store.Busy.Clear();
        Assert.Equal(200, await app.DeliverAsync("msg_1", Payload.Unsubscribed));

        Assert.Equal(1, _handled);
    }

    [Fact]
    public async Task A_handler_that_throws_gives_its_claim_back()
    {
        await using var app = await StartAsync(static () => throw new InvalidOperationException("No."));

        Assert.Equal(500, await app.DeliverAsync("msg_1", Payload.Unsubscribed));

        Assert.Equal(["claim msg_1", "release msg_1"], _store.Calls);
    }

    [Fact]
    public async Task Without_the_store_nothing_is_handled_and_Loops_tries_again()
    {
        _store.Broken = "claim";
        await using var app = await StartAsync();

        Assert.Equal(500, await app.DeliverAsync("msg_1", Payload.Unsubscribed));

        Assert.Equal(0, _handled);
        Assert.Contains("Error: The deduplication did not take contact.unsubscribed msg_1", app.LogText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_handled_is_acknowledged_even_when_the_store_breaks_after_it()
    {
        _store.Broken = "complete";
        await using var app = await StartAsync();

        Assert.Equal(200, await app.DeliverAsync("msg_1", Payload.Unsubscribed));

        Assert.Contains("did not remember it", app.LogText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_breaks_after_a_failure_leaves_it_a_failure()
    {
        _store.Broken = "release";
        await using var app = await StartAsync(static () => throw new InvalidOperationException("No."));

        Assert.Equal(500, await app.DeliverAsync("msg_1", Payload.Unsubscribed));

        Assert.Contains("did not release", app.LogText, StringComparison.Ordinal);
    }

    private Task<WebhookApp> StartAsync(Action? onHandle = null) => WebhookApp.StartAsync(
        webhooks => webhooks.On<LoopsWebhook>((_, _) =>
        {
            onHandle?.Invoke();
            _handled++;
            return Task.CompletedTask;
        }),
        services => services.AddScoped<ILoopsWebhookDeduplication>(_ => _store));

    private sealed class Store : ILoopsWebhookDeduplication
    {
        private readonly HashSet<string> _taken = [];

        public List<string> Calls { get; } = [];

        public HashSet<string> Busy { get; } = [];

        public string? Broken { get; set; }

        public ValueTask<LoopsWebhookClaim> ClaimAsync(string id, CancellationToken cancellationToken)
        {
            Note("claim", id);
            return new(Busy.Contains(id) ? LoopsWebhookClaim.Busy : _taken.Add(id) ? LoopsWebhookClaim.Taken : LoopsWebhookClaim.Handled);
        }

        public ValueTask CompleteAsync(string id)
        {
            Note("complete", id);
            return default;
        }

        public ValueTask ReleaseAsync(string id)
        {
            Note("release", id);
            _taken.Remove(id);
            return default;
        }

        private void Note(string call, string id)
        {
            Calls.Add($"{call} {id}");
            if (Broken == call)
                throw new InvalidOperationException("The store is away.");
        }
    }
}
