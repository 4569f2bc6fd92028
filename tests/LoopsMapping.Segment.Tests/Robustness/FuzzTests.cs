using System.Net;
using System.Text;
using System.Text.Json;
using LoopsMapping.Segment.Tests.Harness;
using LoopsMapping.Segment.Tests.Mapping;
using LoopsMapping.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace LoopsMapping.Segment.Tests.Robustness;

/// <summary>Whatever is sent, nothing fails with 500, and what is good in it is not lost.</summary>
public sealed class FuzzTests
{
    private const int Senders = 8;

    private static readonly int Count = Environment.GetEnvironmentVariable("LOOPS_TEST_SCALE") == "full" ? 200_000 : 5_000;

    [Fact]
    public async Task No_body_makes_it_fail_and_no_good_message_is_lost_beside_a_bad_one()
    {
        // A refused key pauses the dispatcher: everything that was taken stays to be counted.
        await using var loops = await LoopsServer.StartAsync(new() { RequestsPerSecond = 0 }, SegmentApp.Cancel);
        await using var app = await SegmentApp.StartAsync(
            static application => application.MapSegment<FuzzLoops>(static segment => segment.WriteKeys = [SegmentApp.Key]),
            new() { ["Loops:ApiKey"] = "refused" },
            static (services, file) => services.AddLoops<FuzzLoops>().UseSqliteOutbox(file),
            loops);

        var expected = await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => SendAsync(app, sender)));
        var keys = new HashSet<string>();
        long last = 0;
        while (await app.Store.ListAsync(new() { Limit = 1_000, AfterId = last }, SegmentApp.Cancel) is { Count: > 0 } page)
        {
            keys.UnionWith(page.Where(static record => record.Failure is null).Select(static record => record.IdempotencyKey!));
            last = page[^1].Id;
        }
        Assert.Empty(expected.SelectMany(static sent => sent).Except(keys));
        Assert.InRange(expected.Sum(static sent => sent.Count), Count / 2, Count * 2);
    }

    /// <summary>Sends one sender's share.</summary>
    /// <returns>The keys of the good messages that were answered for.</returns>
    private static async Task<List<string>> SendAsync(SegmentApp app, int sender)
    {
        List<string> good = [];
        for (var i = sender; i < Count; i += Senders)
        {
            var mutation = new Mutation(i);
            var (before, after) = ($"{i}-before", $"{i}-after");
            var (first, second) = (Message.Identify($"u{i % 500}", before), Message.Track($"u{i % 500}", "Signed Up", after));
            var odd = mutation.OddMessage();
            var body = mutation.Next(3) switch
            {
                0 => Encoding.UTF8.GetBytes($$"""{"batch":[{{first}},{{odd}},{{second}}]}"""),
                1 => [.. Encoding.UTF8.GetBytes($$"""{"batch":[{{first}},"""), .. mutation.Spoil(odd), .. Encoding.UTF8.GetBytes($",{second}]"), (byte)'}'],
                _ => mutation.Spoil($$$"""{"batch":[{{{first}}},{{{odd}}},{{{second}}}],"context":{"ip":"::1"}}"""),
            };
            var isPacked = mutation.Next(8) == 0;
            using var answer = await app.PostAsync(mutation.Next(20) == 0 ? "/v1/track" : "/v1/batch", isPacked ? SegmentApp.Gzip(body) : body, change: request =>
            {
                if (isPacked)
                    request.Content!.Headers.ContentEncoding.Add("gzip");
            });
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{(int)answer.StatusCode} for seed {i}: {Encoding.UTF8.GetString(body)}");
            if (answer.RequestMessage!.RequestUri!.AbsolutePath != "/v1/batch")
                continue;
            var items = Items(body);
            Assert.True(items is not null == (answer.StatusCode == HttpStatusCode.OK), $"{(int)answer.StatusCode} for seed {i}: {Encoding.UTF8.GetString(body)}");
            foreach (var (message, key) in new[] { (first, before), (second, after) })
            {
                // A message of the same id that came first would have its place.
                if (items?.FirstOrDefault(item => item.Contains(key, StringComparison.Ordinal)) == message)
                    good.Add(key);
            }
        }
        return good;
    }

    /// <summary>The messages of a body, as another reader sees them; null when it is no batch.</summary>
    private static List<string>? Items(byte[] body)
    {
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body);
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 10_000 });
            JsonElement? batch = null;
            foreach (var member in json.RootElement.EnumerateObject())
            {
                if (member.NameEquals("batch"))
                    batch = member.Value;
            }
            return batch?.EnumerateArray().Select(static item => item.GetRawText()).ToList();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}

[LoopsEvent("Fuzzed", Trigger = "properties.total > 5 or contains(event, \"x\")")]
public sealed record Fuzzed(string? UserId, string? Email, [LoopsFrom("$.properties.order_id", "$.traits.list[0]")] int? Order, decimal? Total, DateTimeOffset? CreatedAt, Level? Source);

[LoopsDestination(typeof(Fuzzed))]
public partial class FuzzLoops;
