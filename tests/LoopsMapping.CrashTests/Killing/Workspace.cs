namespace LoopsMapping.CrashTests.Killing;

/// <summary>The directory of one campaign: the store, and the acks of each worker. It stays unless all is well and nobody wants it.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly bool _stays;

    private Workspace(string path, bool stays)
    {
        Path = path;
        _stays = stays;
    }

    public string Path { get; }

    /// <summary>Whether there is nothing in it to look into.</summary>
    public bool IsSpent { get; set; }

    /// <exception cref="UsageException">There is something in it.</exception>
    public static Workspace Create(string? path, bool keep)
    {
        if (path is null)
            return new(Directory.CreateTempSubdirectory("loops-crash-").FullName, keep);
        if (File.Exists(path) || Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
            throw new UsageException($"--directory {path} is not empty: the store of another campaign would be judged by this one's acks.");
        return new(Directory.CreateDirectory(path).FullName, stays: true);
    }

    public void Dispose()
    {
        if (IsSpent && !_stays)
            Directory.Delete(Path, recursive: true);
    }
}
