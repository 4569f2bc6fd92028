namespace LoopsMapping.Generator.Model;

/// <summary>What the messages of Segment SDKs become in a project.</summary>
/// <param name="Clients">One for each destination.</param>
/// <param name="Mappings">The mappings that any of them can fire, each once.</param>
internal sealed record SegmentProject(EquatableArray<SegmentClientModel> Clients, EquatableArray<MappingModel> Mappings)
{
    /// <summary>A project that takes no such messages.</summary>
    public static readonly SegmentProject None = new(EquatableArray<SegmentClientModel>.Empty, EquatableArray<MappingModel>.Empty);

    public static SegmentProject Of(ProjectModel project)
    {
        var clients = project.Clients.Select(SegmentClientModel.Of).ToList();
        var mappings = ClientModel.Sorted(clients.SelectMany(static client => client.Mappings))
            .GroupBy(static mapping => (mapping.Kind, mapping.AnnotatedName)).Select(static namesakes => namesakes.First());
        return new(new(clients), new(mappings));
    }
}

/// <summary>A destination and the mappings that a message can fire there, in the order in which they do.</summary>
internal sealed record SegmentClientModel(DestinationModel Destination, EquatableArray<MappingModel> Mappings)
{
    public static SegmentClientModel Of(ClientModel client)
    {
        var takesIdentify = client.TakesIdentify;
        var fired = client.Mappings.Where(mapping => CanFire(mapping, takesIdentify));
        return new(client.Destination, new(client.Destination.Named is { } named ? AsNamed(fired, named) : AsDeclared(fired)));
    }

    private static bool CanFire(MappingModel mapping, bool takesIdentify)
        => mapping is { Unreadable: null, IsForbidden: false, Segment: { HasBrokenTrigger: false } segment }
            && (mapping.Kind == MappingKind.Event || segment.Trigger is not null || takesIdentify);

    private static IEnumerable<MappingModel> AsNamed(IEnumerable<MappingModel> mappings, EquatableArray<MappingModel> named)
    {
        var order = named.ToList();
        return mappings.OrderBy(mapping => order.FindIndex(one => one.Kind == mapping.Kind && one.AnnotatedName == mapping.AnnotatedName));
    }

    private static IEnumerable<MappingModel> AsDeclared(IEnumerable<MappingModel> mappings)
        => mappings.OrderBy(static mapping => mapping.Segment!.Place).ThenBy(static mapping => mapping.AnnotatedName, StringComparer.Ordinal).ThenBy(static mapping => mapping.Kind);
}
