namespace LoopsMapping;

/// <summary>
/// Maps a class, record or struct to a Loops event. A destination of the project gets a <c>TrackAsync</c> overload for it
/// (Loops: <c>POST /v1/events/send</c>; Segment: track).
/// </summary>
/// <remarks>
/// <c>Email</c> and <c>UserId</c> say whose event it is; every other public readable property is an event property under its
/// camelCase name, except those with <see cref="LoopsContactPropertyAttribute"/> or <see cref="LoopsMailingListAttribute"/>. A value whose
/// run-time type is an annotated class below this one is sent as that class says.
/// </remarks>
/// <example>
/// <code>
/// [LoopsEvent("User Registered")]
/// public sealed record UserRegistered(string UserId, string? Email, string Plan);
/// </code>
/// </example>
/// <param name="name">
/// The event's name as Loops shows it, case-sensitive. Loops creates an event of any name it is sent, so it is checked at
/// compile time: a missing or blank name is LOOPS002, one that Loops does not take LOOPS014.
/// </param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class LoopsEventAttribute(string? name = null) : Attribute
{
    /// <summary>The event's name as Loops shows it.</summary>
    public string? Name { get; } = name;

    /// <summary>
    /// The class that is sent, where it is not yours to annotate: the members of the class with this annotation then say by their names which
    /// members of that one are sent, and by their annotations how. Nothing else of it is.
    /// </summary>
    public Type? For { get; set; }

    /// <summary>
    /// When a message of a Segment SDK fires this mapping, in Segment's own language (FQL). By default <c>type = "track" and event = "…"</c>,
    /// with the event's name.
    /// </summary>
    public string? Trigger { get; set; }

    /// <summary>Whether a message of a Segment SDK sends the members of this class and no other property.</summary>
    public bool Only { get; set; }
}
