namespace LoopsMapping.Segment.Tests.Harness;

/// <summary>A destination without classes: every message takes the default mapping.</summary>
public sealed class PlainLoops(ILoopsDelivery delivery) : LoopsClient(delivery), ILoopsClient<PlainLoops>, ISegmentDestination<PlainLoops>
{
    public static string Name => "PlainLoops";

    public static IReadOnlyList<SegmentMapping> SegmentMappings => [];

    public static PlainLoops Create(ILoopsDelivery delivery) => new(delivery);
}

/// <summary>Another one.</summary>
public sealed class OtherLoops(ILoopsDelivery delivery) : LoopsClient(delivery), ILoopsClient<OtherLoops>, ISegmentDestination<OtherLoops>
{
    public static string Name => "OtherLoops";

    public static IReadOnlyList<SegmentMapping> SegmentMappings => [];

    public static OtherLoops Create(ILoopsDelivery delivery) => new(delivery);
}
