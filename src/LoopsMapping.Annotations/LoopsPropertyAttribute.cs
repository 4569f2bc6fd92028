namespace LoopsMapping;

/// <summary>Says how a member is sent: as a contact property on a contact, as an event property on an event.</summary>
/// <param name="name">
/// The name in Loops, as is; the camelCase form of the member's own name when left out. A well-known name makes the member
/// that field (<c>[LoopsProperty("email")]</c> is the email), and any other name makes it an ordinary property
/// (<c>[LoopsProperty("workEmail")] string Email</c> is not the email).
/// </param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class LoopsPropertyAttribute(string? name = null) : Attribute
{
    /// <summary>The name in Loops; <see langword="null"/> for the camelCase form of the member's own name.</summary>
    public string? Name { get; } = name;
}
