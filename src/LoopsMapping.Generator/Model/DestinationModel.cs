namespace LoopsMapping.Generator.Model;

/// <summary>One class with <c>[LoopsDestination]</c> that can be completed.</summary>
/// <param name="Namespace">Its namespace in code; empty for the global one.</param>
/// <param name="Name">Its name in code.</param>
/// <param name="IsPublic">Whether code outside the assembly can name it.</param>
/// <param name="HasDeliveryConstructor">Whether its author wrote the constructor that takes an <c>ILoopsDelivery</c>.</param>
/// <param name="HasCreate">Whether its author wrote the <c>Create</c> that takes <c>LoopsOptions</c>.</param>
internal sealed record DestinationModel(string Namespace, string Name, bool IsPublic, bool HasDeliveryConstructor, bool HasCreate);
