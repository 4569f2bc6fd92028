namespace LoopsMapping;

/// <summary>
/// Maps a class, record or struct to a Loops contact. A destination of the project gets an <c>IdentifyAsync</c>
/// overload for it, which creates or updates the contact (Loops: <c>PUT /v1/contacts/update</c>; Segment: identify).
/// </summary>
/// <remarks>
/// Public readable properties are sent, under their camelCase name. <c>Email</c>, <c>UserId</c>, <c>FirstName</c>, <c>LastName</c>,
/// <c>Source</c>, <c>Subscribed</c>, <c>UserGroup</c>, <c>CreatedAt</c> and <c>MailingLists</c> are Loops' own fields; everything else is a
/// custom contact property. A value that is <see langword="null"/> is left out, which leaves the property in Loops as it is.
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
    /// <summary>What <see langword="null"/> does to the contact properties of this class; left out by default.</summary>
    public LoopsNulls Nulls { get; set; }

    /// <summary>Which members are sent; every one by default.</summary>
    public LoopsMembers Members { get; set; }

    /// <summary>Sent as <c>source</c> with every contact of this class. A member that is sent as <c>source</c> takes its place, null or not.</summary>
    public string? Source { get; set; }

    /// <summary>Sent as <c>userGroup</c> with every contact of this class. A member that is sent as <c>userGroup</c> takes its place, null or not.</summary>
    public string? UserGroup { get; set; }
}
