using System.Runtime.InteropServices;

namespace LoopsMapping.CrashTests.Working;

/// <summary>Kills its own process at a point of the outbox, and does not let the thread that got there go on.</summary>
internal sealed partial class DeathPoint(string label, int after)
{
    private const int KillSignal = 9;

    private int _hits;

    public void Reach(string reached)
    {
        if (reached == label && Interlocked.Increment(ref _hits) == after)
            Die();
    }

    /// <summary>SIGKILL, as the parent sends it: no handler, no finally, nothing flushed.</summary>
    public static void Die()
    {
        _ = Kill(Environment.ProcessId, KillSignal);
        Thread.Sleep(Timeout.Infinite);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
