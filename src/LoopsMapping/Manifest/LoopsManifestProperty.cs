namespace LoopsMapping;

/// <summary>A custom contact property that a destination sends.</summary>
/// <param name="Name">Its name in Loops.</param>
/// <param name="Type">What is sent.</param>
public sealed record LoopsManifestProperty(string Name, LoopsPropertyType Type);
