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

    public static Task<LocalLoops> StartAsync(int requestsPerSecond = 0, Action<LoopsServerRequest>? onRequest = null)
        => StartAsync(time => new() { TimeProvider = time, RequestsPerSecond = requestsPerSecond, OnRequest = onRequest });

    /// <summary>A server with options of its own; they have to take the clock.</summary>
    public static Task<LocalLoops> StartAsync(Func<FakeTimeProvider, LoopsServerOptions> options)
    {
        var time = new FakeTimeProvider();
        return StartAsync(options(time), time);
    }

    /// <summary>A server on a clock that was there before it.</summary>
    public static async Task<LocalLoops> StartAsync(LoopsServerOptions options, FakeTimeProvider time) => new(await LoopsServer.StartAsync(options, Cancel), time);

    /// <summary>A server whose team has something of everything.</summary>
    public static Task<LocalLoops> StartTeamAsync() => StartAsync(static time => new()
    {
        TimeProvider = time,
        RequestsPerSecond = 0,
        MailingLists = [new("l1", "Newsletter") { Description = "Monthly" }, new("l2", "Beta") { IsPublic = false }],
        ContactProperties = [new("planName", LoopsServerPropertyType.Text)],
        EventPatterns = [new("PaymentReceived") { Properties = new Dictionary<string, LoopsServerPropertyType> { ["amount"] = LoopsServerPropertyType.Number, ["on"] = LoopsServerPropertyType.Date } }],
        TransactionalEmails =
        [
            new("t1", "Sign up confirmation") { DataVariables = ["confirmationUrl"], OptionalDataVariables = ["name"] },
            new("t2", "Receipt") { DataVariables = ["items"] },
            new("t-draft", "Draft") { DataVariables = ["secret"], IsPublished = false },
        ],
    });

    public Task<Reply> CreateAsync(string body) => SendAsync("POST", "contacts/create", body);

    public Task<Reply> UpdateAsync(string body) => SendAsync("PUT", "contacts/update", body);

    public Task<Reply> DeleteAsync(string body) => SendAsync("POST", "contacts/delete", body);

    public Task<Reply> FindAsync(string query) => SendAsync("GET", $"contacts/find?{query}");

    public Task<Reply> TrackAsync(string body, string? key = null) => SendAsync("POST", "events/send", body, ("Idempotency-Key", key));

    public Task<Reply> MailAsync(string body, string? key = null) => SendAsync("POST", "transactional", body, ("Idempotency-Key", key));

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
