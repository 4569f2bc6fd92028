using LoopsMapping.Generator.Model;

namespace LoopsMapping.Generator.Emitting;

/// <summary>Completes a destination: a client with two overloads for each mapping, and for a contact what else can be done with it.</summary>
internal static class ClientEmitter
{
    private const string Delivery = "global::LoopsMapping.ILoopsDelivery";
    private const string Token = "global::System.Threading.CancellationToken";

    public static string Emit(ClientModel client, EquatableArray<string> collisions)
    {
        var (destination, mappings) = client;
        var source = new SourceWriter();
        FileHeader.Write(source, mappings.SelectMany(static mapping => mapping.UsageWarnings).Distinct().OrderBy(static id => id, StringComparer.Ordinal));
        if (destination.Namespace.Length > 0)
            source.Open($"namespace {destination.Namespace}");
        source.Open($"partial class {destination.Name} : global::LoopsMapping.LoopsClient, global::LoopsMapping.ILoopsClient<{destination.Name}>");
        WriteConstruction(source, destination);
        // Picked once: every mapping looks among them for its own, and of hundreds few have a base class.
        var inheriting = mappings
            .Where(static mapping => mapping is { Unreadable: null, IsForbidden: false, BaseTypes.Count: > 0 })
            .OrderByDescending(static mapping => mapping.BaseTypes.Count)
            .ToList();
        var finders = GeneratedNames.Finders(client);
        for (var i = 0; i < mappings.Count; i++)
        {
            var derived = Derived(inheriting, mappings[i]);
            WriteOverloads(source, destination, mappings[i], derived, collisions);
            WriteDeletion(source, destination, mappings[i], derived, collisions);
            WriteBackfill(source, destination, mappings[i]);
            WriteFinder(source, destination, mappings[i], finders[i], collisions);
        }
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
            WriteCreate(source, destination);
        source.Line($"static string global::LoopsMapping.ILoopsClient<{destination.Name}>.Name => {Literals.String(destination.Title)};");
        source.Line();
        source.Line($"static {destination.Name} global::LoopsMapping.ILoopsClient<{destination.Name}>.Create({Delivery} delivery) => new {destination.Name}(delivery);");
    }

    private static void WriteCreate(SourceWriter source, DestinationModel destination)
    {
        var hasLogger = !destination.CannotNameMicrosoft;
        source.Line("/// <summary>Creates the client for a program without dependency injection; keep one for the life of the program.</summary>");
        source.Line("/// <param name=\"options\">The API key and how to reach Loops.</param>");
        if (hasLogger)
        {
            source.Line("/// <param name=\"loggerFactory\">Takes what is logged; nothing is logged without it.</param>");
            source.Line("/// <exception cref=\"global::Microsoft.Extensions.Options.OptionsValidationException\">The options cannot work; the message says why.</exception>");
        }
        source.Line($"public static {destination.Name} Create(global::LoopsMapping.LoopsOptions options{(hasLogger ? ", global::Microsoft.Extensions.Logging.ILoggerFactory? loggerFactory = null" : "")})");
        source.Line($"    => new {destination.Name}(CreateDelivery(options, {(hasLogger ? "loggerFactory" : "null")}, {Literals.String(destination.Title)}));");
        source.Line();
    }

    private static void WriteOverloads(SourceWriter source, DestinationModel destination, MappingModel mapping, List<MappingModel> derived, EquatableArray<string> collisions)
    {
        const string Options = "global::LoopsMapping.LoopsSendOptions";
        var method = MappingDocs.Verb(mapping);
        var signature = $"{Visibility(destination, mapping)} global::System.Threading.Tasks.Task<global::LoopsMapping.LoopsReceipt> {method}({mapping.TypeName} value";

        source.Line();
        WriteDocs(source, mapping, derived);
        WriteRefusal(source, mapping);
        source.Line($"{signature}, {Token} cancellationToken = default)");
        WriteDelivery(source, mapping, derived, (one, value) => Deliver(one, value, "null"));

        source.Line();
        if (MappingDocs.IsGeneric(mapping))
            WriteDocs(source, mapping, derived, withOptions: true);
        else
            WriteInheritedDocs(source, $"{method}({mapping.TypeName}, {Token})");
        WriteRefusal(source, mapping);
        source.Line($"{signature}, {Options} options, {Token} cancellationToken = default)");
        WriteDelivery(source, mapping, derived, (one, value) => Deliver(one, value, "options"));

        string Deliver(MappingModel one, string value, string options) => $"DeliverAsync({GeneratedNames.MapInstance(one, collisions)}, {value}, {options}, cancellationToken)";
    }

