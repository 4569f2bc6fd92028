namespace LoopsMapping;

/// <summary>
/// Turns a <see langword="partial"/> class into the typed client over every mapping of this project: one <c>IdentifyAsync</c>
/// overload for each <see cref="LoopsContactAttribute"/> class, one <c>TrackAsync</c> overload for each
/// <see cref="LoopsEventAttribute"/> class.
/// </summary>
/// <remarks>
/// The class derives from <c>LoopsMapping.LoopsClient</c>; it must be <see langword="partial"/>, and neither nested nor
/// generic (LOOPS013). It stands for what Segment calls a destination.
/// </remarks>
/// <example>
/// <code>
/// [LoopsDestination]
/// public partial class AppLoops;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LoopsDestinationAttribute : Attribute;
