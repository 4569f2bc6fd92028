using System.ComponentModel;
using System.Diagnostics;

namespace SegmentGateway.Tests;

/// <summary>A folder with Segment's Node SDK, restored from npm.</summary>
internal sealed class Npm : IDisposable
{
    private const string Demand = "LOOPS_TEST_NODE";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("node-");

    private Npm()
    {
    }

    /// <summary>Restores it; skips the test where that cannot be done, unless the environment demands it.</summary>
    public static async Task<Npm> RestoreAsync()
    {
        var npm = new Npm();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Node")))
            File.Copy(file, Path.Combine(npm._folder.FullName, Path.GetFileName(file)));
        var problem = await npm.TryRestoreAsync();
        if (problem is null)
            return npm;
        npm.Dispose();
        if (Environment.GetEnvironmentVariable(Demand) == "1")
            Assert.Fail($"{Demand} is 1, and {problem}");
        Assert.Skip($"This test needs Node.js, npm and its registry: {problem} With {Demand}=1 that is a failure.");
        return npm;
    }

    /// <summary>Runs the script, and returns the lines that it prints.</summary>
    public async Task<string[]> RunAsync(string script, params (string Key, string Value)[] environment)
    {
        var (exitCode, output, error) = await RunAsync("node", [script], environment);
        Assert.True(exitCode == 0, error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<string?> TryRestoreAsync()
    {
        try
        {
            await RunAsync("node", ["--version"], []);
            // npm is a script on Windows, which only a shell starts.
            var (file, prefix) = OperatingSystem.IsWindows() ? ("cmd", (string[])["/c", "npm"]) : ("npm", []);
            var (exitCode, _, error) = await RunAsync(file, [.. prefix, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"], []);
            return exitCode == 0 ? null : $"npm ci ended with {exitCode}: {error.Trim()}";
        }
        catch (Win32Exception exception)
        {
            return $"it cannot be started: {exception.Message}.";
        }
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(string file, string[] arguments, (string Key, string Value)[] environment)
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Gateway.Cancel);
        var error = process.StandardError.ReadToEndAsync(Gateway.Cancel);
        await process.WaitForExitAsync(Gateway.Cancel);
        return (process.ExitCode, await output, await error);
    }
}
