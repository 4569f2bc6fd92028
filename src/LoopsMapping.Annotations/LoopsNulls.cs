namespace LoopsMapping;

/// <summary>What <see langword="null"/> does to a contact property.</summary>
public enum LoopsNulls
{
    /// <summary>As the class says; on the class, the same as <see cref="Omit"/>.</summary>
    Default,

    /// <summary>It is not sent, and the property in Loops stays as it is.</summary>
    Omit,

    /// <summary>
    /// It is sent, and resets the property in Loops. Never for identifiers, <c>subscribed</c>, mailing lists, event properties and
    /// data variables.
    /// </summary>
    Clear,
}
