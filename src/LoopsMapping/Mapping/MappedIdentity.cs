namespace LoopsMapping.Mapping;

/// <summary>Whose request is being written: the identifiers that have a value, and the members that could have given one and did not.</summary>
internal struct MappedIdentity
{
    public string? Email;
    public string? UserId;
    public string? BlankEmailMember;
    public string? BlankUserIdMember;
}
