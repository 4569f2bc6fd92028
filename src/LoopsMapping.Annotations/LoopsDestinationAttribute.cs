namespace LoopsMapping;

/// <summary>
/// Turns a <see langword="partial"/> class into the typed client over every mapping of this project, or over the named ones: one
/// <c>IdentifyAsync</c> overload for each <see cref="LoopsContactAttribute"/> class, one <c>TrackAsync</c> overload for each
/// <see cref="LoopsEventAttribute"/> class, one <c>SendAsync</c> overload for each <see cref="LoopsTransactionalAttribute"/> class.
/// </summary>
/// <remarks>
/// The class derives from <c>LoopsMapping.LoopsClient</c>; it must be <see langword="partial"/>, and neither nested nor
/// generic (LOOPS013). It stands for what Segment calls a destination.
/// </remarks>
/// <example>
/// <code>
/// [LoopsDestination]
/// public partial class AppLoops;
///
/// [LoopsDestination(typeof(Domain.User), typeof(Started&lt;Trial&gt;))]
/// public partial class TrialLoops;
/// </code>
/// </example>
/// <param name="mappings">
/// The annotated classes that the client is for: of this project or of one that it references, generic ones closed. None means every annotated
/// class of this project.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LoopsDestinationAttribute(params Type[] mappings) : Attribute
{
    /// <summary>The annotated classes that the client is for; empty for every one of this project.</summary>
    public Type[] Mappings { get; } = mappings;

    /// <summary>What people call this destination, in logs and listings; the name of the class by default.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// From how many contact and event mappings on LOOPS008 speaks. One Segment destination instance holds 50; raise it where Segment does not
    /// matter.
    /// </summary>
    public int MaxMappings { get; set; } = 50;
}
