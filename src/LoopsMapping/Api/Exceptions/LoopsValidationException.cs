using System.Globalization;
using LoopsMapping.Json;

namespace LoopsMapping;

/// <summary>A value cannot be sent to Loops. Nothing was sent or stored; the value has to change.</summary>
public class LoopsValidationException : LoopsException
{
    /// <summary>Creates the exception.</summary>
    public LoopsValidationException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong with the value, and the remedy.</param>
    public LoopsValidationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong with the value, and the remedy.</param>
    /// <param name="innerException">The cause.</param>
    public LoopsValidationException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    private LoopsValidationException(Type type, string? member, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Type = type;
        Member = member;
    }

    /// <summary>The annotated type.</summary>
    public Type? Type { get; }

    /// <summary>The C# member whose value is at fault; several are separated by a comma.</summary>
    public string? Member { get; }

    internal static LoopsValidationException TooLong(Type type, string member, int length)
        => new(type, member, string.Create(CultureInfo.InvariantCulture,
            $"{type}.{member} has {length} characters; Loops takes at most {LoopsJsonWriter.MaxTextLength}. Shorten it before sending."));

    internal static LoopsValidationException NotFinite(Type type, string member)
        => new(type, member, $"{type}.{member} is NaN or infinite, which Loops cannot store. Make the member nullable and leave it null, or give it a finite number.");

    internal static LoopsValidationException BadFormat(Type type, string member, string format, FormatException exception)
        => new(type, member, $"{type}.{member} cannot be written in the format \"{format}\": {exception.Message}", exception);

    internal static LoopsValidationException BadIdempotencyKey(Type type, string? member)
        => new(type, member, $"{type}.{member} is no idempotency key: it needs 1–100 printable ASCII characters, and no space at either end.");

    internal static LoopsValidationException BlankKey(Type type, string member)
        => new(type, member, $"{type}.{member} has a blank key. Mailing lists go by the id that Loops shows, properties by their name.");

    internal static LoopsValidationException ReservedAttribute(Type type, string member, string name)
        => new(type, member, $"{type}.{member} has the key \"{name}\", which is no custom property: Loops keeps it for itself, or it has a member of its own. Rename it.");

    internal static LoopsValidationException TooLarge(Type type, string member, long length)
        => new(type, member, string.Create(CultureInfo.InvariantCulture,
            $"{type}.{member} makes a request of {length} bytes; Loops takes at most {LoopsJsonWriter.MaxBodyLength} with all attachments in base64. Send a link instead."));

    internal static LoopsValidationException NoRecipient(Type type, string? emailMember)
        => new(type, emailMember, emailMember is null
            ? $"{type} has no email member, so nobody would get it. Add one, or mark one with [LoopsEmail]."
            : $"{type}.{emailMember} is null or blank: a transactional email needs a recipient.");

    internal static LoopsValidationException NoIdentifier(Type type, string? emailMember, string? userIdMember)
    {
        var both = emailMember is not null && userIdMember is not null;
        var members = both ? $"{emailMember}, {userIdMember}" : emailMember ?? userIdMember;
        return new(type, members, members is null
            ? $"{type} has no email and no user id member, so Loops cannot tell whose it is. Add one, or mark one with [LoopsEmail] or [LoopsUserId]."
            : $"{type} has neither an email nor a user id: {members} {(both ? "are" : "is")} null, blank, 0 or an empty Guid. Set one before sending (a key that the database generates exists only after the row is saved).");
    }
}
