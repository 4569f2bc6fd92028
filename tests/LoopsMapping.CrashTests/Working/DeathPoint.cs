namespace LoopsMapping.CrashTests.Working;

/// <summary>Kills its own process at a point of the outbox, and does not let the thread that got there go on.</summary>
internal sealed class DeathPoint(string label, int after)
{
    private int _hits;

    public void Reach(string reached)
    {
        if (reached == label && Interlocked.Increment(ref _hits) == after)
            Die();
    }

    /// <summary>As the parent kills it.</summary>
    public static void Die()
    {
        Signals.Kill(Environment.ProcessId);
        Thread.Sleep(Timeout.Infinite);
    }
}
