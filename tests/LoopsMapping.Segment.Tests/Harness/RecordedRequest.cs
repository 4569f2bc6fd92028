using System.Text;
using System.Text.Json;

namespace LoopsMapping.Segment.Tests.Harness;

/// <summary>A request as an SDK has sent it, recorded on the way; its write key is <see cref="Key"/>.</summary>
/// <param name="Client">The SDK and its version.</param>
/// <param name="Body">The body without packing; the SDK packs it where the headers say so.</param>
public sealed record RecordedRequest(string Client, string Method, string Path, Dictionary<string, string> Headers, string? Body)
{
    public const string Key = "WK123";

    public static IEnumerable<RecordedRequest> All()
        => Recorded.Lines("clients.jsonl").Select(static line => JsonSerializer.Deserialize<RecordedRequest>(line, JsonSerializerOptions.Web)!);

    /// <summary>The request with the same bytes and the same headers, and none that the SDK does not send.</summary>
    public HttpRequestMessage ToMessage()
    {
        var request = new HttpRequestMessage(new(Method), Path);
        if (Body is not null)
        {
            var bytes = Encoding.UTF8.GetBytes(Body);
            request.Content = new ByteArrayContent(Headers.ContainsKey("content-encoding") ? SegmentApp.Gzip(bytes) : bytes);
        }
        foreach (var (name, value) in Headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value) || request.Content!.Headers.TryAddWithoutValidation(name, value), name);
        return request;
    }

    public override string ToString() => $"{Client} {Method} {Path}";
}
