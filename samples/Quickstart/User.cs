using LoopsMapping;

namespace Quickstart;

/// <summary>Somebody who uses the app: a contact in Loops.</summary>
[LoopsContact]
public sealed record User(
    [LoopsUserId] string Id,
    string Email,
    string? FirstName,
    string FavoriteColor,
    int FavoriteNumber);
