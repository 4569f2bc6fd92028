namespace LoopsMapping.Testing;

/// <summary>The type of a contact or event property.</summary>
public enum LoopsServerPropertyType
{
    /// <summary><c>string</c></summary>
    Text,

    /// <summary><c>number</c></summary>
    Number,

    /// <summary><c>boolean</c></summary>
    Boolean,

    /// <summary><c>date</c></summary>
    Date,
}
