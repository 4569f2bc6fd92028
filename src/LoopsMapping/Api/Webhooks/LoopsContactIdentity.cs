namespace LoopsMapping;

/// <summary>The contact that a webhook is about.</summary>
/// <param name="Id">Loops' own id.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="UserId">The user id that your own system gave; null for none.</param>
public sealed record LoopsContactIdentity(string Id, string Email, string? UserId)
{
    /// <summary>Loops' own id, since the rest is personal data.</summary>
    public override string ToString() => Id;
}
