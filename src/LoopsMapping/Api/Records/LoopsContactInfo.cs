using System.Collections.ObjectModel;
using System.Text.Json;

namespace LoopsMapping;

/// <summary>A contact as Loops has it (Loops: the answer of <c>GET /v1/contacts/find</c>, and the webhook <c>contact.created</c>).</summary>
public sealed record LoopsContactInfo
{
    private static readonly HashSet<string> Own =
        ["id", "email", "firstName", "lastName", "source", "subscribed", "userGroup", "userId", "notes", "mailingLists", "optInStatus"];

    private LoopsContactInfo(JsonElement raw) => Raw = raw;

    /// <summary>Loops' own id.</summary>
    public string Id { get; private init; } = "";

    /// <summary>The e-mail address.</summary>
    public string Email { get; private init; } = "";

    /// <summary>The user id that your own system gave.</summary>
    public string? UserId { get; private init; }

    /// <summary>The first name.</summary>
    public string? FirstName { get; private init; }

    /// <summary>The last name.</summary>
    public string? LastName { get; private init; }

    /// <summary>Where the contact comes from.</summary>
    public string? Source { get; private init; }

    /// <summary>Whether the contact gets marketing e-mail.</summary>
    public bool Subscribed { get; private init; }

    /// <summary>The group that the contact is in; empty for none.</summary>
    public string? UserGroup { get; private init; }

    /// <summary>What the team wrote about the contact; null for nothing, and where Loops does not tell it.</summary>
    public string? Notes { get; private init; }

    /// <summary><c>accepted</c>, <c>pending</c>, <c>rejected</c>, or null without double opt-in.</summary>
    public string? OptInStatus { get; private init; }

    /// <summary>The ids of the lists that the contact is on.</summary>
    public IReadOnlyList<string> MailingLists { get; private init; } = [];

    /// <summary>The custom properties by name, as JSON: text, a number, true or false, or null.</summary>
    public IReadOnlyDictionary<string, JsonElement> Properties { get; private init; } = ReadOnlyDictionary<string, JsonElement>.Empty;

    /// <summary>The whole contact as it came.</summary>
    public JsonElement Raw { get; }

    /// <summary>Loops' own id, since the rest is personal data.</summary>
    public override string ToString() => Id;

    internal static LoopsContactInfo Of(JsonElement contact)
    {
        if (contact.ValueKind != JsonValueKind.Object)
            throw new LoopsException($"Loops answered with {contact.ValueKind} where a contact was expected.");
        return new(contact)
        {
            Id = Text(contact, "id") ?? "",
            Email = Text(contact, "email") ?? "",
            UserId = Text(contact, "userId"),
            FirstName = Text(contact, "firstName"),
            LastName = Text(contact, "lastName"),
            Source = Text(contact, "source"),
            Subscribed = contact.TryGetProperty("subscribed", out var subscribed) && subscribed.ValueKind == JsonValueKind.True,
            UserGroup = Text(contact, "userGroup"),
            Notes = Text(contact, "notes"),
            OptInStatus = Text(contact, "optInStatus"),
            MailingLists = [.. Members(contact, "mailingLists").Where(static list => list.Value.ValueKind == JsonValueKind.True).Select(static list => list.Name)],
            Properties = Custom(contact),
        };
    }

    /// <summary>Of a name that comes twice, the last, as in JSON elsewhere.</summary>
    private static Dictionary<string, JsonElement> Custom(JsonElement contact)
    {
        var properties = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in contact.EnumerateObject())
        {
            if (!Own.Contains(member.Name))
                properties[member.Name] = member.Value;
        }
        return properties;
    }

    private static string? Text(JsonElement contact, string name)
        => contact.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement.ObjectEnumerator Members(JsonElement contact, string name)
        => contact.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default;
}
