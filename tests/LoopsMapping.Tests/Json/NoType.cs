using LoopsMapping.Mapping;

namespace LoopsMapping.Tests.Json;

/// <summary>For a writer without a map.</summary>
internal sealed class NoType : IMappedType
{
    public static readonly NoType Instance = new();

    public Type Type => typeof(NoType);
}