    /// <summary>For a contact: the way out of the audience. Its author may have written one, before there was this.</summary>
    private static void WriteDeletion(SourceWriter source, DestinationModel destination, MappingModel mapping, List<MappingModel> derived, EquatableArray<string> collisions)
    {
        if (mapping.Kind != MappingKind.Contact || destination.OwnDeletions.Contains(mapping.TypeName, StringComparer.Ordinal))
            return;
        source.Line();
        source.Line($"/// <summary>Deletes the contact of a {MappingDocs.Link(mapping)} in Loops.</summary>");
        source.Line("/// <remarks>");
        source.Line("/// <c>POST contacts/delete</c> with the user id, or else the email. Through an outbox the deletion comes after what was sent of the contact");
        source.Line("/// before, and takes what still waits with it.");
        source.Line("/// </remarks>");
        source.Line($"/// <param name=\"value\">{MappingDocs.Identifiers(mapping)}</param>");
        source.Line("/// <param name=\"cancellationToken\">Cancels the wait; a request under way may still arrive.</param>");
        source.Line("/// <returns>What became of it; a contact that is not there counts as deleted.</returns>");
        source.Line("/// <exception cref=\"global::LoopsMapping.LoopsValidationException\">It has neither an email nor a user id.</exception>");
        WriteRefusal(source, mapping);
        source.Line($"{Visibility(destination, mapping)} global::System.Threading.Tasks.Task<global::LoopsMapping.LoopsReceipt> DeleteAsync({mapping.TypeName} value, {Token} cancellationToken = default)");
        WriteDelivery(source, mapping, derived, (one, value) => $"DeleteContactAsync({GeneratedNames.MapInstance(one, collisions)}, {value}, cancellationToken)");
    }

    /// <summary>For a contact: many at once, each of which is sent as its own class says.</summary>
    private static void WriteBackfill(SourceWriter source, DestinationModel destination, MappingModel mapping)
    {
        if (mapping.Kind != MappingKind.Contact || destination.OwnBackfills.Contains(mapping.TypeName, StringComparer.Ordinal))
            return;
        const string Progress = "global::LoopsMapping.LoopsProgress";
        source.Line();
        source.Line($"/// <summary>Creates or updates the contact of every {MappingDocs.Link(mapping)}, one after another: a backfill.</summary>");
        source.Line("/// <remarks>");
        source.Line("/// They go after everything that is live. One that cannot be sent is reported and does not end the run; a refused key or an outage ends it with its");
        source.Line("/// exception. Through an outbox a run that has a name, <see cref=\"global::LoopsMapping.LoopsBackfillOptions.Run\"/>, can be resumed.");
        source.Line("/// </remarks>");
        source.Line("/// <param name=\"values\">The contacts, read as they are sent.</param>");
        source.Line("/// <param name=\"options\">What is asked for this run.</param>");
        source.Line("/// <param name=\"progress\">Told how far it has come, every 100 contacts and at the end.</param>");
        source.Line("/// <param name=\"cancellationToken\">Ends the run; what was sent stays so.</param>");
        source.Line("/// <returns>How far it came.</returns>");
        WriteRefusal(source, mapping);
        source.Line($"{Visibility(destination, mapping)} global::System.Threading.Tasks.Task<{Progress}> IdentifyAllAsync(global::System.Collections.Generic.IAsyncEnumerable<{mapping.TypeName}> values, global::LoopsMapping.LoopsBackfillOptions? options = null, global::System.IProgress<{Progress}>? progress = null, {Token} cancellationToken = default)");
        // A lambda, because a method group would have to be one of the overloads; so its author's own go along with ours.
        source.Line($"    => DeliverAllAsync<{mapping.TypeName}>(values, (value, send, token) => IdentifyAsync(value, send, token), options, progress, cancellationToken);");
    }

