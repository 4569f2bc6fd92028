namespace LoopsMapping.Generator.Model;

/// <summary>One annotated class, as far as it can be sent.</summary>
internal sealed record MappingModel
{
    public required MappingKind Kind { get; init; }

    /// <summary>The type in code: <c>global::App.Outer.User</c>.</summary>
    public required string TypeName { get; init; }

    /// <summary>The type as people say it, without its namespace: <c>Outer.User</c>.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The type's namespace in code; empty for the global one.</summary>
    public required string Namespace { get; init; }

    /// <summary>Whether code outside the assembly can name the type.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>The event's name in Loops; <see langword="null"/> for a contact.</summary>
    public string? EventName { get; init; }

    /// <summary>Sent as <c>source</c> with every contact.</summary>
    public string? Source { get; init; }

    /// <summary>Sent as <c>userGroup</c> with every contact.</summary>
    public string? UserGroup { get; init; }

    /// <summary>
    /// The annotation that keeps the mapping from being used, because its argument cannot be read: <c>[LoopsProperty] on Plan</c>.
    /// </summary>
    public string? Unreadable { get; init; }

    /// <summary>The ids under which the compiler would complain about using what is sent: obsolete or experimental, with an id of their own.</summary>
    public required EquatableArray<string> UsageWarnings { get; init; }

    /// <summary>Whether something that is sent is obsolete as an error, which only obsolete code may use.</summary>
    public bool UsesForbidden { get; init; }

    /// <summary>Whether the type itself is obsolete as an error.</summary>
    public bool IsForbidden { get; init; }

    /// <summary>What is sent, in declaration order.</summary>
    public required EquatableArray<MemberModel> Members { get; init; }

    public bool Has(MemberRole role)
    {
        foreach (var member in Members)
        {
            if (member.Role == role)
                return true;
        }
        return false;
    }
}
