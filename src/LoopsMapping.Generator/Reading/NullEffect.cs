namespace LoopsMapping.Generator.Reading;

/// <summary>What null does, as the annotation <c>LoopsNulls</c> numbers it.</summary>
internal enum NullEffect
{
    Default,
    Omit,
    Clear,
}
