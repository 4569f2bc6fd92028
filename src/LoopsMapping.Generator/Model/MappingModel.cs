namespace LoopsMapping.Generator.Model;

/// <summary>One annotated class, as far as it can be sent.</summary>
internal sealed record MappingModel
{
    public required MappingKind Kind { get; init; }

    /// <summary>The type of the values in code: <c>global::App.Outer.User</c>.</summary>
    public required string TypeName { get; init; }

    /// <summary>The type of the values as people say it, without its namespace: <c>Outer.User</c>.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The annotated class in code: another one than <see cref="TypeName"/> where it stands for a type that is not the user's.</summary>
    public required string AnnotatedName { get; init; }

    /// <summary>The annotated class as an identifier: <c>Outer_User</c>.</summary>
    public required string MapName { get; init; }

    /// <summary>The annotated class's namespace in code; empty for the global one.</summary>
    public required string Namespace { get; init; }

    /// <summary>The base classes of the values in code, the nearest first.</summary>
    public required EquatableArray<string> BaseTypes { get; init; }

    /// <summary>Whether code outside the assembly can name the type.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>The event's name in Loops; <see langword="null"/> for anything else.</summary>
    public string? EventName { get; init; }

    /// <summary>The id of a transactional email in Loops; <see langword="null"/> for anything else.</summary>
    public string? TransactionalId { get; init; }

    /// <summary>Whether the recipient of a transactional email becomes a contact.</summary>
    public bool AddToAudience { get; init; }

    /// <summary>After how many minutes a transactional email is not sent any more; 0 for never.</summary>
    public int ExpiresAfterMinutes { get; init; }

    /// <summary>When a message of a Segment SDK fires the mapping, as the user wrote it.</summary>
    public string? Trigger { get; init; }

    /// <summary>Whether of a message of a Segment SDK nothing but the members is sent.</summary>
    public bool Only { get; init; }

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

    /// <summary>Whether a mistake, which has a message of its own, may have cost it an identifier.</summary>
    public bool IdentifierHasMistake { get; init; }

    /// <summary>What a message of a Segment SDK becomes by it; <see langword="null"/> for an email, and where no such messages are taken.</summary>
    public SegmentModel? Segment { get; init; }

    /// <summary>How a contact is read back; <see langword="null"/> for anything else, and for a class that cannot be.</summary>
    public ReadModel? Reading { get; init; }

    /// <summary>Whether the annotated class stands for another.</summary>
    public bool IsFor => AnnotatedName != TypeName;

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
