using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LoopsMapping.AspNetCore.Tests.Harness;

/// <summary>An application with an endpoint for webhooks on a clock of its own, and Loops in front of it.</summary>
internal sealed class WebhookApp : IAsyncDisposable
{
    public const string Secret = "whsec_c3VwZXItc2VjcmV0LWtleS1ieXRlcw==";
    public const string OtherSecret = "whsec_YW5vdGhlci1zZWNyZXQta2V5LWJ5dGVz";

    private readonly WebApplication _application;
    private readonly HttpClient _http = new();

    private WebhookApp(WebApplication application, FakeTimeProvider time, FakeLogCollector log)
    {
        (_application, Time, Log) = (application, time, log);
        _http.BaseAddress = new Uri(application.Urls.First());
    }

    public FakeTimeProvider Time { get; }

    public FakeLogCollector Log { get; }

    public LoopsWebhookSignature Signer { get; init; } = new(Secret);

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<WebhookApp> StartAsync(Func<LoopsWebhook, CancellationToken, Task> handle)
        => StartAsync(application => application.MapLoopsWebhooks("/webhooks/loops", handle));

    public static Task<WebhookApp> StartAsync(Action<LoopsWebhooksBuilder> configure, Action<IServiceCollection>? services = null)
        => StartAsync(application => application.MapLoopsWebhooks(configure), services);

    public static async Task<WebhookApp> StartAsync(Action<WebApplication> map, Action<IServiceCollection>? services = null, Dictionary<string, string?>? settings = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings ?? new() { ["Loops:WebhookSecret"] = Secret });
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(Payload.Time));
        builder.Services.AddRouting().AddAuthorization().AddSingleton<TimeProvider>(time);
        builder.Services.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.Debug).AddFakeLogging());
        services?.Invoke(builder.Services);

        var application = builder.Build();
        try
        {
            map(application);
            await application.StartAsync(Cancel);
            return new(application, time, application.Services.GetFakeLogCollector());
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    public Uri Address => _http.BaseAddress!;

    public IConfigurationRoot Configuration => (IConfigurationRoot)_application.Configuration;

    /// <summary>What this library logged, as text.</summary>
    public string LogText => string.Join('\n', Log.GetSnapshot().Where(static record => record.Category == WebhookLog.Category).Select(static record => $"{record.Level}: {record.Message}"));

    /// <summary>Sends a webhook as Loops does, signed now.</summary>
    public Task<int> DeliverAsync(string id, byte[] body, string path = "/webhooks/loops")
        => SendAsync(body, id, $"{Time.GetUtcNow().ToUnixTimeSeconds()}", Signer.Sign(id, Time.GetUtcNow(), body), path);

    /// <summary>Sends a webhook that was signed at some other time.</summary>
    public Task<int> DeliverAsync(string id, byte[] body, TimeSpan age)
    {
        var time = Time.GetUtcNow() - age;
        return SendAsync(body, id, time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), Signer.Sign(id, time, body));
    }

    /// <summary>Sends a webhook and hangs up once <paramref name="until"/> is done.</summary>
    public async Task DeliverAndLeaveAsync(string id, byte[] body, Task until)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        using var request = Request(new ByteArrayContent(body), id, $"{Time.GetUtcNow().ToUnixTimeSeconds()}", Signer.Sign(id, Time.GetUtcNow(), body), "/webhooks/loops");
        var sending = _http.SendAsync(request, patience.Token);
        await until.WaitAsync(Cancel);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    public Task<int> SendAsync(byte[] body, string? id, string? timestamp, string? signature, string path = "/webhooks/loops")
        => SendAsync(new ByteArrayContent(body), id, timestamp, signature, path);

    public async Task<int> SendAsync(HttpContent content, string? id, string? timestamp, string? signature, string path = "/webhooks/loops")
    {
        using var request = Request(content, id, timestamp, signature, path);
        using var response = await _http.SendAsync(request, Cancel);
        return (int)response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _application.DisposeAsync();
    }

    private static HttpRequestMessage Request(HttpContent content, string? id, string? timestamp, string? signature, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        foreach (var (name, value) in new[] { ("webhook-id", id), ("webhook-timestamp", timestamp), ("webhook-signature", signature) })
        {
            if (value is not null)
                request.Headers.TryAddWithoutValidation(name, value);
        }
        return request;
    }
}
