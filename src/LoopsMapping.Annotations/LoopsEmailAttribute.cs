namespace LoopsMapping;

/// <summary>
/// The member is the contact's e-mail address, whatever its name. A member whose Loops name is <c>email</c> needs no
/// annotation.
/// </summary>
/// <remarks>A contact or event needs an email or a user id at run time too; blank text is none.</remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class LoopsEmailAttribute : Attribute;
