namespace LoopsMapping.Outbox.Tests.Harness;

/// <summary>The classes and the destination of an application with an outbox.</summary>
[LoopsContact]
public sealed record Person([LoopsUserId] string? Id, string? Email, string? FirstName = null, int? Step = null);

/// <summary>Known by address alone.</summary>
[LoopsContact]
public sealed record Subscriber(string Email, string? Text = null);

[LoopsEvent("Stepped")]
public sealed record Stepped(string? UserId, string? Email = null, int? Step = null);

[LoopsTransactional("reset-mail", ExpiresAfterMinutes = 30)]
public sealed record ResetMail(string Email, string Link);

[LoopsDestination(Name = "The app")]
public partial class AppLoops;
