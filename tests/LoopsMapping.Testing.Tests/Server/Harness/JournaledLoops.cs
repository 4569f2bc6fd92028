using Microsoft.Extensions.Time.Testing;

namespace LoopsMapping.Testing.Tests.Server.Harness;

/// <summary>A journal in a folder of its own, and the servers that are started on it one after the other.</summary>
internal sealed class JournaledLoops : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("loops-journal-").FullName;

    public string Path => System.IO.Path.Combine(_folder, "loops.jsonl");

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public string[] Lines => File.ReadAllLines(Path);

    public Task<LocalLoops> StartAsync(Func<LoopsServerOptions, LoopsServerOptions>? change = null)
    {
        LoopsServerOptions options = new() { JournalPath = Path, TimeProvider = Time, RequestsPerSecond = 0 };
        return LocalLoops.StartAsync(change?.Invoke(options) ?? options, Time);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
