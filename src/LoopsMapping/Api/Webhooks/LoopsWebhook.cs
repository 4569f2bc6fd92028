using System.Text.Json;
using System.Text.Json.Serialization;
using LoopsMapping.Api;

namespace LoopsMapping;

/// <summary>
/// Something that Loops tells of by webhook (Loops: Settings → Webhooks). Each event that Loops documents is a record of its own, named after
/// it: <c>contact.unsubscribed</c> is <see cref="LoopsContactUnsubscribed"/>. An event that Loops has added since is this record itself.
/// </summary>
public record LoopsWebhook
{
    /// <summary>An event that no record stands for, or a test's own.</summary>
    public LoopsWebhook()
        : this("")
    {
    }

    private protected LoopsWebhook(string eventName) => EventName = eventName;

    /// <summary>The header <c>webhook-id</c>: the same each time Loops tells of the same thing.</summary>
    [JsonIgnore]
    public string Id { get; init; } = "";

    /// <summary>Loops' name of the event: <c>contact.unsubscribed</c>.</summary>
    [JsonRequired]
    public string EventName { get; init; }

    /// <summary>When it happened, to the second, UTC (Loops: <c>eventTime</c>).</summary>
    [JsonRequired]
    public DateTimeOffset EventTime { get; init; }

    /// <summary>The version of the payload's shape (Loops: <c>webhookSchemaVersion</c>), <c>1.0.0</c>; empty when Loops told none.</summary>
    [JsonPropertyName("webhookSchemaVersion")]
    public string SchemaVersion { get => field ?? ""; init; }

    /// <summary>Whom it is about; null where there is nobody, as in <see cref="LoopsTestingTestEvent"/>.</summary>
    // Read apart: System.Text.Json's generator for .NET 8 writes code that does not compile for a property that is overridden.
    [JsonIgnore]
    public virtual LoopsContactIdentity? ContactIdentity { get; init; }

    /// <summary>The whole payload as it came, with what no member stands for.</summary>
    [JsonIgnore]
    public JsonElement Raw { get; init; }

    /// <summary>Reads a payload. Verify it first: <see cref="LoopsWebhookSignature.Verify"/>.</summary>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="body">The request's body, UTF-8.</param>
    /// <returns>The record of its event; a <see cref="LoopsWebhook"/> when the event is unknown.</returns>
    /// <exception cref="JsonException">It is no JSON, or lacks what Loops documents for the event. The message holds no value of it.</exception>
    public static LoopsWebhook Parse(string id, ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(id);
        var payload = Read(body);
        try
        {
            if (payload.ValueKind != JsonValueKind.Object || !payload.TryGetProperty("eventName", out var name) || name.ValueKind != JsonValueKind.String)
                throw new JsonException("A webhook is a JSON object with an eventName.");
            var webhook = (LoopsWebhook)payload.Deserialize(WebhookTypes.Of(name.GetString()!))!;
            var identity = payload.TryGetProperty("contactIdentity", out var contact) ? contact.Deserialize(WebhookJson.Default.LoopsContactIdentity) : null;
            return identity is null && webhook is LoopsContactWebhook
                ? throw new JsonException($"{webhook} has no contactIdentity.")
                : webhook with { Id = id, Raw = payload, ContactIdentity = identity };
        }
        catch (InvalidOperationException exception)
        {
            // What System.Text.Json throws at a text that is no Unicode, once it is read.
            throw new JsonException("A text is no valid Unicode.", exception);
        }
    }

    /// <summary>The name of the event alone, since the rest is personal data.</summary>
    public sealed override string ToString() => EventName;

    private static JsonElement Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            // The reader's own message repeats what it stumbled over.
            throw new JsonException($"It is no JSON, from line {exception.LineNumber + 1} on.");
        }
    }
}
