using System.Diagnostics;

namespace LoopsMapping.Benchmarks;

/// <summary>
/// Runs the contenders in turn, round after round, and keeps the best time of each: whatever else the machine does makes a round
/// slower and never faster, and taking turns lets all of them see the same clock frequency.
/// </summary>
internal static class Rounds
{
    /// <summary>The shortest time of each contender, in nanoseconds.</summary>
    /// <param name="warmUp">How long they run untimed, until the JIT has compiled them with what it learned from running them.</param>
    /// <param name="time">How long they are timed.</param>
    /// <param name="contenders">What runs, after what has to be ready by then.</param>
    public static double[] Fastest(TimeSpan warmUp, TimeSpan time, params (Action Prepare, Action Run)[] contenders)
    {
        Repeat(warmUp, contenders);
        return Repeat(time, contenders);
    }

    private static double[] Repeat(TimeSpan time, (Action Prepare, Action Run)[] contenders)
    {
        var best = new double[contenders.Length];
        Array.Fill(best, double.MaxValue);
        var begin = Stopwatch.GetTimestamp();
        do
        {
            for (var i = 0; i < contenders.Length; i++)
            {
                contenders[i].Prepare();
                var start = Stopwatch.GetTimestamp();
                contenders[i].Run();
                best[i] = Math.Min(best[i], Stopwatch.GetElapsedTime(start).TotalNanoseconds);
            }
        }
        while (Stopwatch.GetElapsedTime(begin) < time);
        return best;
    }
}
