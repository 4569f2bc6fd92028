namespace LoopsMapping.Tool.Schema;

/// <summary>Where a schema file is: the nearest one, from the folder of the project up to the root of the repository.</summary>
/// <param name="Path">The full path; the file need not be there.</param>
/// <param name="Destination">The destination that it is for alone; <see langword="null"/> for all of a project.</param>
internal sealed record SchemaFile(string Path, string? Destination)
{
    public bool Exists => File.Exists(Path);

    /// <summary>The file that counts for a destination.</summary>
    /// <param name="folder">The folder of the project.</param>
    /// <param name="destination">The name of the destination's class, if one is meant.</param>
    /// <returns><see langword="null"/> when there is none.</returns>
    public static SchemaFile? Find(string folder, string? destination)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            foreach (var file in (SchemaFile[])[.. destination is null ? [] : new[] { In(current.FullName, destination) }, In(current.FullName, null)])
            {
                if (file.Exists)
                    return file;
            }
            // In a worktree and in a submodule it is a file.
            if (System.IO.Path.Exists(System.IO.Path.Combine(current.FullName, ".git")))
                return null;
        }
        return null;
    }

    public static SchemaFile In(string folder, string? destination)
        => new(System.IO.Path.Combine(folder, destination is null ? "loops.schema.json" : $"loops.{destination}.schema.json"), destination);

    /// <summary>The file that somebody names.</summary>
    public static SchemaFile Named(string path)
    {
        var name = System.IO.Path.GetFileName(path);
        var destination = name.StartsWith("loops.", StringComparison.Ordinal) && name.EndsWith(".schema.json", StringComparison.Ordinal) && name.Length > "loops..schema.json".Length
            ? name["loops.".Length..^".schema.json".Length]
            : null;
        return new(path, destination);
    }

    /// <exception cref="ToolException">It is not there, or cannot be read.</exception>
    public AccountSchema Read()
    {
        try
        {
            return SchemaReader.Read(File.ReadAllText(Path), Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(exception is FileNotFoundException or DirectoryNotFoundException ? $"{Path} does not exist. Write it with: {LoopsTool.Name} pull" : $"{Path} cannot be read: {exception.Message}", ExitCode.Schema);
        }
    }

    /// <summary>Writes a file as a whole or not at all, and not when it is the same already.</summary>
    /// <returns>Whether it was written.</returns>
    /// <exception cref="ToolException">It cannot be written.</exception>
    public static bool Write(string path, string text)
    {
        try
        {
            if (File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == text)
                return false;
            var part = path + ".part";
            File.WriteAllText(part, text);
            File.Move(part, path, overwrite: true);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"{path} cannot be written: {exception.Message}");
        }
    }
}
