using System.Diagnostics;
using LoopsMapping.CrashTests.Working;

namespace LoopsMapping.CrashTests.Killing;

/// <summary>A worker as its parent sees it: a process of its own.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int KilledExitCode = 128 + 9;

    private readonly Process _process;
    private readonly TaskCompletionSource _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<IReadOnlyList<string>> _output;
    private readonly Task<string> _errors;

    private WorkerProcess(int number, Process process)
    {
        Number = number;
        _process = process;
        _output = ReadAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public int Number { get; }

    /// <summary>Completes when it has said that it is up; never if it does not.</summary>
    public Task Up => _up.Task;

    public bool WasKilled => _process.ExitCode == KilledExitCode;

    public int ExitCode => _process.ExitCode;

    public static WorkerProcess Start(WorkerArguments arguments)
    {
        var program = Environment.ProcessPath!;
        // Under 'dotnet program.dll' the path of the process is dotnet's.
        string[] prefix = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(WorkerProcess).Assembly.Location] : [];
        var start = new ProcessStartInfo(program, [.. prefix, .. arguments.ToArray()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // It lives too short for a second thread that collects.
        start.Environment["DOTNET_gcConcurrent"] = "0";
        return new(arguments.Number, Process.Start(start)!);
    }

    /// <summary>SIGKILL; nothing if it is dead.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits for its death, and for all that it said before.</summary>
    public async Task<bool> ExitAsync(TimeSpan atMost)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(atMost);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>What a dead worker wrote to its standard output.</summary>
    public Task<IReadOnlyList<string>> ReadOutputAsync() => _output;

    /// <summary>What a dead worker wrote to its standard error stream.</summary>
    public Task<string> ReadErrorsAsync() => _errors;

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private async Task<IReadOnlyList<string>> ReadAsync()
    {
        var lines = new List<string>();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (line == Worker.Up)
                _up.TrySetResult();
        }
        return lines;
    }
}
