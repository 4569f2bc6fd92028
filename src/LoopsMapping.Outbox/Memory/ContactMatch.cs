namespace LoopsMapping.Outbox.Memory;

/// <summary>Whose messages are meant, by a deletion or by an operator.</summary>
/// <param name="UserId">The user id.</param>
/// <param name="Email">The e-mail address in lower case.</param>
internal readonly record struct ContactMatch(string? UserId, string? Email)
{
    /// <summary>The contact that a message is about.</summary>
    public static ContactMatch Of(LoopsOutboxMessage message) => new(message.UserId, Lower(message.Email));

    /// <summary>What an operator typed: it may be either.</summary>
    public static ContactMatch Of(string contact) => new(contact, Lower(contact));

    public bool Includes(MemoryMessage message) => Includes(message.Contact, message.Content.Lane);

    public bool Includes(ContactMatch contact, string lane) =>
        (UserId is not null && (UserId == contact.UserId || UserId == lane))
        || (Email is not null && (Email == contact.Email || Email == lane));

    private static string? Lower(string? email) => email?.ToLowerInvariant();
}
