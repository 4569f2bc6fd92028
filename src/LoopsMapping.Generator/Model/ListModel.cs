namespace LoopsMapping.Generator.Model;

/// <summary>A list of flat objects.</summary>
/// <param name="Enumerable">The interface to enumerate it by, in code, where the type itself leaves a choice.</param>
/// <param name="IsImmutableArray">Whether it is an <c>ImmutableArray&lt;T&gt;</c>, whose default cannot be enumerated.</param>
/// <param name="ItemType">The type of an item, in code: <c>var</c> can be the name of a class.</param>
/// <param name="ItemCanBeNull">Whether an item can be null, which is left out.</param>
/// <param name="Members">What is sent of an item.</param>
internal sealed record ListModel(string? Enumerable, bool IsImmutableArray, string ItemType, bool ItemCanBeNull, EquatableArray<MemberModel> Members);
