using System.Net;
using System.Text.Json;
using LoopsMapping.Segment.Tests.Harness;

namespace LoopsMapping.Segment.Tests.Endpoint;

/// <summary>Shadow mode: everything is recorded, nothing is sent.</summary>
public sealed class ShadowTests
{
    [Fact]
    public async Task What_would_be_sent_is_recorded_and_nothing_is_sent()
    {
        await using var app = await SegmentApp.StartAsync(settings: new() { ["Segment:Shadow"] = "true" });
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostBatchAsync(Message.Identify("u1", "m1"), Message.Track("u1", "Paid", "m2"), """{"type":"track","messageId":"m3"}"""));
        await SegmentApp.AssertAsync(HttpStatusCode.OK, await app.PostBatchAsync(Message.Track("u1", "Paid again", "m4")));
        await app.FlushAsync();

        Assert.Empty(app.Loops.Requests);
        Assert.Empty(await app.DeadLettersAsync());
        var path = Path.Combine(app.Directory, "shadow.jsonl");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        var lines = (await reader.ReadToEndAsync(SegmentApp.Cancel)).TrimEnd().Split('\n').Select(static line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        Assert.Equal(
            ["m1 PUT contacts/update u1", "m2 POST events/send u1", "m3 The root value is missing the required field 'eventName'. The root value is missing the required field 'userId'. ", "m4 POST events/send u1"],
            lines.Select(static line => $"{line.GetProperty("key").GetString()} {Text(line, "request") ?? Text(line, "error")} {(line.TryGetProperty("body", out var body) ? Text(body, "userId") : "")}"));
        Assert.Equal("m3", lines[2].GetProperty("message").GetProperty("messageId").GetString());
        Assert.Contains(app.Log.GetSnapshot(), static entry => entry.Message.StartsWith("PlainLoops is in shadow mode", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_shadow_file_that_cannot_be_written_is_answered_503()
    {
        await using var app = await SegmentApp.StartAsync(static segment =>
        {
            segment.Shadow = true;
            segment.ShadowPath = Path.Combine(Path.GetTempPath(), "there is no such directory", "shadow.jsonl");
        });
        await SegmentApp.AssertAsync(HttpStatusCode.ServiceUnavailable, await app.PostBatchAsync(Message.Identify("u1")));
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