    /// <summary>For a contact class that can be made of what Loops has: the way back.</summary>
    private static void WriteFinder(SourceWriter source, DestinationModel destination, MappingModel mapping, string name, EquatableArray<string> collisions)
    {
        if (mapping is not { Reading: { } reading, Unreadable: null, IsForbidden: false } || destination.OwnFinders.Contains(name, StringComparer.Ordinal))
            return;
        source.Line();
        source.Line($"/// <summary>Finds a contact in Loops, and makes a {MappingDocs.Link(mapping)} of it. Members that are computed, converted or formatted are not read.</summary>");
        source.Line("/// <param name=\"key\">Which contact: by its email, or by its user id.</param>");
        source.Line("/// <param name=\"cancellationToken\">Cancels the wait.</param>");
        source.Line("/// <returns>The contact; <see langword=\"null\"/> when there is none.</returns>");
        source.Line("/// <exception cref=\"global::LoopsMapping.LoopsException\">Loops could not be asked, or the contact lacks a value that the class needs.</exception>");
        source.Line($"{Visibility(destination, mapping)} global::System.Threading.Tasks.Task<{mapping.TypeName}?> {name}(global::LoopsMapping.LoopsContactKey key, global::System.Threading.CancellationToken cancellationToken = default)");
        source.Line($"    => {(reading.IsStruct ? "FindValueAsync" : "FindAsync")}({GeneratedNames.MapInstance(mapping, collisions)}, key, cancellationToken);");
    }

    private static string Visibility(DestinationModel destination, MappingModel mapping) => destination.IsPublic && mapping.IsPublic ? "public" : "internal";

    /// <summary>The mappings of classes below, which a value may be of at run time; in the order that they are given in.</summary>
    private static List<MappingModel> Derived(List<MappingModel> inheriting, MappingModel mapping)
        => inheriting.FindAll(other => other.Kind == mapping.Kind && other.BaseTypes.Contains(mapping.TypeName, StringComparer.Ordinal));

    private static void WriteDelivery(SourceWriter source, MappingModel mapping, List<MappingModel> derived, Func<MappingModel, string, string> deliver)
    {
        var own = deliver(mapping, "value");
        if (derived.Count == 0)
        {
            source.Line($"    => {own};");
            return;
        }
        source.Line("    => value switch");
        source.Line("    {");
        foreach (var type in derived)
            source.Line($"        {type.TypeName} derived => {deliver(type, "derived")},");
        source.Line($"        _ => {own},");
        source.Line("    };");
    }

    /// <summary>Sending under a guessed name would be silent; not being able to call is not.</summary>
    private static void WriteRefusal(SourceWriter source, MappingModel mapping)
    {
        if (mapping.Unreadable is { } annotation)
            source.Line($"[global::System.Obsolete({Literals.String($"The argument of {annotation} of {mapping.DisplayName} cannot be read: constants that another source generator makes are not visible here. Write it as a literal or as a constant of your own.")}, error: true)]");
        else if (mapping.IsForbidden)
            source.Line("[global::System.Obsolete] // Its type is.");
    }

    private static void WriteDocs(SourceWriter source, MappingModel mapping, List<MappingModel> derived, bool withOptions = false)
    {
        source.Line($"/// <summary>{MappingDocs.Summary(mapping)}</summary>");
        source.Line("/// <remarks>");
        foreach (var line in MappingDocs.Remarks(mapping, derived))
            source.Line($"/// {line}");
        source.Line("/// </remarks>");
        WriteParameters(source, withOptions);
        source.Line("/// <returns>What became of it.</returns>");
    }

    private static void WriteInheritedDocs(SourceWriter source, string cref)
    {
        source.Line($"/// <inheritdoc cref=\"{cref}\"/>");
        WriteParameters(source, withOptions: true);
    }

    private static void WriteParameters(SourceWriter source, bool withOptions)
    {
        source.Line("/// <param name=\"value\">What is sent.</param>");
        if (withOptions)
            source.Line("/// <param name=\"options\">What is asked for this send, an idempotency key for example.</param>");
        source.Line("/// <param name=\"cancellationToken\">Cancels the wait; a request under way may still arrive.</param>");
    }
}
