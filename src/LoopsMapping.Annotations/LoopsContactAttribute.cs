namespace LoopsMapping;

/// <summary>
/// Maps a class, record or struct to a Loops contact. A destination of the project gets an <c>IdentifyAsync</c>
/// overload for it, which creates or updates the contact (Loops: <c>PUT /v1/contacts/update</c>; Segment: identify), an
/// <c>IdentifyAllAsync</c> for many of them, and a <c>DeleteAsync</c>.
/// </summary>
/// <remarks>
/// Public readable properties are sent, under their camelCase name. <c>Email</c>, <c>UserId</c>, <c>FirstName</c>, <c>LastName</c>,
/// <c>Source</c>, <c>Subscribed</c>, <c>UserGroup</c>, <c>CreatedAt</c> and <c>MailingLists</c> are Loops' own fields; everything else is a
/// custom contact property. A value that is <see langword="null"/> is left out, which leaves the property in Loops as it is. A value whose
/// run-time type is an annotated class below this one is sent as that class says.
/// </remarks>
/// <example>
/// <code>
/// [LoopsContact]
/// public sealed record User([LoopsUserId] string Id, string Email, string? FirstName, string FavoriteColor);
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class LoopsContactAttribute : Attribute
{
    /// <summary>
    /// The class that is sent, where it is not yours to annotate: the members of the class with this annotation then say by their names which
    /// members of that one are sent, and by their annotations how. Nothing else of it is.
    /// </summary>
    public Type? For { get; set; }

    /// <summary>
    /// When a message of a Segment SDK fires this mapping, in Segment's own language (FQL): <c>type = "identify" and traits.plan != null</c>.
    /// One contact class of a destination needs none: it takes every identify.
    /// </summary>
    public string? Trigger { get; set; }

    /// <summary>Whether a message of a Segment SDK sends the members of this class and no other trait.</summary>
    public bool Only { get; set; }

    /// <summary>What <see langword="null"/> does to the contact properties of this class; left out by default.</summary>
    public LoopsNulls Nulls { get; set; }

    /// <summary>Which members are sent; every one by default.</summary>
    public LoopsMembers Members { get; set; }

    /// <summary>Sent as <c>source</c> with every contact of this class. A member that is sent as <c>source</c> takes its place, null or not.</summary>
    public string? Source { get; set; }

    /// <summary>Sent as <c>userGroup</c> with every contact of this class. A member that is sent as <c>userGroup</c> takes its place, null or not.</summary>
    public string? UserGroup { get; set; }
}
