using LoopsMapping;

namespace WebApp.Loops;

/// <summary>Somebody who has an account: what the app stores, and a contact in Loops.</summary>
/// <param name="Newsletter">What the person has decided; null, which Loops is not told, as long as nobody has asked.</param>
[LoopsContact]
public sealed record User(
    [LoopsUserId] Guid Id,
    string Email,
    string? FirstName,
    Plan Plan,
    DateTimeOffset CreatedAt,
    [LoopsMailingList(LoopsIds.Newsletter)] bool? Newsletter);
