namespace LoopsMapping.Generator.Schema;

/// <summary>What the name of a file says: <c>loops.schema.json</c> is for all destinations, <c>loops.AppLoops.schema.json</c> for one.</summary>
internal static class SchemaFileName
{
    private const string Start = "loops.";
    private const string End = "schema.json";

    /// <summary>The name of a file, on whatever system the path was written.</summary>
    public static string Of(string path) => path.Substring(FolderLength(path));

    /// <summary>How much of a path is its folder.</summary>
    public static int FolderLength(string path) => path.LastIndexOfAny(['/', '\\']) + 1;

    /// <summary>Whether the name is that of a schema file, and for which destination; <see langword="null"/> for all of them.</summary>
    public static bool Is(string path, out string? destination)
    {
        destination = null;
        var name = Of(path);
        if (!name.StartsWith(Start, StringComparison.OrdinalIgnoreCase) || !name.EndsWith(End, StringComparison.OrdinalIgnoreCase) || name.Length < Start.Length + End.Length)
            return false;
        var between = name.Substring(Start.Length, name.Length - Start.Length - End.Length);
        if (between.Length == 0)
            return true;
        destination = between.TrimEnd('.');
        return destination.Length == between.Length - 1 && destination.Length > 0;
    }
}
