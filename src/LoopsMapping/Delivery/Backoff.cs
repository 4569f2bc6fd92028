namespace LoopsMapping.Delivery;

internal static class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>How long to wait after the given number of failures: full jitter over 1 s × 2ⁿ, at most 5 minutes.</summary>
    /// <param name="failures">How often it has failed, from 1.</param>
    /// <param name="jitter">Where in the range, from 0 to 1.</param>
    /// <param name="asked">What Loops asks for, which is the least.</param>
    public static TimeSpan After(int failures, double jitter, TimeSpan? asked = null)
    {
        var delay = TimeSpan.FromSeconds(Math.Min(First.TotalSeconds * Math.Pow(2, failures - 1), Longest.TotalSeconds) * jitter);
        return asked > delay ? asked.Value : delay;
    }
}
