namespace LoopsMapping;

/// <summary>
/// The <see langword="bool"/> member says whether the contact is on this mailing list: <see langword="true"/> adds,
/// <see langword="false"/> removes, <see langword="null"/> leaves it as it is.
/// </summary>
/// <remarks>Loops neither adds a contact who has unsubscribed nor one who left the list in the Preference Center.</remarks>
/// <param name="id">The list's id, from Loops' settings or <c>GET /v1/lists</c>.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class LoopsMailingListAttribute(string? id = null) : Attribute
{
    /// <summary>The list's id in Loops.</summary>
    public string? Id { get; } = id;
}
