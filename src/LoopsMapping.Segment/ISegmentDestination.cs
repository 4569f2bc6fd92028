using System.ComponentModel;

namespace LoopsMapping.Segment;

/// <summary>A destination that takes messages of Segment SDKs; implemented by generated code where LoopsMapping.Segment is referenced.</summary>
/// <typeparam name="TSelf">The destination.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISegmentDestination<TSelf>
    where TSelf : LoopsClient, ILoopsClient<TSelf>, ISegmentDestination<TSelf>
{
    /// <summary>The mappings of its classes, in declaration order.</summary>
    static abstract IReadOnlyList<SegmentMapping> SegmentMappings { get; }
}
