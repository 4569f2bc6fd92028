namespace WebApp.Data;

/// <summary>
/// Where the SQLite files are: in the folder that the setting <c>DataFolder</c> names, or else in <c>.data</c> beside the project, or in the current
/// directory when the project is not around the program.
/// </summary>
internal static class DataFolder
{
    public static string Open(IConfiguration configuration)
    {
        var path = configuration["DataFolder"] is { Length: > 0 } folder ? Path.GetFullPath(folder) : Path.Combine(FindProject() ?? Environment.CurrentDirectory, ".data");
        // It holds e-mail addresses.
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private static string? FindProject()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "WebApp.csproj")))
            folder = Path.GetDirectoryName(folder);
        return folder;
    }
}
