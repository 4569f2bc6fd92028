using System.Runtime.InteropServices;

namespace LoopsMapping.CrashTests.Working;

/// <summary>What the system can say to a process.</summary>
internal static partial class Signals
{
    private const int Killed = 9;
    private const int Terminated = 15;

    /// <summary>SIGKILL: no handler, no finally, nothing flushed.</summary>
    public static void Kill(int process) => Send(process, Killed);

    /// <summary>SIGTERM: what a deployment sends, and a host takes for a request to stop.</summary>
    public static void Terminate(int process) => Send(process, Terminated);

    // It fails only when the process is gone, which is what was wanted.
    private static void Send(int process, int signal) => _ = NativeKill(process, signal);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int NativeKill(int process, int signal);
}
