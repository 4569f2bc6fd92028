using System.Net.Sockets;
using System.Text;

namespace SegmentGateway.Tests;

/// <summary>A request that the gateway has begun to work on, and whose body is still to come.</summary>
internal sealed class SlowRequest : IDisposable
{
    private const string Body = """{"userId":"slow","name":"Home"}""";

    private readonly TcpClient _client = new();

    private SlowRequest()
    {
    }

    public static async Task<SlowRequest> StartAsync(Uri gateway, string writeKey)
    {
        var request = new SlowRequest();
        await request._client.ConnectAsync(gateway.Host, gateway.Port, Gateway.Cancel);
        await request.WriteAsync($"POST /v1/page HTTP/1.1\r\nHost: {gateway.Authority}\r\nAuthorization: Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes($"{writeKey}:"))}\r\nExpect: 100-continue\r\nContent-Length: {Body.Length}\r\n\r\n");
        // It is asked for the body by whoever has begun to read it.
        await request.ReadUntilAsync("100 Continue");
        return request;
    }

    public async Task FinishAsync()
    {
        await WriteAsync(Body);
        await ReadUntilAsync("""{"success":true}""");
    }

    public void Dispose() => _client.Dispose();

    private Task WriteAsync(string text) => _client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), Gateway.Cancel).AsTask();

    private async Task ReadUntilAsync(string text)
    {
        var buffer = new byte[4096];
        var answer = "";
        while (!answer.Contains(text, StringComparison.Ordinal))
        {
            var read = await _client.GetStream().ReadAsync(buffer, Gateway.Cancel);
            Assert.True(read > 0, $"The connection ended after {answer}");
            answer += Encoding.ASCII.GetString(buffer, 0, read);
        }
    }
}
