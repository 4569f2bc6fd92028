using LoopsMapping.Tool.Projects;

namespace LoopsMapping.Tool.Keys;

/// <summary>Where the key was found. Not a record: nothing must print <see cref="Key"/>.</summary>
internal sealed class ApiKeySource
{
    public const string Variable = "LOOPS_API_KEY";
    public const string ConfigurationVariable = "Loops__ApiKey";
    public const string ConfigurationKey = "Loops:ApiKey";

    private ApiKeySource(string key, string place)
    {
        if (key.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw new ToolException($"The key of {place} has a space, a line break or another character that no key has. Copy it once more from Loops under Settings → API.", ExitCode.Key);
        Key = key;
        Place = place;
    }

    public string Key { get; }

    /// <summary>The place as people call it.</summary>
    public string Place { get; }

    /// <exception cref="ToolException">There is no key, or one that cannot be one.</exception>
    public static ApiKeySource Find(ToolConsole console, FileInfo? project)
    {
        foreach (var name in (string[])[Variable, ConfigurationVariable])
        {
            if (console.GetVariable(name) is { } value)
                return new(value, name);
        }
        if (project is null)
            throw new ToolException($"There is no API key. Set the environment variable {Variable}, or name a project whose user secrets hold it with --project PATH. A key is generated in Loops under Settings → API.", ExitCode.Key);
        return new(ProjectSecrets.ReadKey(project, ConfigurationKey), $"the user secrets of {project.Name}");
    }
}
