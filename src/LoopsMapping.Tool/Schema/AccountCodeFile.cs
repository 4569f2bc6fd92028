using LoopsMapping.Tool.Projects;

namespace LoopsMapping.Tool.Schema;

/// <summary>The file beside a project that holds its <see cref="AccountCode"/>.</summary>
internal static class AccountCodeFile
{
    public static string PathFor(SchemaFile file, FileInfo project) => Path.Combine(project.DirectoryName!, AccountCode.FileName(file.Destination));

    /// <summary>What the file has to hold; a namespace that somebody gave it stays.</summary>
    public static string Expected(AccountSchema schema, SchemaFile file, FileInfo project)
    {
        var path = PathFor(file, project);
        var own = File.Exists(path) ? AccountCode.NamespaceOf(File.ReadAllText(path)) : null;
        return AccountCode.Write(schema, own ?? ProjectNamespace.Of(project), file.Destination, Path.GetFileName(file.Path));
    }

    /// <summary>Whether the file is there and says something else than the schema.</summary>
    public static bool Disagrees(AccountSchema schema, SchemaFile file, FileInfo project)
    {
        var path = PathFor(file, project);
        return File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") != Expected(schema, file, project);
    }
}
