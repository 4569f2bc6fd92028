using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoopsMapping.Manifest;

/// <summary>The JSON of a manifest.</summary>
internal sealed record ManifestDocument
{
    public required string Destination { get; init; }

    public required string Name { get; init; }

    public int MaxMappings { get; init; }

    public required IReadOnlyList<LoopsManifestMapping> Mappings { get; init; }
}

internal sealed record ManifestVersion(int Version);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ManifestDocument))]
[JsonSerializable(typeof(ManifestVersion))]
internal sealed partial class ManifestDocumentJson : JsonSerializerContext;
