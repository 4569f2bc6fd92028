using System.IO.Compression;
using System.Net;
using System.Text;
using LoopsMapping.Segment.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LoopsMapping.Segment.Tests.Endpoint;

/// <summary>What cannot be taken is refused as Segment does, with the remedy, and costs nobody else a message.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{")]
    [InlineData("{\"batch\":[{\"type\":\"track\"}")]
    [InlineData("{\"batch\":[]} x")]
    [InlineData("not json")]
    [InlineData("{\"batch\":[{\"a\":01}]}")]
    [InlineData("{'batch':[]}")]
    [InlineData("{\"batch\":[],}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("{}")]
    [InlineData("{\"batch\":{}}")]
    [InlineData("{\"batch\":null}")]
    public async Task A_batch_that_is_none_is_answered_400(string body)
    {
        await using var app = await SegmentApp.StartAsync();
        var answer = await SegmentApp.AssertAsync(HttpStatusCode.BadRequest, await app.PostAsync("/v1/batch", body));
        Assert.StartsWith("{\"success\":false,\"message\":\"", answer, StringComparison.Ordinal);
        Assert.Contains(app.Log.GetSnapshot(), static entry => entry.Message.StartsWith("/v1/batch answered 400: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[{\"userId\":\"u1\"}]")]
    [InlineData("\"x\"")]
    [InlineData("{\"userId\":\"u1\"")]
    public async Task A_message_that_is_none_is_answered_400(string body)
    {
        await using var app = await SegmentApp.StartAsync();
        await SegmentApp.AssertAsync(HttpStatusCode.BadRequest, await app.PostAsync("/v1/identify", body));
    }

    [Fact]
    public async Task Other_encodings_than_UTF_8_are_answered_400()
    {
        await using var app = await SegmentApp.StartAsync();
        foreach (var body in new[] { Encoding.Unicode.GetBytes(Message.Identify("u1")), [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Message.Identify("u1"))], Encoding.Latin1.GetBytes(Message.Identify("ü")) })
            await SegmentApp.AssertAsync(HttpStatusCode.BadRequest, await app.PostAsync("/v1/identify", body));
        Assert.Contains("gzip", await SegmentApp.AssertAsync(HttpStatusCode.BadRequest, await PostPackedAsync(app, [1, 2, 3], "br")), StringComparison.Ordinal);
        Assert.Contains("gzip", await SegmentApp.AssertAsync(HttpStatusCode.BadRequest, await PostPackedAsync(app, Encoding.UTF8.GetBytes(Message.Identify("u1")))), StringComparison.Ordinal);
        var half = SegmentApp.Gzip(Encoding.UTF8.GetBytes(Message.Identify("u1")));
        await SegmentApp.AssertAsync(HttpStatusCode.BadRequest, await PostPackedAsync(app, half[..^12]));
    }

    [Fact]
    public async Task A_message_of_33_KB_is_answered_413()
    {
        await using var app = await SegmentApp.StartAsync();
        var body = Message.Identify("u1", more: $",\"x\":\"{new string('x', 33 * 1024)}\"");
        await SegmentApp.AssertAsync(HttpStatusCode.RequestEntityTooLarge, await app.PostAsync("/v1/identify", body));
        await SegmentApp.AssertAsync(HttpStatusCode.RequestEntityTooLarge, await PostPackedAsync(app, SegmentApp.Gzip(Encoding.UTF8.GetBytes(body)), path: "/v1/identify"));
    }

    [Fact]
    public async Task A_batch_of_600_KB_is_answered_413_and_one_of_480_KB_is_taken()
    {
        await using var app = await SegmentApp.StartAsync();
        var one = Message.Identify("u1", "m", $",\"x\":\"{new string('x', 20 * 1024)}\"");
        await SegmentApp.AssertAsync(HttpStatusCode.RequestEntityTooLarge, await app.PostBatchAsync([.. Enumerable.Repeat(one, 30)]));
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostBatchAsync([.. Enumerable.Repeat(one, 23)]));
    }

    [Fact]
    public async Task A_batch_of_3000_messages_is_answered_400_and_one_of_2500_is_taken()
    {
        await using var app = await SegmentApp.StartAsync();
        await SegmentApp.AssertAsync(HttpStatusCode.BadRequest, await app.PostBatchAsync([.. Enumerable.Repeat("""{"type":"page"}""", 3_000)]));
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostBatchAsync([.. Enumerable.Repeat("""{"type":"page"}""", 2_500)]));
    }

    [Fact]
    public async Task A_gzip_bomb_is_left_packed()
    {
        await using var app = await SegmentApp.StartAsync();
        using var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.SmallestSize))
        {
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 256; i++)
                gzip.Write(zeros);
        }
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await SegmentApp.AssertAsync(HttpStatusCode.RequestEntityTooLarge, await PostPackedAsync(app, bomb.ToArray()));
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 16 * 1024 * 1024);
    }

    [Fact]
    public async Task A_write_key_is_asked_for()
    {
        await using var app = await SegmentApp.StartAsync();
        foreach (var key in new[] { null, "", "wrong", "write-key-", "write-key-11", "WRITE-KEY-1", SegmentApp.Key + " " })
            await SegmentApp.AssertAsync(HttpStatusCode.Unauthorized, await app.PostAsync("/v1/identify", Message.Identify("u1"), key));
        foreach (var header in new[] { "Basic !!", "Basic", "Basic " + Convert.ToBase64String(new byte[2_000]) })
            await SegmentApp.AssertAsync(HttpStatusCode.Unauthorized, await app.PostAsync("/v1/identify", Message.Identify("u1"), null, request => request.Headers.TryAddWithoutValidation("Authorization", header)));
        Assert.DoesNotContain(app.Log.GetSnapshot(), static entry => entry.Message.Contains("write-key-", StringComparison.Ordinal));

        // With a colon and without, in the body of a message, of a batch, of the messages of a batch, and with somebody else's token.
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostAsync("/v1/identify", Message.Identify("u1")));
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostAsync("/v1/identify", Message.Identify("u2"), null,
            static request => request.Headers.TryAddWithoutValidation("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(SegmentApp.Key)))));
        var inBody = $",\"writeKey\":\"{SegmentApp.Key}\"";
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostAsync("/v1/identify", Message.Identify("u3", more: inBody), null));
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostAsync("/v1/batch", $"{{\"batch\":[{Message.Identify("u4")}]{inBody}}}", null));
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostAsync("/v1/batch", $"{{\"batch\":[{Message.Identify("u5", more: inBody)}]}}", null));
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostAsync("/v1/identify", Message.Identify("u6", more: inBody), null,
            static request => request.Headers.TryAddWithoutValidation("Authorization", "Bearer token")));
        await app.FlushAsync();
        Assert.Equal(["u1", "u2", "u3", "u4", "u5", "u6"], app.Loops.Contacts.Select(static contact => contact.UserId).Order());
    }

    [Fact]
    public async Task More_requests_at_a_time_than_are_worked_on_are_answered_429()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var app = await SegmentApp.StartAsync(application =>
        {
            application.Use(async (context, next) =>
            {
                // It comes back when the endpoint waits for the rest of the body.
                var answering = next(context);
                entered.TrySetResult();
                await answering;
            });
            application.MapSegment<PlainLoops>(static segment => (segment.WriteKeys, segment.MaxConcurrentRequests) = ([SegmentApp.Key], 1));
        });
        var body = new Held();
        var slow = app.Http.PostAsync("/v1/identify", body, SegmentApp.Cancel);
        await entered.Task;
        var answer = await app.PostAsync("/v1/identify", Message.Identify("u1"));
        await SegmentApp.AssertAsync(HttpStatusCode.TooManyRequests, answer);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta);
        body.End();
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await slow);
    }

    [Fact]
    public async Task An_outbox_that_cannot_store_is_answered_503()
    {
        await using var app = await SegmentApp.StartAsync();
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostAsync("/v1/identify", Message.Identify("u1")));
        await app.FlushAsync();
        await app.Store.DisposeAsync();
        var answer = await app.PostAsync("/v1/identify", Message.Identify("u2"));
        await SegmentApp.AssertAsync(HttpStatusCode.ServiceUnavailable, answer);
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter!.Delta);
    }

    private static Task<HttpResponseMessage> PostPackedAsync(SegmentApp app, byte[] body, string encoding = "gzip", string path = "/v1/batch")
        => app.PostAsync(path, body, change: request => request.Content!.Headers.ContentEncoding.Add(encoding));

    /// <summary>A body whose end keeps its request waiting.</summary>
    private sealed class Held : HttpContent
    {
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void End() => _end.TrySetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes($$"""{"userId":"slow","writeKey":"{{SegmentApp.Key}}","traits":"""));
            await stream.FlushAsync();
            await _end.Task;
            await stream.WriteAsync("{}}"u8.ToArray());
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
