using LoopsMapping;

namespace WebApp.Loops;

/// <summary>Somebody has signed up; in Loops, a workflow sends the welcome e-mail.</summary>
[LoopsEvent("User Registered")]
public sealed record UserRegistered(Guid UserId, string Email, Plan Plan)
{
    /// <summary>Nobody registers twice, so nobody is welcomed twice, whoever sends this again.</summary>
    [LoopsIdempotencyKey]
    public string Key => $"user-registered-{UserId}";
}
