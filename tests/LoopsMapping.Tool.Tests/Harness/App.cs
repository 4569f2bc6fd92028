namespace LoopsMapping.Tool.Tests.Harness;

[LoopsContact]
public sealed record User([LoopsUserId] string Id, string Email);

[LoopsEvent("User Registered")]
public sealed record UserRegistered(string UserId, string? Email, string Plan);

[LoopsTransactional("cm06f5v0e45nf0ml5754o9cix")]
public sealed record Welcome(string Email, string Link);

/// <summary>The client of an app that points to the local Loops.</summary>
[LoopsDestination]
public partial class AppLoops;
