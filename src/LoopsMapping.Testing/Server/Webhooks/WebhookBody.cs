using System.Text.Json;
using LoopsMapping.Testing.Endpoints;

namespace LoopsMapping.Testing.Webhooks;

/// <summary>Bodies of webhooks.</summary>
internal static class WebhookBody
{
    public const string TestEvent = "testing.testEvent";

    private const string SchemaVersion = "1.0.0";

    /// <summary>What happened to a contact.</summary>
    public static string OfContact(string eventName, DateTimeOffset time, LoopsServerContact contact, Action<Utf8JsonWriter>? writeRest = null)
        => ResponseJson.Write(contact, (writer, contact) =>
        {
            writer.WriteStartObject();
            writer.WriteString("eventName", eventName);
            writer.WriteNumber("eventTime", time.ToUnixTimeSeconds());
            writer.WriteString("webhookSchemaVersion", SchemaVersion);
            writer.WritePropertyName("contactIdentity");
            contact.WriteIdentityTo(writer);
            writeRest?.Invoke(writer);
            writer.WriteEndObject();
        });

    /// <summary>The members that a test gives, and those around them that it does not.</summary>
    /// <exception cref="ArgumentException">They are no JSON object.</exception>
    public static string OfMembers(string eventName, DateTimeOffset time, string payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw new ArgumentException("It must be a JSON object.", nameof(payload));
            return ResponseJson.Write(json.RootElement, (writer, given) =>
            {
                writer.WriteStartObject();
                writer.WriteString("eventName", eventName);
                if (!given.TryGetProperty("eventTime", out _))
                    writer.WriteNumber("eventTime", time.ToUnixTimeSeconds());
                foreach (var member in given.EnumerateObject())
                {
                    if (member.Name != "eventName")
                        member.WriteTo(writer);
                }
                if (!given.TryGetProperty("webhookSchemaVersion", out _))
                    writer.WriteString("webhookSchemaVersion", SchemaVersion);
                writer.WriteEndObject();
            });
        }
        catch (JsonException exception)
        {
            throw new ArgumentException("It must be a JSON object.", nameof(payload), exception);
        }
    }
}
