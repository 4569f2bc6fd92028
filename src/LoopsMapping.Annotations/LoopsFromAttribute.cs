namespace LoopsMapping;

/// <summary>
/// Where in a message of a Segment SDK the member's value stands, when that is not under its own name: the first of the paths that is there is
/// taken.
/// </summary>
/// <example>
/// <code>
/// [LoopsFrom("$.traits.plan_name", "$.context.traits.plan")] string? Plan
/// </code>
/// </example>
/// <param name="segmentPaths">Paths from the message's root, each beginning with <c>$.</c>, as Segment writes them.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class LoopsFromAttribute(params string[] segmentPaths) : Attribute
{
    /// <summary>The paths, in the order in which they are tried.</summary>
    public string[] SegmentPaths { get; } = segmentPaths;
}
