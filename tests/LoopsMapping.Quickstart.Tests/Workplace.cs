using System.Diagnostics;
using LoopsMapping.Testing;

namespace Quickstart.Tests;

/// <summary>How a run went.</summary>
internal sealed record Run(int ExitCode, string Output, string Error);

/// <summary>A directory of its own, in which the program is started as a process.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("quickstart-").FullName;

    public string Data => Path.Combine(_path, ".data");

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>One run, against the local Loops of its own.</summary>
    public Task<Run> RunAsync(params string[] arguments) => RunAsync(null, "", arguments);

    /// <summary>One run, against a Loops that is there already.</summary>
    public async Task<Run> RunAsync(LoopsServer? loops, string apiKey, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Quickstart.dll"), .. arguments])
        {
            WorkingDirectory = _path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("Loops__", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        if (loops is not null)
        {
            start.Environment["Loops__ApiKey"] = apiKey;
            start.Environment["Loops__BaseAddress"] = loops.BaseAddress.AbsoluteUri;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Cancel);
        var error = process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return new(process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
