namespace LoopsMapping.Generator.Model;

/// <summary>A destination and what is sent through it.</summary>
/// <param name="Destination">The destination.</param>
/// <param name="Mappings">Sorted; for each kind at most one for each type of values.</param>
internal sealed record ClientModel(DestinationModel Destination, EquatableArray<MappingModel> Mappings)
{
    /// <summary>Whether a contact without a trigger takes every identify: of several none is meant.</summary>
    public bool TakesIdentify => Mappings.Count(static mapping => mapping is { Kind: MappingKind.Contact, Trigger: null }) == 1;

    /// <summary>The client over the mappings that its destination names, or else over all of its project.</summary>
    public static ClientModel Of(DestinationModel destination, IEnumerable<MappingModel> own)
        => new(destination, new(Sorted(destination.Named ?? own).GroupBy(static mapping => (mapping.Kind, mapping.TypeName)).Select(static twins => twins.First())));

    /// <summary>A type's own annotation goes before that of a class that stands for it.</summary>
    public static IEnumerable<MappingModel> Sorted(IEnumerable<MappingModel> mappings)
        => mappings.OrderBy(static mapping => mapping.Kind)
            .ThenBy(static mapping => mapping.TypeName, StringComparer.Ordinal)
            .ThenBy(static mapping => mapping.IsFor)
            .ThenBy(static mapping => mapping.AnnotatedName, StringComparer.Ordinal);
}
