using System.Text.Json;

namespace LoopsMapping.Testing;

/// <summary>A transactional email that <c>POST transactional</c> accepted.</summary>
public sealed class LoopsServerEmail
{
    internal LoopsServerEmail()
    {
    }

    /// <summary>The id of the template.</summary>
    public string TransactionalId { get; internal init; } = "";

    /// <summary>The recipient, as sent.</summary>
    public string Email { get; internal init; } = "";

    /// <summary>The <c>dataVariables</c> as sent: text, numbers, and lists of objects of these. Names that the template does not have are here too.</summary>
    public IReadOnlyDictionary<string, JsonElement> DataVariables { get; internal init; } = new Dictionary<string, JsonElement>();

    /// <summary>The files, decoded.</summary>
    public IReadOnlyList<LoopsAttachment> Attachments { get; internal init; } = [];

    /// <summary>The <c>Idempotency-Key</c> it was sent with, if any.</summary>
    public string? IdempotencyKey { get; internal init; }

    /// <summary>When it was accepted, on <see cref="LoopsServerOptions.TimeProvider"/>.</summary>
    public DateTimeOffset ReceivedAt { get; internal init; }

    /// <summary>Template and recipient on one line.</summary>
    public override string ToString() => $"{TransactionalId} to {Email}";
}
