namespace LoopsMapping;

/// <summary>Which members of a class are sent.</summary>
public enum LoopsMembers
{
    /// <summary>Every public readable property that is not ignored.</summary>
    All,

    /// <summary>Loops' own fields (email, userId, firstName …) and the members that have an annotation of LoopsMapping.</summary>
    Annotated,
}
