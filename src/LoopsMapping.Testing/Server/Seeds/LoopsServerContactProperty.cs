using LoopsMapping.Testing.State;

namespace LoopsMapping.Testing;

/// <summary>A custom contact property of the team.</summary>
/// <param name="name">Its name as sent, such as <c>planName</c>.</param>
/// <param name="type">Its type.</param>
/// <exception cref="ArgumentException">The name is blank.</exception>
public sealed class LoopsServerContactProperty(string name, LoopsServerPropertyType type)
{
    /// <summary>The name as sent.</summary>
    public string Name { get; } = Seed.Required(name, nameof(name));

    /// <summary>The type.</summary>
    public LoopsServerPropertyType Type { get; } = type;

    /// <summary>Name and type on one line.</summary>
    public override string ToString() => $"{Name} {Type.ToWire()}";
}
