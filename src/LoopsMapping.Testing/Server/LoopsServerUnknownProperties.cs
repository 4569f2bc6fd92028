namespace LoopsMapping.Testing;

/// <summary>What becomes of a contact property that the team does not have. Loops answers 200 either way and documents neither.</summary>
public enum LoopsServerUnknownProperties
{
    /// <summary>The property is created, with the type of its first value.</summary>
    Create,

    /// <summary>The value is dropped in silence.</summary>
    Drop,
}
