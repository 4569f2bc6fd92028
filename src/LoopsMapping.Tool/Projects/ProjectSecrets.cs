using System.Xml;
using System.Xml.Linq;
using Microsoft.Extensions.Configuration;

namespace LoopsMapping.Tool.Projects;

/// <summary>The user secrets of a project, as <c>dotnet user-secrets</c> keeps them.</summary>
internal static class ProjectSecrets
{
    /// <summary>The project file that a path means: itself, or the only one in its folder.</summary>
    /// <returns><see langword="null"/> when there is none, with the problem.</returns>
    public static FileInfo? FindProject(string path, out string problem)
    {
        problem = "";
        if (File.Exists(path))
            return new FileInfo(path);
        if (Directory.Exists(path))
        {
            var projects = Directory.GetFiles(path, "*.*proj");
            if (projects is [var only])
                return new FileInfo(only);
            problem = projects.Length == 0 ? $"there is no project in {path}." : $"there are several projects in {path}; name one of them.";
        }
        else
        {
            problem = $"{path} does not exist.";
        }
        return null;
    }

    /// <summary>The API key that is stored under a name.</summary>
    /// <exception cref="ToolException">The project has no user secrets, or no key among them.</exception>
    public static string ReadKey(FileInfo project, string name)
    {
        var id = ReadId(project)
            ?? throw new ToolException($"{project.Name} has no UserSecretsId of its own. Give it one and store the key with: dotnet user-secrets init --project {project.FullName} && dotnet user-secrets set {name} <key> --project {project.FullName}", ExitCode.Key);
        return Read(project, id, name)
            ?? throw new ToolException($"There is no {name} in the user secrets of {project.Name}. Store it with: dotnet user-secrets set {name} <key> --project {project.FullName}", ExitCode.Key);
    }

    /// <summary>A setting that need not be there.</summary>
    /// <returns><see langword="null"/> when the project has no user secrets, or not this one.</returns>
    /// <exception cref="ToolException">The project or its user secrets cannot be read.</exception>
    public static string? Find(FileInfo project, string name) => ReadId(project) is { } id ? Read(project, id, name) : null;

    private static string? Read(FileInfo project, string id, string name)
    {
        try
        {
            var value = new ConfigurationBuilder().AddUserSecrets(id, reloadOnChange: false).Build()[name];
            return string.IsNullOrWhiteSpace(value) ? null : value;
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            // The exception may quote what is in the file.
            throw new ToolException($"The user secrets of {project.Name} cannot be read ({exception.GetType().Name}). Look at them with: dotnet user-secrets list --project {project.FullName}");
        }
    }

    private static string? ReadId(FileInfo project)
    {
        try
        {
            var id = XDocument.Load(project.FullName).Descendants().LastOrDefault(static element => element.Name.LocalName == "UserSecretsId")?.Value.Trim();
            return string.IsNullOrEmpty(id) || id.Contains("$(", StringComparison.Ordinal) ? null : id;
        }
        catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"{project.FullName} cannot be read as a project: {exception.Message}");
        }
    }
}
