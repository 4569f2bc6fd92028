using System.Diagnostics;

namespace LoopsMapping.Benchmarks.Outbox;

/// <summary>How often a second callers get something done.</summary>
internal static class Throughput
{
    private static readonly TimeSpan RoundTime = TimeSpan.FromSeconds(1.5);

    /// <param name="callers">How many, each with one call under way at a time.</param>
    /// <param name="call">The call, with a number that grows.</param>
    public static async Task<double> MeasureAsync(int callers, Func<int, Task> call)
    {
        var count = 0;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(start) < RoundTime)
                await call(Interlocked.Increment(ref count)).ConfigureAwait(false);
        }))).ConfigureAwait(false);
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
