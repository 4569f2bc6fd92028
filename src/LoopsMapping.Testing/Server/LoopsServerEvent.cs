using System.Text.Json;

namespace LoopsMapping.Testing;

/// <summary>An event that <c>POST events/send</c> accepted.</summary>
public sealed class LoopsServerEvent
{
    internal LoopsServerEvent()
    {
    }

    /// <summary>The event name as sent. Names are case-sensitive, and Loops makes an event of every new one.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The <see cref="LoopsServerContact.Id"/> of the contact it happened to, which the event may have created.</summary>
    public string ContactId { get; internal init; } = "";

    /// <summary>The email as sent with the event; <see langword="null"/> when only a user id was sent.</summary>
    public string? Email { get; internal init; }

    /// <summary>The user id as sent with the event; <see langword="null"/> when only an email was sent.</summary>
    public string? UserId { get; internal init; }

    /// <summary>
    /// The <c>eventProperties</c>: text, numbers and booleans, and null where null was sent. Outer white space of names is trimmed, as Loops
    /// does.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement> Properties { get; internal init; } = new Dictionary<string, JsonElement>();

    /// <summary>The <c>Idempotency-Key</c> it was sent with, if any.</summary>
    public string? IdempotencyKey { get; internal init; }

    /// <summary>When it was accepted, on <see cref="LoopsServerOptions.TimeProvider"/>.</summary>
    public DateTimeOffset ReceivedAt { get; internal init; }

    /// <summary>The name of the event.</summary>
    public override string ToString() => Name;
}
