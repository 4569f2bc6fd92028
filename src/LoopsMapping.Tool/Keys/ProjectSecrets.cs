using System.Xml;
using System.Xml.Linq;
using Microsoft.Extensions.Configuration;

namespace LoopsMapping.Tool.Keys;

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

    /// <exception cref="ToolException">The project has no user secrets, or no key among them.</exception>
    public static string ReadKey(FileInfo project)
    {
        var id = ReadId(project);
        string? key;
        try
        {
            key = new ConfigurationBuilder().AddUserSecrets(id, reloadOnChange: false).Build()[ApiKeySource.ConfigurationKey];
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            // The exception may quote what is in the file.
            throw new ToolException($"The user secrets of {project.Name} cannot be read ({exception.GetType().Name}). Look at them with: dotnet user-secrets list --project {project.FullName}");
        }
        return string.IsNullOrWhiteSpace(key)
            ? throw new ToolException($"There is no {ApiKeySource.ConfigurationKey} in the user secrets of {project.Name}. Store it with: dotnet user-secrets set {ApiKeySource.ConfigurationKey} <key> --project {project.FullName}")
            : key;
    }

    private static string ReadId(FileInfo project)
    {
        string? id;
        try
        {
            id = XDocument.Load(project.FullName).Descendants().LastOrDefault(static element => element.Name.LocalName == "UserSecretsId")?.Value.Trim();
        }
        catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"{project.FullName} cannot be read as a project: {exception.Message}");
        }
        return string.IsNullOrEmpty(id) || id.Contains("$(", StringComparison.Ordinal)
            ? throw new ToolException($"{project.Name} has no UserSecretsId of its own. Give it one and store the key with: dotnet user-secrets init --project {project.FullName} && dotnet user-secrets set {ApiKeySource.ConfigurationKey} <key> --project {project.FullName}")
            : id;
    }
}
