using System.Text.Json;
using LoopsMapping.Manifest;

namespace LoopsMapping;

/// <summary>
/// What a destination sends, as data: the generator writes it once, as JSON, into the assembly (an <c>AssemblyMetadataAttribute</c> for each
/// destination), and the destination gives it as <c>AppLoops.Manifest</c>. Immutable.
/// </summary>
public sealed class LoopsManifest
{
    /// <summary>What the key of the assembly's metadata begins with; the full name of the destination follows.</summary>
    public const string MetadataPrefix = "LoopsMapping.Manifest:";

    private const int NewestVersion = 1;

    private LoopsManifest(ManifestDocument document)
    {
        Destination = document.Destination;
        Name = document.Name;
        MaxMappings = document.MaxMappings;
        Mappings = document.Mappings;
        ContactProperties =
        [
            .. Mappings.SelectMany(static mapping => mapping.Fields)
                .Where(static sent => sent.Place == LoopsManifestPlace.Contact && !ContactNames.IsWellKnown(sent.Name))
                .GroupBy(static sent => sent.Name, StringComparer.Ordinal)
                .Select(static sent => new LoopsManifestProperty(sent.Key, sent.First().PropertyType))
                .OrderBy(static property => property.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The full name of the destination's class: <c>Shop.AppLoops</c>.</summary>
    public string Destination { get; }

    /// <summary>What people call the destination: the <c>Name</c> of its annotation, else the name of its class.</summary>
    public string Name { get; }

    /// <summary>How many contact and event mappings it may have before LOOPS008 speaks.</summary>
    public int MaxMappings { get; }

    /// <summary>The mappings, ordered by action, then by name, then by type.</summary>
    public IReadOnlyList<LoopsManifestMapping> Mappings { get; }

    /// <summary>
    /// The custom contact properties that are sent by any mapping, each once, in the order of their names. Where mappings disagree about the type,
    /// it is that of the first one.
    /// </summary>
    public IReadOnlyList<LoopsManifestProperty> ContactProperties { get; }

    /// <summary>Reads the JSON that the generator writes.</summary>
    /// <param name="json">The value of an assembly's metadata under a key with <see cref="MetadataPrefix"/>.</param>
    /// <exception cref="FormatException">It is no manifest, or one of a newer version; the message says which.</exception>
    public static LoopsManifest Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        ManifestDocument? document;
        try
        {
            // The version first: what is newer may not be readable at all.
            if (JsonSerializer.Deserialize(json, ManifestDocumentJson.Default.ManifestVersion) is { Version: > NewestVersion and var version })
                throw new FormatException($"The manifest has version {version}, and this library reads versions up to {NewestVersion}. Update LoopsMapping, or its tool.");
            document = JsonSerializer.Deserialize(json, ManifestDocumentJson.Default.ManifestDocument);
        }
        catch (JsonException exception)
        {
            throw new FormatException($"This is no manifest of a destination: {exception.Message}", exception);
        }
        if (document is not { Destination: not null, Name: not null, Mappings: not null } || document.Mappings.Any(static mapping => mapping?.Fields is not { } sent || sent.Contains(null!)))
            throw new FormatException("This is no manifest of a destination: a part is null.");
        return new(document);
    }
}
