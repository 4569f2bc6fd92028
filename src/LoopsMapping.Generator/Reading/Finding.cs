using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>A mistake that the reading came upon: the rule's id, where, and what to put into its message.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Location">Where it is shown.</param>
/// <param name="Arguments">What its message says.</param>
/// <param name="IsOfOtherProject">Whether the mistake is in a class of another project, and shown where that is named.</param>
internal sealed record Finding(string RuleId, Location Location, object?[] Arguments, bool IsOfOtherProject);
