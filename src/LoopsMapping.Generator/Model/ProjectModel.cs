namespace LoopsMapping.Generator.Model;

/// <summary>All that is generated into a project.</summary>
/// <param name="Clients">One for each destination.</param>
/// <param name="Maps">What is sent through any of them, sorted.</param>
internal sealed record ProjectModel(EquatableArray<ClientModel> Clients, EquatableArray<MappingModel> Maps)
{
    public static ProjectModel Of(IReadOnlyCollection<DestinationModel> destinations, IReadOnlyCollection<MappingModel> own)
    {
        var sorted = ClientModel.Sorted(own).ToList();
        // Half-written code can declare one name twice, which the compiler says.
        var clients = destinations
            .GroupBy(static destination => (destination.Namespace, destination.Name)).Select(static namesakes => namesakes.First())
            .OrderBy(static destination => destination.Namespace, StringComparer.Ordinal).ThenBy(static destination => destination.Name, StringComparer.Ordinal)
            .Select(destination => ClientModel.Of(destination, sorted))
            .ToList();
        var maps = ClientModel.Sorted(clients.SelectMany(static client => client.Mappings))
            .GroupBy(static mapping => (mapping.Kind, mapping.AnnotatedName)).Select(static namesakes => namesakes.First());
        return new(new(clients), new(maps));
    }
}
