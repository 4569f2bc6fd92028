using System.Net;
using System.Security.Cryptography;
using System.Text;
using LoopsMapping.Segment.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace LoopsMapping.Segment.Tests.Endpoint;

/// <summary>What Segment's Webhooks destination posts.</summary>
public sealed class WebhookTests
{
    private const string Secret = "shared secret";

    [Fact]
    public async Task A_signed_message_is_taken_and_so_is_an_array_of_them()
    {
        await using var app = await SegmentApp.StartAsync(static segment => segment.WebhookSecrets = ["old", Secret]);
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await PostAsync(app, Message.Identify("u1"), Secret));
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await PostAsync(app, $"[{Message.Identify("u2")},{Message.Track("u2", "Paid")}]", "old"));
        await app.FlushAsync();
        Assert.Equal(["u1", "u2"], app.Loops.Contacts.Select(static contact => contact.UserId).Order());
        Assert.Single(app.Loops.Events);
    }

    [Fact]
    public async Task A_message_that_is_not_signed_with_a_known_secret_is_answered_401()
    {
        await using var app = await SegmentApp.StartAsync(static segment => segment.WebhookSecrets = [Secret]);
        await SegmentApp.AssertAsync(HttpStatusCode.Unauthorized, await PostAsync(app, Message.Identify("u1"), "wrong"));
        foreach (var signature in new[] { "", "zz", new string('g', 40), new string('0', 40), new string('0', 4_000) })
            await SegmentApp.AssertAsync(HttpStatusCode.Unauthorized, await app.PostAsync("/v1/webhook", Message.Identify("u1"), change: request => request.Headers.TryAddWithoutValidation("X-Signature", signature)));
        await SegmentApp.AssertAsync(HttpStatusCode.Unauthorized, await app.PostAsync("/v1/webhook", Message.Identify("u1")));
        Assert.Empty(await app.Store.ListAsync(new(), SegmentApp.Cancel));
    }

    [Fact]
    public async Task Without_a_secret_nothing_is_taken()
    {
        await using var app = await SegmentApp.StartAsync();
        Assert.Contains("Segment:WebhookSecrets", await SegmentApp.AssertAsync(HttpStatusCode.Unauthorized, await PostAsync(app, Message.Identify("u1"), Secret)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_secret_picks_the_destination()
    {
        await using var app = await SegmentApp.StartAsync(
            static application =>
            {
                application.MapSegment<PlainLoops>(static segment => (segment.WriteKeys, segment.WebhookSecrets) = (["a"], ["secret a"]));
                application.MapSegment<OtherLoops>(static segment =>
                {
                    (segment.WriteKeys, segment.WebhookSecrets) = (["b"], ["secret b"]);
                    segment.DefaultMapping.Contact.Source = ["Other"];
                });
            },
            services: static (services, file) =>
            {
                services.AddLoops<PlainLoops>().UseSqliteOutbox(file);
                services.AddLoops<OtherLoops>().UseSqliteOutbox(file);
            });
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await PostAsync(app, Message.Identify("u1"), "secret b"));
        await app.FlushAsync();
        Assert.Equal("Other", Assert.Single(app.Loops.Contacts).Source);
    }

    private static Task<HttpResponseMessage> PostAsync(SegmentApp app, string body, string secret)
#pragma warning disable CA5350 // It is what Segment signs with.
        => app.PostAsync("/v1/webhook", body, key: null, change: request => request.Headers.Add("X-Signature", Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)))));
#pragma warning restore CA5350
}
