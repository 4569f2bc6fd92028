using System.Diagnostics;
using LoopsMapping.CrashTests.Working;

namespace LoopsMapping.CrashTests.Killing;

/// <summary>What goes wrong at the database's side, under load: it crashes and comes back, and connections are cut.</summary>
internal static class Disturbance
{
    /// <summary>Restarts and cuts, in any order.</summary>
    public static async Task RunAsync(CommandLine options, StorePlace store)
    {
        var random = new Random(options.Seed);
        bool[] plan = [.. Enumerable.Repeat(true, options.Restarts), .. Enumerable.Repeat(false, options.Cuts)];
        random.Shuffle(plan);
        foreach (var isRestart in plan)
        {
            await Task.Delay(random.Next(300, isRestart ? 3_000 : 1_000));
            if (isRestart)
            {
                await RestartAsync(options.RestartWith);
                await store.WaitAsync();
            }
            else
                await StorePlace.CutAsync();
        }
        // What comes back last is seen to work.
        if (plan.Length > 0)
            await Task.Delay(2_000);
    }

    private static async Task RestartAsync(string command)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new CampaignException($"'{command}' ended with exit code {process.ExitCode}: {await errors}");
    }
}
