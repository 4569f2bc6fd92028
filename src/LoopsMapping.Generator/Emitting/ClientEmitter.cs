using LoopsMapping.Generator.Model;

namespace LoopsMapping.Generator.Emitting;

/// <summary>Completes a destination: a client with two overloads for each mapping.</summary>
internal static class ClientEmitter
{
    private const string Delivery = "global::LoopsMapping.ILoopsDelivery";

    public static string Emit(DestinationModel destination, EquatableArray<MappingModel> mappings, EquatableArray<string> collisions)
    {
        var source = new SourceWriter();
        FileHeader.Write(source, mappings.SelectMany(static mapping => mapping.UsageWarnings).Distinct().OrderBy(static id => id, StringComparer.Ordinal));
        if (destination.Namespace.Length > 0)
            source.Open($"namespace {destination.Namespace}");
        source.Open($"partial class {destination.Name} : global::LoopsMapping.LoopsClient, global::LoopsMapping.ILoopsClient<{destination.Name}>");
        WriteConstruction(source, destination);
        foreach (var mapping in mappings)
            WriteOverloads(source, destination, mapping, collisions);
        source.Close();
        if (destination.Namespace.Length > 0)
            source.Close();
        return source.ToString();
    }

    private static void WriteConstruction(SourceWriter source, DestinationModel destination)
    {
        if (!destination.HasDeliveryConstructor)
        {
            source.Line("/// <summary>Creates the client over a delivery: a recorder in tests, for example.</summary>");
            source.Line("/// <param name=\"delivery\">Takes each value together with its mapping.</param>");
            source.Line($"public {destination.Name}({Delivery} delivery)");
            source.Line("    : base(delivery)");
            source.Open();
            source.Close();
            source.Line();
        }
        if (!destination.HasCreate)
        {
            source.Line("/// <summary>Creates the client for a program without dependency injection; keep one for the life of the program.</summary>");
            source.Line("/// <param name=\"options\">The API key and how to reach Loops.</param>");
            source.Line("/// <param name=\"loggerFactory\">Takes what is logged; nothing is logged without it.</param>");
            source.Line("/// <exception cref=\"global::Microsoft.Extensions.Options.OptionsValidationException\">The options cannot work; the message says why.</exception>");
            source.Line($"public static {destination.Name} Create(global::LoopsMapping.LoopsOptions options, global::Microsoft.Extensions.Logging.ILoggerFactory? loggerFactory = null)");
            source.Line($"    => new {destination.Name}(CreateDelivery(options, loggerFactory));");
            source.Line();
        }
        source.Line($"static {destination.Name} global::LoopsMapping.ILoopsClient<{destination.Name}>.Create({Delivery} delivery) => new {destination.Name}(delivery);");
    }

    private static void WriteOverloads(SourceWriter source, DestinationModel destination, MappingModel mapping, EquatableArray<string> collisions)
    {
        var method = mapping.Kind == MappingKind.Contact ? "IdentifyAsync" : "TrackAsync";
        var visibility = destination.IsPublic && mapping.IsPublic ? "public" : "internal";
        var map = GeneratedNames.MapInstance(mapping, collisions);
        const string Token = "global::System.Threading.CancellationToken cancellationToken = default";

        source.Line();
        WriteDocs(source, mapping);
        WriteRefusal(source, mapping);
        source.Line($"{visibility} global::System.Threading.Tasks.Task<global::LoopsMapping.LoopsReceipt> {method}({mapping.TypeName} value, {Token})");
        source.Line($"    => DeliverAsync({map}, value, null, cancellationToken);");
        source.Line();
        source.Line($"/// <inheritdoc cref=\"{method}({MappingDocs.Cref(mapping)}, global::System.Threading.CancellationToken)\"/>");
        WriteParameter(source, "value");
        source.Line("/// <param name=\"options\">What is asked for this send, an idempotency key for example.</param>");
        WriteParameter(source, "cancellationToken");
        WriteRefusal(source, mapping);
        source.Line($"{visibility} global::System.Threading.Tasks.Task<global::LoopsMapping.LoopsReceipt> {method}({mapping.TypeName} value, global::LoopsMapping.LoopsSendOptions options, {Token})");
        source.Line($"    => DeliverAsync({map}, value, options, cancellationToken);");
    }

    /// <summary>Sending under a guessed name would be silent; not being able to call is not.</summary>
    private static void WriteRefusal(SourceWriter source, MappingModel mapping)
    {
        if (mapping.Unreadable is { } annotation)
            source.Line($"[global::System.Obsolete({Literals.String($"The argument of {annotation} of {mapping.DisplayName} cannot be read: constants that another source generator makes are not visible here. Write it as a literal or as a constant of your own.")}, error: true)]");
        else if (mapping.IsForbidden)
            source.Line("[global::System.Obsolete] // Its type is.");
    }

    private static void WriteDocs(SourceWriter source, MappingModel mapping)
    {
        source.Line($"/// <summary>{MappingDocs.Summary(mapping)}</summary>");
        source.Line("/// <remarks>");
        foreach (var line in MappingDocs.Remarks(mapping))
            source.Line($"/// {line}");
        source.Line("/// </remarks>");
        WriteParameter(source, "value");
        WriteParameter(source, "cancellationToken");
        source.Line("/// <returns>What became of it.</returns>");
    }

    private static void WriteParameter(SourceWriter source, string name)
        => source.Line($"/// <param name=\"{name}\">{(name == "value" ? "What is sent." : "Cancels the wait; a request under way may still arrive.")}</param>");
}
