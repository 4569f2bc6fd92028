namespace LoopsMapping.Generator.Model;

/// <summary>An enum and the text that each of its values is sent as.</summary>
internal sealed record EnumModel(string TypeName, EquatableArray<EnumFieldModel> Fields);

/// <param name="Name">The C# name.</param>
/// <param name="Text">What is sent.</param>
internal sealed record EnumFieldModel(string Name, string Text);
