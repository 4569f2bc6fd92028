using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Reading;

/// <summary>A mistake that the reading came upon: the rule's id, where, and what to put into its message.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Location">Where it is shown.</param>
/// <param name="Arguments">What its message says.</param>
/// <param name="SharesPlace">Whether other mistakes are shown there too, of the same rule, and only what they say tells them apart.</param>
internal sealed record Finding(string RuleId, Location Location, object?[] Arguments, bool SharesPlace)
{
    /// <summary>What a fix wants to know.</summary>
    public ImmutableDictionary<string, string?>? Properties { get; init; }
}
