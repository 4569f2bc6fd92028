namespace LoopsMapping.Generator.Model;

/// <summary>How a contact of Loops becomes a value of an annotated class again.</summary>
/// <param name="IsStruct">Whether the class is a struct.</param>
/// <param name="Parameters">What its constructor takes.</param>
/// <param name="Members">The members that are set besides.</param>
internal sealed record ReadModel(bool IsStruct, EquatableArray<ReadMemberModel> Parameters, EquatableArray<ReadMemberModel> Members);

/// <summary>One value that is read.</summary>
/// <param name="Place">Its place among the members of the mapping; <see cref="Nothing"/> for a parameter that Loops has nothing for.</param>
internal readonly record struct ReadMemberModel(int Place)
{
    public const int Nothing = -1;

    /// <summary>Its type without <c>?</c>, where reading it makes a difference.</summary>
    public string? TypeName { get; init; }

    /// <summary>Whether Loops may have nothing for it.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether it keeps its own value where Loops has nothing: it can be set after the constructor, and need not be.</summary>
    public bool IsSetAfterwards { get; init; }

    /// <summary>The value of a parameter that Loops has nothing for, in code.</summary>
    public string? Default { get; init; }

    /// <summary>Whether there is no value of the class without it.</summary>
    public bool IsRequired { get; init; }
}
