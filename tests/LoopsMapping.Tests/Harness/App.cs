namespace LoopsMapping.Tests.Harness;

/// <summary>The classes and the destination of an app that uses the library.</summary>
[LoopsContact]
public sealed record User([LoopsUserId] string? Id, string? Email, string? FirstName = null, string? FavoriteColor = null, int? FavoriteNumber = null);

[LoopsContact]
public sealed record Account([LoopsUserId] int Id, string? Email);

/// <summary>For metrics, which all tests of the process share.</summary>
[LoopsContact]
public sealed record Metered(string Email);

[LoopsContact]
public sealed record Note(string Email, string? Text);

[LoopsEvent("User Registered")]
public sealed record UserRegistered(string? UserId, string? Email, string? Plan = null);

[LoopsTransactional("password-reset", ExpiresAfterMinutes = 30)]
public sealed record PasswordReset(string? Email, string ResetLink, IReadOnlyList<ResetDevice>? Devices = null, IReadOnlyList<LoopsAttachment>? Files = null);

public sealed record ResetDevice(string Name);

[LoopsDestination(Name = "The app")]
public partial class AppLoops;
