using System.Collections.ObjectModel;
using System.Text.Json;
using LoopsMapping.Testing.Endpoints;

namespace LoopsMapping.Testing.Reading;

/// <summary>What a body says about an event and its contact, checked in full before anything changes.</summary>
internal sealed record EventFields(string Name, ContactFields Contact, IReadOnlyDictionary<string, JsonElement> Properties)
{
    public static EventFields Read(IReadOnlyDictionary<string, JsonElement> body)
        => new(ReadName(body), ContactFields.Read(body, "eventName", "eventProperties"), ReadProperties(body));

    private static string ReadName(IReadOnlyDictionary<string, JsonElement> body)
    {
        var name = body.ReadText("eventName");
        if (string.IsNullOrWhiteSpace(name))
            throw new RefusedException(400, Messages.EventNameMissing);
        // Loops keeps colons for the names of events that come from platforms such as Stripe.
        if (name.Contains(':', StringComparison.Ordinal))
            throw new RefusedException(400, Messages.EventNameColon);
        return name;
    }

    private static ReadOnlyDictionary<string, JsonElement> ReadProperties(IReadOnlyDictionary<string, JsonElement> body)
    {
        var properties = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (!body.TryGetValue("eventProperties", out var value) || value.ValueKind == JsonValueKind.Null)
            return properties.AsReadOnly();
        if (value.ValueKind != JsonValueKind.Object)
            throw new RefusedException(400, "eventProperties must be an object.");
        foreach (var (name, property) in value.ReadMembers())
        {
            ContactFields.RequireScalar(name, property);
            properties[name.Trim()] = property;
        }
        return properties.AsReadOnly();
    }
}
