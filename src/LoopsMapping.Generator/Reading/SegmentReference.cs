using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>Whether a project takes messages of Segment SDKs: it then references LoopsMapping.Segment.</summary>
internal static class SegmentReference
{
    private const string Destination = "LoopsMapping.Segment.ISegmentDestination`1";

    public static bool IsIn(Compilation compilation) => compilation.GetTypeByMetadataName(Destination) is not null;
}
