namespace LoopsMapping.Mapping;

/// <summary>Names the annotated type, for errors; asked only then, since a generic type's <c>typeof</c> is no constant.</summary>
internal interface IMappedType
{
    Type Type { get; }
}
