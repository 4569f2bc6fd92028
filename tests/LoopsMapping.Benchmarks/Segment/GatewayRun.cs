using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LoopsMapping.Benchmarks.Segment;

/// <summary>
/// How many messages a second come through <c>/v1/batch</c> and are durable in the SQLite outbox when they are answered. The senders are in the same
/// process and take their share of the cores.
/// </summary>
internal static class GatewayRun
{
    private const int Senders = 8;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(10);

    public static async Task<string> MeasureAsync()
    {
        var directory = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, $"gateway-{Guid.NewGuid():N}"));
        try
        {
            // A watch over the configuration would hear of every write to the outbox, which lies below it.
            var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Services.AddLoops<ShopLoops>(static options =>
            {
                options.ApiKey = "none";
                // Nobody listens there: what is measured is taking, beside a dispatcher that is kept waiting.
                options.BaseAddress = new Uri("http://127.0.0.1:9/");
            }).UseSqliteOutbox(Path.Combine(directory.FullName, "loops.db"));
            await using var application = builder.Build();
            application.MapSegment<ShopLoops>(static segment => segment.WriteKeys = ["benchmark"]);
            await application.StartAsync().ConfigureAwait(false);

            var result = await MeasureAsync(new Uri(application.Urls.First()), "with the senders").ConfigureAwait(false);
            await application.StopAsync().ConfigureAwait(false);
            return result;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>The same against a gateway that runs already.</summary>
    public static Task<string> MeasureAsync(Uri address) => MeasureAsync(address, "for the senders alone");

    private static async Task<string> MeasureAsync(Uri address, string whose)
    {
        using var http = new HttpClient { BaseAddress = address };
        // Another run may have used the first numbers.
        var next = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() % 1_000_000_000 * 1_000;
        await SendAsync(http, () => Interlocked.Add(ref next, Batches.Size), WarmUp).ConfigureAwait(false);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var (messages, elapsed) = await SendAsync(http, () => Interlocked.Add(ref next, Batches.Size), Time).ConfigureAwait(false);
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"gateway {messages / elapsed.TotalSeconds:N0} messages a second, in batches of {Batches.Size} from {Senders} senders, {cpu / elapsed:F1} of {Environment.ProcessorCount} cores {whose}");
    }

    private static async Task<(long Messages, TimeSpan Elapsed)> SendAsync(HttpClient http, Func<long> next, TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(async () =>
        {
            var count = 0L;
            while (Stopwatch.GetElapsedTime(start) < time)
            {
                using var content = new ByteArrayContent(Batches.Create(next()));
                using var answer = await http.PostAsync("/v1/batch", content).ConfigureAwait(false);
                if (!answer.IsSuccessStatusCode)
                    throw new InvalidOperationException($"{(int)answer.StatusCode} {Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false))}");
                count += Batches.Size;
            }
            return count;
        }))).ConfigureAwait(false);
        return (counts.Sum(), Stopwatch.GetElapsedTime(start));
    }
}
