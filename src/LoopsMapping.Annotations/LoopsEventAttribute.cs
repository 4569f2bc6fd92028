namespace LoopsMapping;

/// <summary>
/// Maps a class, record or struct to a Loops event. A destination of the project gets a <c>TrackAsync</c> overload for it
/// (Loops: <c>POST /v1/events/send</c>; Segment: track).
/// </summary>
/// <remarks>
/// <c>Email</c> and <c>UserId</c> say whose event it is; every other public readable property is an event property under its
/// camelCase name, except those with <see cref="LoopsContactPropertyAttribute"/> or <see cref="LoopsMailingListAttribute"/>.
/// </remarks>
/// <example>
/// <code>
/// [LoopsEvent("User Registered")]
/// public sealed record UserRegistered(string UserId, string? Email, string Plan);
/// </code>
/// </example>
/// <param name="name">
/// The event's name as Loops shows it, case-sensitive. Loops creates an event of any name it is sent, so it is checked at
/// compile time: a missing or blank name is LOOPS002.
/// </param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class LoopsEventAttribute(string? name = null) : Attribute
{
    /// <summary>The event's name as Loops shows it.</summary>
    public string? Name { get; } = name;
}
