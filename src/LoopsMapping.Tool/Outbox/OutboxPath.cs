using LoopsMapping.Tool.Projects;
using Microsoft.Extensions.Configuration;

namespace LoopsMapping.Tool.Outbox;

/// <summary>Which file the outbox is in, and who says so.</summary>
/// <param name="File">The full path.</param>
/// <param name="Place">Where it was found, as people call it.</param>
internal sealed record OutboxPath(string File, string Place)
{
    public const string Variable = "Loops__Outbox__Path";
    public const string ConfigurationKey = "Loops:Outbox:Path";

    private const string Option = "--path";

    /// <summary>What to do when there is no outbox.</summary>
    public string Remedy => Place == Option
        ? $"Name the file that {ConfigurationKey} of the application names."
        : $"The path is from {Place}; name another with {Option}.";

    /// <exception cref="ToolException">Nobody says where the outbox is.</exception>
    public static OutboxPath Find(ToolConsole console, string? path, FileInfo? project)
    {
        if (path is not null)
            return new(Path.GetFullPath(path, console.Folder), Option);
        if (console.GetVariable(Variable) is { } variable)
            return new(Path.GetFullPath(variable, console.Folder), Variable);
        project ??= ProjectSecrets.FindProject(console.Folder, out _);
        var folder = project?.DirectoryName ?? console.Folder;
        // As hosts do: the environment decides whose settings count. Where there is a project, somebody develops.
        var environment = console.GetVariable("DOTNET_ENVIRONMENT") ?? console.GetVariable("ASPNETCORE_ENVIRONMENT") ?? (project is null ? "Production" : "Development");
        if (project is not null && environment == "Development" && ProjectSecrets.Find(project, ConfigurationKey) is { } secret)
            return new(Path.GetFullPath(secret, folder), $"{ConfigurationKey} in the user secrets of {project.Name}");
        if (ReadSettings(folder, environment) is { } setting)
            return new(Path.GetFullPath(setting, folder), $"{ConfigurationKey} in the appsettings.json of {folder}");
        throw new ToolException($"Nobody says where the outbox is. Name its file with {Option}, set the environment variable {Variable}, or run this in the folder of a project whose appsettings.json or user secrets have {ConfigurationKey}.");
    }

    private static string? ReadSettings(string folder, string environment)
    {
        try
        {
            var value = new ConfigurationBuilder()
                .AddJsonFile(Path.Combine(folder, "appsettings.json"), optional: true)
                .AddJsonFile(Path.Combine(folder, $"appsettings.{environment}.json"), optional: true)
                .Build()[ConfigurationKey];
            return string.IsNullOrWhiteSpace(value) ? null : value;
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
        {
            // The exception may quote what is in the file.
            throw new ToolException($"The appsettings.json of {folder} cannot be read ({exception.GetType().Name}). Mend it, or name the outbox with {Option}.");
        }
    }
}
