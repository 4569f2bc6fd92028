using System.Text.Json;
using LoopsMapping.Testing;

namespace SegmentGateway.Tests;

/// <summary>Segment's own Node SDK, with nothing changed but its host.</summary>
public sealed class NodeClientTests
{
    private const string Key = "shop";

    [Fact]
    public async Task What_it_sends_is_at_Loops_under_the_ids_of_its_messages()
    {
        using var npm = await Npm.RestoreAsync();
        await using var arrivals = await Arrivals.StartAsync();
        await using var gateway = await Gateway.StartAsync([.. arrivals.Settings, ("Segment__WriteKeys__0", Key)]);

        var messages = await SendAsync(npm, gateway);
        await arrivals.WaitAsync(3);

        await AssertArrivedAsync(messages, arrivals.Loops, gateway);
    }

    [Fact]
    public async Task A_gateway_that_is_busy_gets_it_a_second_later()
    {
        using var npm = await Npm.RestoreAsync();
        await using var arrivals = await Arrivals.StartAsync();
        await using var gateway = await Gateway.StartAsync([.. arrivals.Settings, ("Segment__WriteKeys__0", Key), ("Segment__MaxConcurrentRequests", "1")]);
        using var slow = await SlowRequest.StartAsync(gateway.Http.BaseAddress!, Key);

        var sending = SendAsync(npm, gateway);
        await gateway.Expect("/v1/batch answered 429");
        await slow.FinishAsync();
        var messages = await sending;
        await arrivals.WaitAsync(3);

        await AssertArrivedAsync(messages, arrivals.Loops, gateway);
    }

    private static async Task<Sent[]> SendAsync(Npm npm, Gateway gateway)
    {
        var lines = await npm.RunAsync("send.mjs", ("GATEWAY", gateway.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)), ("WRITE_KEY", Key));
        return [.. lines.Select(static line => JsonSerializer.Deserialize<Sent>(line, JsonSerializerOptions.Web)!)];
    }

    private static async Task AssertArrivedAsync(Sent[] messages, LoopsServer loops, Gateway gateway)
    {
        Assert.Equal(["identify", "track", "track", "page"], messages.Select(static message => message.Type));
        Assert.All(messages, static message => Assert.Null(message.Error));

        var contact = Assert.Single(loops.Contacts);
        Assert.Equal(("ada", "ada@example.com", "Ada", "pro"), (contact.UserId, contact.Email, contact.FirstName, contact.Properties["plan"].GetString()));

        Assert.Equal(["Signed Up", "Order Completed"], loops.Events.Select(static sent => sent.Name));
        Assert.All(loops.Events, sent => Assert.Equal(contact.Id, sent.ContactId));
        var (signedUp, order) = (loops.Events[0], loops.Events[1]);
        Assert.Equal(messages[1].MessageId, signedUp.IdempotencyKey);
        // A class has a key of its own, made of the message's.
        Assert.Equal(5, Guid.Parse(order.IdempotencyKey!).Version);
        Assert.Equal(
            """{"orderId":"50314527","total":27.5,"currency":"USD","firstProduct":"Monopoly: 3rd Edition","shipping":3}""",
            JsonSerializer.Serialize(order.Properties));
        Assert.Equal(3, loops.Requests.Count);
        Assert.Empty(await gateway.DeadLettersAsync());
    }

    private sealed record Sent(string Type, string? Event, string MessageId, string? Error);
}
