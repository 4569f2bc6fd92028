namespace LoopsMapping;

/// <summary>
/// On an event: the member updates a property of the contact instead of being a property of the event (Loops takes contact
/// properties at the root of <c>events/send</c>).
/// </summary>
/// <remarks>It can never be <c>email</c>, <c>userId</c>, <c>eventName</c>, <c>eventProperties</c> or <c>mailingLists</c> (LOOPS006).</remarks>
/// <param name="name">The contact property's name in Loops; the camelCase form of the member's own name when left out.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class LoopsContactPropertyAttribute(string? name = null) : Attribute
{
    /// <summary>The contact property's name; <see langword="null"/> for the camelCase form of the member's own name.</summary>
    public string? Name { get; } = name;
}
