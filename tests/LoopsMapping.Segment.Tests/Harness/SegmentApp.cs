using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LoopsMapping.Outbox;
using LoopsMapping.Outbox.Dispatch;
using LoopsMapping.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace LoopsMapping.Segment.Tests.Harness;

/// <summary>An application that takes messages of Segment SDKs, with an outbox in a file and a local Loops behind it.</summary>
internal sealed class SegmentApp : IAsyncDisposable
{
    public const string Key = "write-key-1";

    private readonly WebApplication _application;
    private readonly DirectoryInfo _directory;
    private readonly bool _ownsDirectory;

    private SegmentApp(WebApplication application, LoopsServer loops, DirectoryInfo directory, bool ownsDirectory)
    {
        (_application, Loops, _directory, _ownsDirectory) = (application, loops, directory, ownsDirectory);
        Http = new() { BaseAddress = new Uri(application.Urls.First()) };
        Log = application.Services.GetFakeLogCollector();
    }

    public HttpClient Http { get; }

    public LoopsServer Loops { get; }

    public FakeLogCollector Log { get; }

    public string Directory => _directory.FullName;

    public ILoopsOutboxStore Store => Outbox.Store;

    private Outbox.Dispatch.Outbox Outbox => _application.Services.GetRequiredService<Outboxes>().All[0];

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<SegmentApp> StartAsync(Action<SegmentOptions>? configure = null, Dictionary<string, string?>? settings = null, LoopsServer? loops = null)
        => StartAsync(application => application.MapSegment<PlainLoops>(options =>
        {
            options.WriteKeys = [Key];
            configure?.Invoke(options);
        }), settings, loops: loops);

    public static async Task<SegmentApp> StartAsync(
        Action<WebApplication> map, Dictionary<string, string?>? settings = null, Action<IServiceCollection, string>? services = null, LoopsServer? loops = null, DirectoryInfo? directory = null)
    {
        loops ??= await LoopsServer.StartAsync(new() { RequestsPerSecond = 0 }, Cancel);
        var ownsDirectory = directory is null;
        directory ??= System.IO.Directory.CreateTempSubdirectory("segment");
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Loops:ApiKey"] = loops.ApiKey,
            ["Loops:BaseAddress"] = loops.BaseAddress.ToString(),
            ["Loops:RequestsPerSecond"] = "0",
            ["Segment:ShadowPath"] = Path.Combine(directory.FullName, "shadow.jsonl"),
        });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.Services.AddRouting().AddAuthorization();
        builder.Services.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.Debug).AddFakeLogging());
        services ??= static (services, file) => services.AddLoops<PlainLoops>().UseSqliteOutbox(file);
        services(builder.Services, Path.Combine(directory.FullName, "loops.db"));
        var application = builder.Build();
        try
        {
            map(application);
            await application.StartAsync(Cancel);
            return new(application, loops, directory, ownsDirectory);
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a body as an SDK does.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, byte[] body, string? key = Key, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } } };
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{key}:")));
        change?.Invoke(request);
        return await Http.SendAsync(request, Cancel);
    }

    public Task<HttpResponseMessage> PostAsync(string path, string body, string? key = Key, Action<HttpRequestMessage>? change = null)
        => PostAsync(path, Encoding.UTF8.GetBytes(body), key, change);

    public Task<HttpResponseMessage> PostBatchAsync(params string[] messages) => PostAsync("/v1/batch", $$"""{"batch":[{{string.Join(',', messages)}}]}""");

    public static byte[] Gzip(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(body);
        return packed.ToArray();
    }

    /// <summary>Waits until nothing is pending.</summary>
    public async Task FlushAsync()
    {
        while (true)
        {
            var settled = Outbox.Settled;
            if ((await Store.GetStatsAsync(Cancel)).All(static team => team.Pending == 0))
                return;
            await Outbox.WaitForSettlementAsync(settled, Cancel);
        }
    }

    public async Task<IReadOnlyList<LoopsOutboxRecord>> DeadLettersAsync() => await Store.ListAsync(new() { State = LoopsOutboxState.DeadLetter }, Cancel);

    /// <summary>Asserts an answer of Segment's API.</summary>
    public static async Task<string> AssertAsync(HttpStatusCode status, HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode} {body}");
        if (status == HttpStatusCode.OK)
            Assert.Equal("""{"success":true}""", body);
        return body;
    }

    /// <summary>Ends the application and keeps its files and its Loops, for another to go on with.</summary>
    public async Task<DirectoryInfo> StopAsync()
    {
        Http.Dispose();
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        return _directory;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Loops.DisposeAsync();
        if (_ownsDirectory)
            _directory.Delete(recursive: true);
    }
}
