using LoopsMapping;

namespace Loops_App.Loops;

/// <summary>An event, which starts whatever waits for it in Loops: a welcome e-mail, for example.</summary>
[LoopsEvent("User Registered")]
public sealed record UserRegistered([LoopsUserId] Guid UserId, string Email, string Plan);
