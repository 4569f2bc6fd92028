using LoopsMapping.Testing.State;

namespace LoopsMapping.Testing;

/// <summary>A mailing list of the team.</summary>
/// <param name="id">The id that contacts and events name.</param>
/// <param name="name">Its name.</param>
/// <exception cref="ArgumentException">The id or the name is blank.</exception>
public sealed class LoopsServerMailingList(string id, string name)
{
    /// <summary>The id that contacts and events name.</summary>
    public string Id { get; } = Seed.Required(id, nameof(id));

    /// <summary>The name.</summary>
    public string Name { get; } = Seed.Required(name, nameof(name));

    /// <summary>The description; <see langword="null"/> when there is none.</summary>
    public string? Description { get; init; }

    /// <summary>Whether people can choose it by themselves. By default <see langword="true"/>.</summary>
    public bool IsPublic { get; init; } = true;

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
