using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>A mistake that the reading came upon: the rule's id, where, and what to put into its message.</summary>
internal sealed record Finding(string RuleId, Location Location, object?[] Arguments);
