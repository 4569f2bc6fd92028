namespace LoopsMapping.Generator.Model;

/// <summary>One member that is sent.</summary>
/// <param name="Name">The C# name.</param>
/// <param name="WireName">The name in Loops; the list's id for a mailing list.</param>
/// <param name="Role">Where in the request it goes.</param>
/// <param name="Value">How its value is written.</param>
internal sealed record MemberModel(string Name, string WireName, MemberRole Role, ValueModel Value)
{
    /// <summary>Whether null is sent, to reset the property, instead of left out.</summary>
    public bool ClearsOnNull { get; init; }

    /// <summary>The call in code, up to its argument, that makes the value of the member's; <see langword="null"/> when the member's own is sent.</summary>
    public string? Converter { get; init; }

    /// <summary>What the user's documentation says of the member, as plain text.</summary>
    public string? Summary { get; init; }

    /// <summary>Whether the type says that there is always a value.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether the class makes the value itself, of others.</summary>
    public bool IsComputed { get; init; }

    /// <summary>The .NET format of a <see cref="ValueKind.Formatted"/> value.</summary>
    public string? Format { get; init; }
}
