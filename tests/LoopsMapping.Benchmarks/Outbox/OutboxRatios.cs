using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace LoopsMapping.Benchmarks.Outbox;

/// <summary>
/// How many records a second become durable, ours ÷ a bare loop over the same disk, in turn; higher is better. Ours is the whole call, from the object
/// to the answer that it is on the disk, with lanes, keys and priorities.
/// </summary>
internal static class OutboxRatios
{
    private const int Rounds = 5;
    private const int Lanes = 1_000;
    private const int WarmUp = 20_000;

    public static IEnumerable<Ratio> Measure()
    {
        // Beside the program: the temporary directory can be in memory, where a flush costs nothing.
        var directory = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, $"outbox-{Guid.NewGuid():N}"));
        try
        {
            var request = Encoding.UTF8.GetBytes("""{"email":"user-1@example.com","userId":"u1","eventName":"Order Placed","eventProperties":{"number":1,"plan":"Pro"}}""");
            foreach (var (name, callers) in new[] { ("outbox.enqueue1", 1), ("outbox.enqueue16", 16) })
            {
                var (bare, ours) = (0.0, 0.0);
                for (var round = 0; round < Rounds; round++)
                {
                    bare = Math.Max(bare, MeasureBare(Path.Combine(directory.FullName, $"bare-{callers}-{round}.db"), request, callers));
                    ours = Math.Max(ours, MeasureOurs(Path.Combine(directory.FullName, $"ours-{callers}-{round}.db"), callers).GetAwaiter().GetResult());
                }
                yield return new(name, ours / bare, string.Create(CultureInfo.InvariantCulture, $"{ours:N0} records a second, bare {bare:N0}"));
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static double MeasureBare(string path, byte[] body, int callers)
    {
        using var bare = new BareCommits(path, body);
        bare.WarmUp(WarmUp);
        if (callers == 1)
            return Throughput.MeasureAsync(1, caller => { bare.Insert($"u{caller % Lanes}"); return Task.CompletedTask; }).GetAwaiter().GetResult();

        using var queue = new BlockingCollection<(string, TaskCompletionSource)>();
        var writer = new Thread(() => bare.CommitGroups(queue));
        writer.Start();
        var rate = Throughput.MeasureAsync(callers, number =>
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            queue.Add(($"u{number % Lanes}", done));
            return done.Task;
        }).GetAwaiter().GetResult();
        queue.CompleteAdding();
        writer.Join();
        return rate;
    }

    private static async Task<double> MeasureOurs(string path, int callers)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddLoops<BenchmarkLoops>(static options => options.ApiKey = "none").UseSqliteOutbox(path);
        // The host is not started: what is measured is the enqueue, without a dispatcher beside it.
        await using var provider = services.BuildServiceProvider();
        var loops = provider.GetRequiredService<BenchmarkLoops>();
        await Task.WhenAll(Enumerable.Range(0, WarmUp).Select(number => loops.TrackAsync(Order(number)))).ConfigureAwait(false);
        return await Throughput.MeasureAsync(callers, number => loops.TrackAsync(Order(number))).ConfigureAwait(false);
    }

    internal static OrderPlaced Order(int number) => new($"u{number % Lanes}", $"user-{number % Lanes}@example.com", number, "Pro");
}
