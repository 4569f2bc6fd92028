namespace LoopsMapping.Segment.Mapping;

/// <summary>The default mapping of one destination, ready to use.</summary>
internal sealed class DefaultMapping(SegmentDefaultMapping mapping)
{
    public DefaultContact Contact { get; } = new(mapping.Contact);

    public DefaultEvent Event { get; } = new(mapping.Event);
}
