using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using LoopsMapping.Outbox;

namespace SegmentGateway.Tests;

/// <summary>The gateway as a process, with a folder of its own.</summary>
internal sealed class Gateway : IAsyncDisposable
{
    private const string Address = "Taking Segment messages at ";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-");
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _expected = [];
    private readonly Process _process = new();

    private Gateway()
    {
    }

    public HttpClient Http { get; } = new();

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What it has printed up to now.</summary>
    public string Output => string.Join('\n', _lines);

    private string OutboxFile => Path.Combine(_folder.FullName, ".data", "loops.db");

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<Gateway> StartAsync(params (string Key, string Value)[] settings)
    {
        var gateway = new Gateway();
        var address = gateway.Expect(Address);
        var ended = gateway.Start(settings);
        await Task.WhenAny(address, ended);
        if (!address.IsCompletedSuccessfully)
        {
            var output = gateway.Output;
            await gateway.DisposeAsync();
            Assert.Fail($"The gateway did not start:\n{output}");
        }
        var line = gateway._lines.First(static line => line.StartsWith(Address, StringComparison.Ordinal));
        gateway.Http.BaseAddress = new(line[Address.Length..].Replace("/v1", "", StringComparison.Ordinal));
        return gateway;
    }

    /// <summary>Starts it with settings that it must not start with.</summary>
    /// <returns>Its exit code, and what it printed.</returns>
    public static async Task<(int ExitCode, string Output)> FailAsync(params (string Key, string Value)[] settings)
    {
        await using var gateway = new Gateway();
        await gateway.Start(settings);
        return (gateway._process.ExitCode, gateway.Output);
    }

    /// <summary>Completes when it prints a line with a text.</summary>
    public Task Expect(string text)
    {
        var expected = _expected.GetOrAdd(text, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (_lines.Any(line => line.Contains(text, StringComparison.Ordinal)))
            expected.TrySetResult();
        return expected.Task.WaitAsync(Cancel);
    }

    public async Task PostAsync(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await Http.PostAsync(path, content, Cancel);
        Assert.Equal((200, """{"success":true}"""), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel)));
    }

    public async Task<IReadOnlyList<LoopsOutboxRecord>> DeadLettersAsync()
    {
        await using var store = new SqliteOutboxStore(OutboxFile);
        await store.OpenAsync(Cancel);
        return await store.ListAsync(new() { State = LoopsOutboxState.DeadLetter }, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private Task Start((string Key, string Value)[] settings)
    {
        _process.StartInfo = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "SegmentGateway.dll"), "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        var environment = _process.StartInfo.Environment;
        foreach (var name in environment.Keys.Where(IsSetting).ToList())
            environment.Remove(name);
        foreach (var (key, value) in settings)
            environment[key] = value;
        _process.OutputDataReceived += (_, line) => Print(line.Data);
        _process.ErrorDataReceived += (_, line) => Print(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        return _process.WaitForExitAsync(Cancel);
    }

    private void Print(string? line)
    {
        if (line is null)
            return;
        _lines.Enqueue(line);
        foreach (var (text, expected) in _expected)
        {
            if (line.Contains(text, StringComparison.Ordinal))
                expected.TrySetResult();
        }
    }

    private static bool IsSetting(string name) => name.StartsWith("Loops__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Segment__", StringComparison.OrdinalIgnoreCase) || name.EndsWith("_ENVIRONMENT", StringComparison.OrdinalIgnoreCase);
}
