namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>The files of this repository that the rules must agree with.</summary>
internal static class Repository
{
    private static readonly string Root = FindRoot();

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path])).ReplaceLineEndings("\n");

    public static IEnumerable<string> FileNames(params string[] folder) => Directory.EnumerateFiles(Path.Combine([Root, .. folder])).Select(static path => Path.GetFileName(path));

    /// <summary>A place in the tree. Not from [CallerFilePath]: a deterministic build writes no path of the machine into it.</summary>
    public static string PathOf(params string[] path) => Path.Combine([Root, .. path]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LoopsMapping.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException("No folder above the tests holds LoopsMapping.sln.");
    }
}
