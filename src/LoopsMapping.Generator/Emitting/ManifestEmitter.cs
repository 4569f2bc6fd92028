using LoopsMapping.Generator.Model;

namespace LoopsMapping.Generator.Emitting;

/// <summary>
/// Tells the mappings of a destination as data: in the assembly's metadata, for tools that do not run its code, and as the client's
/// <c>Manifest</c>. Both are one text.
/// </summary>
internal static class ManifestEmitter
{
    private const string Manifest = "global::LoopsMapping.LoopsManifest";

    public static string Emit(ClientModel client, EquatableArray<string> collisions)
    {
        var destination = client.Destination;
        var name = GeneratedNames.ManifestClass(destination, collisions);
        var manifest = $"global::{GeneratedNames.ManifestNamespace(destination)}.{name}";
        var source = new SourceWriter();
        FileHeader.Write(source, []);
        source.Line($"[assembly: global::System.Reflection.AssemblyMetadata({Literals.String("LoopsMapping.Manifest:" + ManifestJson.FullName(destination))}, {manifest}.Json)]");
        source.Line();
        source.Open($"namespace {GeneratedNames.ManifestNamespace(destination)}");
        source.Line($"/// <summary>What <see cref=\"global::{Qualified(destination)}\"/> sends, as data.</summary>");
        source.Line(FileHeader.GeneratedCode);
        source.Open($"internal static class {name}");
        source.Line("// Read only when somebody asks for it.");
        source.Line($"public static readonly {Manifest} Value = {Manifest}.Parse(Json);");
        source.Line();
        source.Line("public const string Json = \"\"\"");
        foreach (var line in ManifestJson.Lines(client))
            source.Line("    " + line);
        source.Line("    \"\"\";");
        source.Close();
        source.Close();
        if (!destination.HasManifest || !destination.HasEnsureProperties)
            WriteMembers(source, destination, manifest);
        return source.ToString();
    }

    private static void WriteMembers(SourceWriter source, DestinationModel destination, string manifest)
    {
        source.Line();
        if (destination.Namespace.Length > 0)
            source.Open($"namespace {destination.Namespace}");
        source.Open($"partial class {destination.Name}");
        if (!destination.HasManifest)
        {
            source.Line("/// <summary>What is sent through this destination, mapping by mapping.</summary>");
            source.Line($"public static {Manifest} Manifest => {manifest}.Value;");
        }
        if (!destination.HasManifest && !destination.HasEnsureProperties)
            source.Line();
        if (!destination.HasEnsureProperties)
        {
            source.Line("/// <summary>Creates the contact properties that this destination sends and the account lacks, as <c>loops-mapping push</c> does.</summary>");
            source.Line("/// <remarks>");
            source.Line("/// For the start of an application, before anything is sent. It asks Loops once, and does nothing where there is nothing to create or where nothing");
            source.Line("/// reaches Loops (<c>Loops:Mode=Log</c>, a recorder). Instances that start together do not get in each other's way.");
            source.Line("/// </remarks>");
            source.Line("/// <param name=\"cancellationToken\">Cancels the wait; what was created stays.</param>");
            source.Line("/// <returns>What was created, and what has another type in the account, which is left as it is.</returns>");
            source.Line("/// <exception cref=\"global::LoopsMapping.LoopsApiException\">Loops refused it.</exception>");
            source.Line("/// <exception cref=\"global::LoopsMapping.LoopsException\">Loops could not be reached.</exception>");
            source.Line($"public global::System.Threading.Tasks.Task<global::LoopsMapping.LoopsPropertyPlan> EnsurePropertiesAsync(global::System.Threading.CancellationToken cancellationToken = default)");
            source.Line($"    => EnsureManifestPropertiesAsync({manifest}.Value, cancellationToken);");
        }
        source.Close();
        if (destination.Namespace.Length > 0)
            source.Close();
    }

    private static string Qualified(DestinationModel destination) => destination.Namespace.Length == 0 ? destination.Name : $"{destination.Namespace}.{destination.Name}";
}
