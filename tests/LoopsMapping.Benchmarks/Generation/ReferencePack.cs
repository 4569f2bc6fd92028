using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Benchmarks.Generation;

/// <summary>What the SDK gives a user's project: .NET's reference assemblies, and System.Text.Json's generator beside them.</summary>
internal static class ReferencePack
{
    private static readonly string Folder = Find();

    public static IReadOnlyList<MetadataReference> References { get; } =
        [.. Directory.GetFiles(Path.Combine(Folder, "ref", $"net{Environment.Version.Major}.0"), "*.dll").Order(StringComparer.Ordinal).Select(static file => MetadataReference.CreateFromFile(file))];

    public static string JsonGenerator => Path.Combine(Folder, "analyzers", "dotnet", "cs", "System.Text.Json.SourceGeneration.dll");

    private static string Find()
    {
        // The runtime lies in ROOT/shared/NAME/VERSION, the packs in ROOT/packs.
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var packs = Path.Combine(root, "packs", "Microsoft.NETCore.App.Ref");
        var newest = Directory.Exists(packs)
            ? Directory.GetDirectories(packs)
                .Where(static folder => Version.TryParse(Path.GetFileName(folder), out var version) && version.Major == Environment.Version.Major)
                .MaxBy(static folder => Version.Parse(Path.GetFileName(folder)))
            : null;
        return newest ?? throw new DirectoryNotFoundException($"{packs} has no reference pack of .NET {Environment.Version.Major}: run this with a .NET SDK, not with a runtime alone.");
    }
}
