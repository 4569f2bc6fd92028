using LoopsMapping;

namespace Quickstart;

/// <summary>Somebody has registered: an event in Loops, which can trigger an e-mail.</summary>
[LoopsEvent("User Registered")]
public sealed record UserRegistered(string UserId, string? Email, string Plan);
