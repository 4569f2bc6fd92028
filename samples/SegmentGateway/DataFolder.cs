namespace SegmentGateway;

/// <summary>Where the outbox is when the configuration does not say: <c>.data</c> beside the project, or in the current directory when the project is not around the program.</summary>
internal static class DataFolder
{
    public static string Outbox()
    {
        var path = Path.Combine(FindProject() ?? Environment.CurrentDirectory, ".data");
        // It holds e-mail addresses.
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return Path.Combine(path, "loops.db");
    }

    private static string? FindProject()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "SegmentGateway.csproj")))
            folder = Path.GetDirectoryName(folder);
        return folder;
    }
}
