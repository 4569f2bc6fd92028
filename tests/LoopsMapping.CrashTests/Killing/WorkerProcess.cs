using System.Diagnostics;
using System.Globalization;
using LoopsMapping.CrashTests.Working;

namespace LoopsMapping.CrashTests.Killing;

/// <summary>A worker as its parent sees it: a process of its own.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int KilledExitCode = 128 + 9;

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(120);

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

    /// <param name="arguments">What it does.</param>
    /// <param name="tracer">What it is run by, with its arguments; nothing for itself.</param>
    public static WorkerProcess Start(WorkerArguments arguments, params string[] tracer)
    {
        var program = Environment.ProcessPath!;
        // Under 'dotnet program.dll' the path of the process is dotnet's.
        string[] prefix = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(WorkerProcess).Assembly.Location] : [];
        string[] command = [.. tracer, program, .. prefix, .. arguments.ToArray()];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // It lives too short for a second thread that collects.
        start.Environment["DOTNET_gcConcurrent"] = "0";
        return new(arguments.Number, Process.Start(start)!);
    }

    /// <summary>Starts one, and waits until the outbox is at work.</summary>
    public static async Task<WorkerProcess> StartUpAsync(WorkerArguments arguments)
    {
        var worker = Start(arguments);
        var exit = worker.ExitAsync(Timeout.InfiniteTimeSpan);
        if (await Task.WhenAny(worker.Up, exit, Task.Delay(Silence)) != worker.Up)
            throw await worker.FailureAsync("did not come up");
        return worker;
    }

    /// <summary>Runs one that nobody kills until nothing is left.</summary>
    /// <param name="arguments">Of a <see cref="WorkerJob.Drain"/>.</param>
    /// <param name="countRequests">How many requests have arrived so far: as long as there are more, there is hope.</param>
    /// <returns>How many dead letters there are.</returns>
    public static async Task<long> DrainAsync(WorkerArguments arguments, Func<int> countRequests)
    {
        using var worker = Start(arguments);
        for (var before = -1; !await worker.ExitAsync(Silence); before = countRequests())
        {
            if (before == countRequests())
                throw await worker.FailureAsync($"has sent nothing for {Silence.TotalSeconds} s, and something is left");
        }
        if (worker.ExitCode != 0)
            throw await worker.FailureAsync($"ended with exit code {worker.ExitCode} before everything was delivered");
        var last = (await worker.ReadOutputAsync()).Last(static line => line.StartsWith(Worker.DeadLetters, StringComparison.Ordinal));
        return long.Parse(last.AsSpan(Worker.DeadLetters.Length), NumberStyles.None, CultureInfo.InvariantCulture);
    }

    /// <summary>Ends it, and says what it did wrong.</summary>
    public async Task<CampaignException> FailureAsync(string what)
    {
        Kill();
        return new($"Worker {Number} {what}. It wrote:{Environment.NewLine}{await ReadErrorsAsync()}");
    }

    /// <summary>SIGTERM.</summary>
    public void Terminate() => Signals.Terminate(_process.Id);

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
