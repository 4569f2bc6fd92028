using System.Text;

namespace LoopsMapping.CrashTests.Judging;

/// <summary>
/// What one worker process was told, on disk. A file belongs to one process: two that append to one file overwrite each other's lines, and
/// that looks like a loss.
/// </summary>
internal sealed class AckWriter : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file;

    /// <exception cref="IOException">The file is there already.</exception>
    public AckWriter(string path) => _file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);

    /// <summary>Hands the line to the system in one write: from then on it outlives the process.</summary>
    public void Write(RecordId record)
    {
        var line = Encoding.ASCII.GetBytes($"{record}\n");
        lock (_gate)
            _file.Write(line);
    }

    public void Dispose() => _file.Dispose();
}

internal static class AckReader
{
    /// <summary>Reads the file of a process that is dead; a line that it did not finish is none.</summary>
    public static IReadOnlyList<RecordId> Read(string path)
    {
        // Killed before it got that far.
        if (!File.Exists(path))
            return [];
        return [.. File.ReadAllText(path).Split('\n')[..^1].Select(RecordId.Parse)];
    }
}
