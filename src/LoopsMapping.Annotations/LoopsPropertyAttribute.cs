namespace LoopsMapping;

/// <summary>
/// Says how a member is sent: as a contact property on a contact, as an event property on an event, as a data variable of a transactional email.
/// </summary>
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

    /// <summary>
    /// A .NET format string, <c>"yyyy-MM"</c> or <c>"F2"</c>: the value is sent as text in this format, in the invariant culture. For every type
    /// that is <see cref="IFormattable"/>.
    /// </summary>
    public string? Format { get; set; }

    /// <summary>
    /// The name of a static method of the annotated class that takes the member's value and returns what is sent instead:
    /// <c>Convert = nameof(ToText)</c>, on a positional record's parameter <c>nameof(User.ToText)</c>. It is public or internal.
    /// </summary>
    public string? Convert { get; set; }

    /// <summary>What <see langword="null"/> does to this contact property; as the class says by default.</summary>
    public LoopsNulls Nulls { get; set; }
}
