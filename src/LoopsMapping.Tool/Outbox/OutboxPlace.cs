using LoopsMapping.Tool.Projects;
using Microsoft.Extensions.Configuration;

namespace LoopsMapping.Tool.Outbox;

/// <summary>Where an outbox is, and who says so.</summary>
/// <param name="Source">Where that was found, as people call it.</param>
internal abstract record OutboxPlace(string Source)
{
    /// <exception cref="ToolException">Nobody says where the outbox is, or one says two places.</exception>
    public static OutboxPlace Find(ToolConsole console, OutboxOptions options, FileInfo? project)
    {
        if (options.Path is { } path)
            return new OutboxFile(Path.GetFullPath(path, console.Folder), OutboxOptions.PathName);
        if (options.Connection is { } connection)
            return new OutboxDatabase(connection, options.Schema ?? OutboxDatabase.UsualSchema, OutboxOptions.ConnectionName);
        return Search(console, project, source => source.Place(options.Schema))
            ?? throw new ToolException(
                $"Nobody says where the outbox is. Name its file with {OutboxOptions.PathName} or its database with {OutboxOptions.ConnectionName}, set the environment variable {OutboxFile.Variable} or {OutboxDatabase.Variable}, or run this in the folder of a project whose appsettings.json or user secrets have {OutboxFile.Key} or {OutboxDatabase.Key}.");
    }

    /// <summary>What the first of those who may know says: the environment, the user secrets of a project, its settings.</summary>
    public static T? Search<T>(ToolConsole console, FileInfo? project, Func<OutboxSource, T?> find)
        where T : class
    {
        if (find(new(console.Folder, static key => $"{key.Replace(":", "__", StringComparison.Ordinal)}", key => console.GetVariable(key.Replace(":", "__", StringComparison.Ordinal)))) is { } ofEnvironment)
            return ofEnvironment;
        project ??= ProjectSecrets.FindProject(console.Folder, out _);
        var folder = project?.DirectoryName ?? console.Folder;
        // As hosts do: the environment decides whose settings count. Where there is a project, somebody develops.
        var environment = console.GetVariable("DOTNET_ENVIRONMENT") ?? console.GetVariable("ASPNETCORE_ENVIRONMENT") ?? (project is null ? "Production" : "Development");
        if (project is not null && environment == "Development"
            && find(new(folder, key => $"{key} in the user secrets of {project.Name}", key => ProjectSecrets.Find(project, key))) is { } ofSecrets)
            return ofSecrets;
        var settings = ReadSettings(folder, environment);
        return find(new(folder, key => $"{key} in the appsettings.json of {folder}", key => string.IsNullOrWhiteSpace(settings[key]) ? null : settings[key]));
    }

    private static IConfigurationRoot ReadSettings(string folder, string environment)
    {
        try
        {
            return new ConfigurationBuilder()
                .AddJsonFile(Path.Combine(folder, "appsettings.json"), optional: true)
                .AddJsonFile(Path.Combine(folder, $"appsettings.{environment}.json"), optional: true)
                .Build();
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
        {
            // The exception may quote what is in the file.
            throw new ToolException($"The appsettings.json of {folder} cannot be read ({exception.GetType().Name}). Mend it, or name the outbox with {OutboxOptions.PathName} or {OutboxOptions.ConnectionName}.");
        }
    }
}

/// <summary>An outbox in a SQLite file.</summary>
/// <param name="File">The full path.</param>
/// <param name="Source">Where it was found.</param>
internal sealed record OutboxFile(string File, string Source) : OutboxPlace(Source)
{
    public const string Variable = "Loops__Outbox__Path";
    public const string Key = "Loops:Outbox:Path";

    /// <summary>What to do when there is no outbox.</summary>
    public string Remedy => Source == OutboxOptions.PathName
        ? $"Name the file that {Key} of the application names."
        : $"The path is from {Source}; name another with {OutboxOptions.PathName}.";
}

/// <summary>An outbox in a PostgreSQL database.</summary>
/// <param name="ConnectionString">How to get there; a secret.</param>
/// <param name="Schema">The schema of its tables.</param>
/// <param name="Source">Where it was found.</param>
internal sealed record OutboxDatabase(string ConnectionString, string Schema, string Source) : OutboxPlace(Source)
{
    public const string Variable = "Loops__Outbox__ConnectionString";
    public const string Key = "Loops:Outbox:ConnectionString";
    public const string SchemaKey = "Loops:Outbox:Schema";
    public const string UsualSchema = "loops";

    /// <summary>No secrets.</summary>
    public override string ToString() => Source;
}

/// <summary>One of those who may know.</summary>
/// <param name="Folder">What paths are relative to.</param>
/// <param name="Describe">What people call a key of it.</param>
/// <param name="Get">The value of a key; <see langword="null"/> without one.</param>
internal sealed record OutboxSource(string Folder, Func<string, string> Describe, Func<string, string?> Get)
{
    /// <exception cref="ToolException">It says two.</exception>
    public OutboxPlace? Place(string? schema) => (File, Database(schema)) switch
    {
        ({ } file, { }) => throw new ToolException($"{file.Source} is a file, and beside it is {OutboxDatabase.Key}: say which outbox is meant with {OutboxOptions.PathName} or {OutboxOptions.ConnectionName}."),
        ({ } file, null) => file,
        (null, var database) => database,
    };

    public OutboxFile? File => Get(OutboxFile.Key) is { } path ? new(Path.GetFullPath(path, Folder), Describe(OutboxFile.Key)) : null;

    public OutboxDatabase? Database(string? schema)
        => Get(OutboxDatabase.Key) is { } connection ? new(connection, schema ?? Get(OutboxDatabase.SchemaKey) ?? OutboxDatabase.UsualSchema, Describe(OutboxDatabase.Key)) : null;
}
