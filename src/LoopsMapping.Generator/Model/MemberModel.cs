namespace LoopsMapping.Generator.Model;

/// <summary>One member that is sent.</summary>
/// <param name="Name">The C# name.</param>
/// <param name="WireName">The name in Loops; the list's id for a mailing list.</param>
/// <param name="Role">Where in the request it goes.</param>
/// <param name="Value">How its value is written.</param>
internal sealed record MemberModel(string Name, string WireName, MemberRole Role, ValueModel Value);
