using System.CommandLine;
using System.Diagnostics;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;

namespace LoopsMapping.Tool.Projects;

/// <summary>The destinations of a built project, read from the metadata of its assembly; nothing of it is loaded or run.</summary>
internal sealed class BuiltDestinations(ToolConsole console)
{
    public Option<string?> Assembly { get; } = NotBlank(new("--assembly") { Description = "The built dll; by default the one that the project builds.", HelpName = "FILE" });

    public Option<string> Configuration { get; } = new("--configuration", "-c") { Description = "Which build of the project: Debug or Release.", HelpName = "NAME", DefaultValueFactory = static _ => "Debug" };

    public Option<string?> Destination { get; } = NotBlank(new("--destination") { Description = "The class of the destination, where there are several.", HelpName = "NAME" });

    public void AddTo(Command command)
    {
        command.Add(Assembly);
        command.Add(Configuration);
        command.Add(Destination);
    }

    /// <summary>All destinations that are meant.</summary>
    /// <exception cref="ToolException">There is none, or it cannot be read.</exception>
    public async Task<IReadOnlyList<LoopsManifest>> ReadAsync(ParseResult parsed, FileInfo? project, CancellationToken cancellationToken)
    {
        var path = parsed.GetValue(Assembly) is { } named ? Path.GetFullPath(named, console.Folder) : await FindAsync(project, parsed.GetValue(Configuration)!, cancellationToken);
        var found = ReadManifests(path);
        if (found.Count == 0)
            throw new ToolException($"{path} has no destination. Name a project or a dll that has a class with [LoopsDestination] and is built with LoopsMapping.");
        if (parsed.GetValue(Destination) is not { } name)
            return found;
        return found.Where(manifest => manifest.Destination == name || SimpleName(manifest) == name).ToList() is { Count: > 0 } one
            ? one
            : throw new ToolException($"{path} has no destination {Shown.Text(name)}, but {Names(found)}.");
    }

    /// <summary>The only destination that is meant.</summary>
    /// <exception cref="ToolException">There is none, there are several, or it cannot be read.</exception>
    public async Task<LoopsManifest> ReadOneAsync(ParseResult parsed, FileInfo? project, CancellationToken cancellationToken)
        => await ReadAsync(parsed, project, cancellationToken) is var found && found is [var only]
            ? only
            : throw new ToolException($"There are several destinations: {Names(found)}. Name one with --destination.");

    public static string SimpleName(LoopsManifest manifest) => manifest.Destination[(manifest.Destination.LastIndexOf('.') + 1)..];

    /// <summary>A class or member as the destination's own namespace sees it.</summary>
    public static string Short(LoopsManifest manifest, string name)
        => manifest.Destination.LastIndexOf('.') is > 0 and var end && name.StartsWith(manifest.Destination[..(end + 1)], StringComparison.Ordinal) ? name[(end + 1)..] : name;

    private static string Names(IReadOnlyList<LoopsManifest> manifests) => string.Join(", ", manifests.Select(SimpleName));

    private static Option<string?> NotBlank(Option<string?> option)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var value] && string.IsNullOrWhiteSpace(value.Value))
                result.AddError($"{option.Name} must not be blank.");
        });
        return option;
    }

    private async Task<string> FindAsync(FileInfo? project, string configuration, CancellationToken cancellationToken)
    {
        if (project is null)
            throw new ToolException($"There is no project in {console.Folder}. Name it with --project, or its dll with --assembly.");
        var target = await TargetPathAsync(project, configuration, framework: null, cancellationToken);
        var build = $"dotnet build {project.FullName}{(configuration == "Debug" ? "" : $" --configuration {configuration}")}";
        if (!File.Exists(target))
            throw new ToolException($"{project.Name} is not built: there is no {target}. Build it with: {build}");
        if (NewestSource(project.Directory!) is { } source && source.LastWriteTimeUtc > File.GetLastWriteTimeUtc(target))
            await console.Error.WriteLineAsync($"{source.Name} is newer than {Path.GetFileName(target)}: what follows is about the last build. Build again with: {build}");
        return target;
    }

    private static async Task<string> TargetPathAsync(FileInfo project, string configuration, string? framework, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", project.FullName, "-nologo", $"-p:Configuration={configuration}", .. framework is null ? [] : new[] { $"-p:TargetFramework={framework}" }, "-getProperty:TargetPath", "-getProperty:TargetFrameworks"])
        {
            WorkingDirectory = project.DirectoryName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new ToolException("dotnet cannot be started.");
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        try
        {
            if (process.ExitCode == 0)
            {
                var properties = JsonDocument.Parse(await output).RootElement.GetProperty("Properties");
                var frameworks = properties.GetProperty("TargetFrameworks").GetString()!.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                return framework is null && frameworks.Length > 0
                    // What is sent is the same for all of them, as a rule; --assembly names another.
                    ? await TargetPathAsync(project, configuration, frameworks[^1], cancellationToken)
                    : properties.GetProperty("TargetPath").GetString()!;
            }
        }
        catch (JsonException)
        {
        }
        throw new ToolException($"{project.Name} cannot be asked where it builds to: {Shown.Text((await output + await error).Trim(), 300)} Name the built dll with --assembly.");
    }

    private static FileInfo? NewestSource(DirectoryInfo folder) => folder.EnumerateFiles("*.cs", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 8 })
        .Where(file => Path.GetRelativePath(folder.FullName, file.FullName).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"))
        .MaxBy(static file => file.LastWriteTimeUtc);

    private static List<LoopsManifest> ReadManifests(string path)
    {
        try
        {
            using var file = new PEReader(File.OpenRead(path));
            var reader = file.GetMetadataReader();
            var found = new List<LoopsManifest>();
            foreach (var handle in reader.GetAssemblyDefinition().GetCustomAttributes())
            {
                var attribute = reader.GetCustomAttribute(handle);
                if (!IsMetadata(reader, attribute))
                    continue;
                var value = reader.GetBlobReader(attribute.Value);
                value.ReadUInt16();
                if (value.ReadSerializedString() is { } key && key.StartsWith(LoopsManifest.MetadataPrefix, StringComparison.Ordinal) && value.ReadSerializedString() is { } json)
                    found.Add(LoopsManifest.Parse(json));
            }
            return [.. found.OrderBy(static manifest => manifest.Destination, StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(exception is FileNotFoundException or DirectoryNotFoundException ? $"{path} does not exist." : $"{path} cannot be read: {exception.Message}");
        }
        catch (Exception exception) when (exception is BadImageFormatException or InvalidOperationException)
        {
            throw new ToolException($"{path} is no .NET assembly.");
        }
        catch (FormatException exception)
        {
            throw new ToolException($"{path}: {exception.Message}");
        }
    }

    private static bool IsMetadata(MetadataReader reader, CustomAttribute attribute)
        => attribute.Constructor.Kind == HandleKind.MemberReference
            && reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } type
            && reader.GetString(reader.GetTypeReference((TypeReferenceHandle)type).Name) == "AssemblyMetadataAttribute";
}
