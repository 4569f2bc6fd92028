using LoopsMapping.Testing.State;

namespace LoopsMapping.Testing;

/// <summary>An event that the team knows, with the properties its emails can use.</summary>
/// <param name="name">The event name, case-sensitive.</param>
/// <exception cref="ArgumentException">The name is blank.</exception>
public sealed class LoopsServerEventPattern(string name)
{
    /// <summary>The id that <c>GET event-patterns</c> gives.</summary>
    public string Id { get; internal init; } = LoopsId.Of($"event-patterns/{name}");

    /// <summary>The event name.</summary>
    public string Name { get; } = Seed.Required(name, nameof(name));

    /// <summary>The types of its properties, by name.</summary>
    public IReadOnlyDictionary<string, LoopsServerPropertyType> Properties { get; init; } = new Dictionary<string, LoopsServerPropertyType>();

    /// <summary>The event name.</summary>
    public override string ToString() => Name;
}
