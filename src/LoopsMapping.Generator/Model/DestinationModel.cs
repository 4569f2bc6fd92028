namespace LoopsMapping.Generator.Model;

/// <summary>One class with <c>[LoopsDestination]</c> that can be completed.</summary>
/// <param name="Namespace">Its namespace in code; empty for the global one.</param>
/// <param name="Name">Its name in code.</param>
/// <param name="Title">What people call it.</param>
/// <param name="IsPublic">Whether code outside the assembly can name it.</param>
/// <param name="HasDeliveryConstructor">Whether its author wrote the constructor that takes an <c>ILoopsDelivery</c>.</param>
/// <param name="HasCreate">Whether its author wrote the <c>Create</c> that takes <c>LoopsOptions</c>.</param>
/// <param name="MaxMappings">How many contact and event mappings it may have before LOOPS008 speaks.</param>
/// <param name="Named">The mappings of the classes that it names; <see langword="null"/> when it takes every one of its project.</param>
internal sealed record DestinationModel(
    string Namespace, string Name, string Title, bool IsPublic, bool HasDeliveryConstructor, bool HasCreate, int MaxMappings, EquatableArray<MappingModel>? Named)
{
    /// <summary>Whether the project has a type <c>Microsoft</c> outside namespaces: C# then has no name for what is in the namespace <c>Microsoft</c>.</summary>
    public bool CannotNameMicrosoft { get; init; }

    /// <summary>Whether its author has a member <c>Manifest</c>, or the class is called so.</summary>
    public bool HasManifest { get; init; }

    /// <summary>Whether its author has a member <c>EnsurePropertiesAsync</c>, or the class is called so.</summary>
    public bool HasEnsureProperties { get; init; }

    /// <summary>The names of its author's own members that a <c>Find…Async</c> could have.</summary>
    public EquatableArray<string> OwnFinders { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The types in code that its author wrote a <c>DeleteAsync</c> for, with the parameters of the generated one.</summary>
    public EquatableArray<string> OwnDeletions { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The types in code that its author wrote an <c>IdentifyAllAsync</c> for, with the parameters of the generated one.</summary>
    public EquatableArray<string> OwnBackfills { get; init; } = EquatableArray<string>.Empty;
}
