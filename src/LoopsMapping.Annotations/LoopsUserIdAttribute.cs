namespace LoopsMapping;

/// <summary>
/// The member is the contact's user id, whatever its name. A member whose Loops name is <c>userId</c> needs no annotation.
/// </summary>
/// <remarks>
/// A numeric or <see cref="Guid"/> id is sent as text. Blank text, <c>0</c> and <see cref="Guid.Empty"/> are no id: a key that
/// the database has not given yet must not become a contact.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class LoopsUserIdAttribute : Attribute;
