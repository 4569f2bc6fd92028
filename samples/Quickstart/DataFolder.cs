namespace Quickstart;

/// <summary>
/// Where this program keeps what has to outlive a crash: <c>.data</c> beside the project, or in the current directory when the project is not around the
/// program.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private readonly string _path;

    private DataFolder(string path) => _path = path;

    public string Outbox => Path.Combine(_path, "outbox.db");

    /// <summary>What the local Loops got.</summary>
    public string Journal => Path.Combine(_path, "local-loops.jsonl");

    /// <summary>Whether nothing in it is needed any more.</summary>
    public bool IsDone { get; set; }

    public static DataFolder Open()
    {
        var path = Path.Combine(FindProject() ?? Environment.CurrentDirectory, ".data");
        // It holds e-mail addresses.
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new(path);
    }

    /// <summary>Deletes the files of this program, and the folder unless there is something else in it.</summary>
    public void Dispose()
    {
        if (!IsDone)
            return;
        foreach (var file in (string[])[Outbox, Outbox + "-wal", Outbox + "-shm", Outbox + ".lock", Journal])
            File.Delete(file);
        if (!Directory.EnumerateFileSystemEntries(_path).Any())
            Directory.Delete(_path);
    }

    private static string? FindProject()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Quickstart.csproj")))
            folder = Path.GetDirectoryName(folder);
        return folder;
    }
}
