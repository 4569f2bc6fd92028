using LoopsMapping;

namespace Loops_App.Loops;

/// <summary>A contact: what it has beside the well-known names becomes a contact property.</summary>
[LoopsContact]
public sealed record User([LoopsUserId] Guid Id, string Email, string? FirstName, string Plan);
