using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace LoopsMapping.Testing.Tests.Server.Harness;

/// <summary>A server on a clock of its own, and a plain HTTP client with its key.</summary>
internal sealed class LocalLoops : IAsyncDisposable
{
    private LocalLoops(LoopsServer server, FakeTimeProvider time)
    {
        Server = server;
        Time = time;
        Http = new HttpClient { BaseAddress = server.BaseAddress };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.ApiKey);
    }

    public LoopsServer Server { get; }

    public FakeTimeProvider Time { get; }

    public HttpClient Http { get; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<LocalLoops> StartAsync(int requestsPerSecond = 0, Action<LoopsServerRequest>? onRequest = null)
    {
        var time = new FakeTimeProvider();
        var options = new LoopsServerOptions { TimeProvider = time, RequestsPerSecond = requestsPerSecond, OnRequest = onRequest };
        return new(await LoopsServer.StartAsync(options, Cancel), time);
    }

    public Task<Reply> CreateAsync(string body) => SendAsync("POST", "contacts/create", body);

    public Task<Reply> UpdateAsync(string body) => SendAsync("PUT", "contacts/update", body);

    public Task<Reply> DeleteAsync(string body) => SendAsync("POST", "contacts/delete", body);

    public Task<Reply> FindAsync(string query) => SendAsync("GET", $"contacts/find?{query}");

    public Task<Reply> TrackAsync(string body, string? key = null) => SendAsync("POST", "events/send", body, ("Idempotency-Key", key));

    public async Task<Reply> SendAsync(string method, string path, string? body = null, params (string Name, string? Value)[] headers)
        => await SendBytesAsync(method, path, body is null ? null : Encoding.UTF8.GetBytes(body), headers);

    public async Task<Reply> SendBytesAsync(string method, string path, byte[]? body, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new("application/json");
        }
        foreach (var (name, value) in headers)
        {
            if (value is not null)
                request.Headers.TryAddWithoutValidation(name, value);
        }
        using var response = await Http.SendAsync(request, Cancel);
        return await Reply.ReadAsync(response);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }
}
