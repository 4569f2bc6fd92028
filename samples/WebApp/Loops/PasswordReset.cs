using LoopsMapping;

namespace WebApp.Loops;

/// <summary>The e-mail with the link to a new password.</summary>
[LoopsTransactional(LoopsIds.PasswordReset, ExpiresAfterMinutes = ValidFor)]
public sealed record PasswordReset(string Email, string ResetLink)
{
    /// <summary>How many minutes the link works; after that the e-mail is of no use to anybody.</summary>
    public const int ValidFor = 30;

    public int ValidMinutes => ValidFor;
}
