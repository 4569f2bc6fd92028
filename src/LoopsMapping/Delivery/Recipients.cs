namespace LoopsMapping.Delivery;

/// <summary>Whom an application may write about while it is tried out: <c>Loops:AllowedRecipients</c>.</summary>
internal static class Recipients
{
    /// <summary>
    /// Whether a request may go out: nobody is named, its email is, or the domain of its email is. A request with a user id alone could reach
    /// anybody.
    /// </summary>
    /// <param name="allowed">Addresses, <c>adam@loops.so</c>, and domains, <c>@loops.so</c> or <c>loops.so</c>.</param>
    /// <param name="email">The email of the request; <see langword="null"/> when it has none.</param>
    public static bool Allows(ICollection<string> allowed, string? email)
    {
        if (allowed.Count == 0)
            return true;
        if (email is null)
            return false;
        var at = email.LastIndexOf('@');
        foreach (var entry in allowed)
        {
            var domain = entry.Trim().TrimStart('*').TrimStart('@');
            var isMatch = domain.Contains('@', StringComparison.Ordinal)
                ? string.Equals(domain, email.Trim(), StringComparison.OrdinalIgnoreCase)
                : at >= 0 && email.AsSpan(at + 1).Trim().Equals(domain, StringComparison.OrdinalIgnoreCase);
            if (isMatch)
                return true;
        }
        return false;
    }
}
