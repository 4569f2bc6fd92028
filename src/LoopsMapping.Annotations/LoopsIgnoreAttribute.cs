namespace LoopsMapping;

/// <summary>The member is never sent to Loops.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class LoopsIgnoreAttribute : Attribute;
