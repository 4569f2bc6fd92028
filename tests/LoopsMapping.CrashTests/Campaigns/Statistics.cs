namespace LoopsMapping.CrashTests.Campaigns;

internal static class Statistics
{
    /// <summary>The value that so large a share of all does not exceed; no number when there is none.</summary>
    public static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : sorted[Math.Max((int)Math.Ceiling(share * sorted.Length) - 1, 0)];
    }

    /// <summary>How many there are in that second in which there are the most, wherever it begins.</summary>
    public static int MostInASecond(IEnumerable<DateTimeOffset> times)
    {
        var most = 0;
        var window = new Queue<DateTimeOffset>();
        foreach (var time in times.Order())
        {
            window.Enqueue(time);
            while (time - window.Peek() >= TimeSpan.FromSeconds(1))
                window.Dequeue();
            most = Math.Max(most, window.Count);
        }
        return most;
    }
}
