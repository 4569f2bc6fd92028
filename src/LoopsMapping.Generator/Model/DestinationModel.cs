namespace LoopsMapping.Generator.Model;

/// <summary>One class with <c>[LoopsDestination]</c> that can be completed.</summary>
/// <param name="Namespace">Its namespace in code; empty for the global one.</param>
/// <param name="Name">Its name in code.</param>
/// <param name="IsPublic">Whether code outside the assembly can name it.</param>
/// <param name="HasDeliveryConstructor">Whether its author wrote the constructor that takes an <c>ILoopsDelivery</c>.</param>
internal sealed record DestinationModel(string Namespace, string Name, bool IsPublic, bool HasDeliveryConstructor);
