using System.Numerics;
using LoopsMapping.Mapping;

namespace LoopsMapping.Json;

public ref partial struct LoopsJsonWriter
{
    /// <summary>Writes <c>email</c>, unless it is blank, and remembers it as an identifier of this request.</summary>
    /// <param name="value">The address.</param>
    /// <param name="member">The C# member, for the error when a request ends without an identifier.</param>
    public void WriteEmail(string? value, string member)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            _identity.BlankEmailMember = member;
            return;
        }
        WriteString(",\"email\":\""u8, value, member);
        _identity.Email = value;
    }

    /// <summary>Writes <c>userId</c>, unless it is blank, and remembers it as an identifier of this request.</summary>
    /// <param name="value">The id.</param>
    /// <param name="member">The C# member, for the error when a request ends without an identifier.</param>
    public void WriteUserId(string? value, string member)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            _identity.BlankUserIdMember = member;
            return;
        }
        WriteString(",\"userId\":\""u8, value, member);
        _identity.UserId = value;
    }

    /// <summary>Writes a numeric <c>userId</c> as text; zero is none.</summary>
    /// <inheritdoc cref="WriteUserId(string, string)"/>
    public void WriteUserId<T>(T value, string member)
        where T : struct, INumberBase<T>
    {
        if (!T.IsFinite(value))
            throw LoopsValidationException.NotFinite(_mapped.Type, member);
        WriteUserId(IdentifierText.Of(value), member);
    }

    /// <inheritdoc cref="WriteUserId{T}(T, string)"/>
    public void WriteUserId<T>(T? value, string member)
        where T : struct, INumberBase<T>
        => WriteUserId(value.GetValueOrDefault(), member);

    /// <summary>Writes a Guid <c>userId</c> as text; <see cref="Guid.Empty"/> is none.</summary>
    /// <inheritdoc cref="WriteUserId(string, string)"/>
    public void WriteUserId(Guid value, string member)
        => WriteUserId(IdentifierText.Of(value), member);

    /// <inheritdoc cref="WriteUserId(Guid, string)"/>
    public void WriteUserId(Guid? value, string member) => WriteUserId(value.GetValueOrDefault(), member);

    /// <summary>
    /// Writes the entries of a mailing list dictionary into the object begun at <paramref name="mark"/>; a list that a member of its
    /// own has written already keeps that member's value.
    /// </summary>
    /// <param name="mark">What <see cref="BeginObject"/> returned for <c>mailingLists</c>.</param>
    /// <param name="lists">List id → on the list or not; <see langword="null"/> writes nothing.</param>
    /// <param name="member">The C# member, for the error.</param>
    /// <exception cref="LoopsValidationException">A list id is blank or longer than 498 characters.</exception>
    public void WriteMailingLists(int mark, IReadOnlyDictionary<string, bool>? lists, string member)
    {
        if (lists is null)
            return;
        var named = _length;
        foreach (var (id, subscribed) in lists)
        {
            if (TryWriteName(mark, named, id, member))
                WriteBoolean([], subscribed);
        }
    }

    /// <summary>The identifiers, once they were written.</summary>
    internal readonly MappedIdentity Identity => _identity;

    /// <summary>Requests of one contact share a lane, so that they can be kept in order.</summary>
    /// <exception cref="LoopsValidationException">Neither identifier has a value.</exception>
    internal readonly string GetLane() => _identity.UserId ?? LowerEmail()
        ?? throw LoopsValidationException.NoIdentifier(_mapped.Type, _identity.BlankEmailMember, _identity.BlankUserIdMember);

    /// <summary>Who gets a transactional email, in lower case.</summary>
    /// <exception cref="LoopsValidationException">The email has no value.</exception>
    internal readonly string GetRecipient() => LowerEmail() ?? throw LoopsValidationException.NoRecipient(_mapped.Type, _identity.BlankEmailMember);

#pragma warning disable CA1308 // Loops compares e-mail addresses in lower case.
    private readonly string? LowerEmail() => _identity.Email?.ToLowerInvariant();
#pragma warning restore CA1308
}
