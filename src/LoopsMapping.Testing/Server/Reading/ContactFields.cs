using System.Text.Json;
using LoopsMapping.Testing.Endpoints;
using LoopsMapping.Testing.State;

namespace LoopsMapping.Testing.Reading;

/// <summary>What a body says about a contact, checked in full before anything changes.</summary>
internal sealed record ContactFields
{
    private static readonly HashSet<string> Texts = ["firstName", "lastName", "source", "userGroup"];

    private ContactFields()
    {
    }

    public required ContactIdentity Identity { get; init; }

    public string? Email => Identity.Email;

    public string? UserId => Identity.UserId;

    public required bool? Subscribed { get; init; }

    public required IReadOnlyDictionary<string, bool> MailingLists { get; init; }

    /// <summary>Every property that was sent, Loops' own texts included; null resets.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Properties { get; init; }

    /// <summary>Reads a body.</summary>
    /// <param name="body">The members of the body.</param>
    /// <param name="others">Members that are not about the contact.</param>
    public static ContactFields Read(IReadOnlyDictionary<string, JsonElement> body, params string[] others)
    {
        var properties = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, value) in body)
        {
            if (name is "email" or "userId" or "subscribed" or "mailingLists" || others.Contains(name))
                continue;
            // Loops has no error for a name that it does not know, and none is documented for one that it keeps for itself.
            if (PropertyNames.IsReserved(name))
                continue;
            if (Texts.Contains(name))
                _ = body.ReadText(name);
            RequireScalar(name, value);
            properties[name] = value;
        }

        return new()
        {
            Identity = ContactIdentity.Read(body),
            Subscribed = ReadSubscribed(body),
            MailingLists = ReadMailingLists(body),
            Properties = properties,
        };
    }

    /// <summary>A contact of whom only the email is known.</summary>
    public static ContactFields OfEmail(string email) => new()
    {
        Identity = new(email, null),
        Subscribed = null,
        MailingLists = new Dictionary<string, bool>(),
        Properties = new Dictionary<string, JsonElement>(),
    };

    /// <summary>The same without the properties of other names.</summary>
    public ContactFields Keep(Func<string, bool> isKept)
        => this with { Properties = Properties.Where(property => isKept(property.Key)).ToDictionary(StringComparer.Ordinal) };

    public static void RequireScalar(string name, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
            throw new RefusedException(400, $"{name} must be a string, number, boolean or date.");
    }

    private static bool? ReadSubscribed(IReadOnlyDictionary<string, JsonElement> body)
        => !body.TryGetValue("subscribed", out var value) || value.ValueKind == JsonValueKind.Null ? null
            : IsBoolean(value) ? value.GetBoolean()
            : throw new RefusedException(400, "subscribed must be a boolean.");

    private static Dictionary<string, bool> ReadMailingLists(IReadOnlyDictionary<string, JsonElement> body)
    {
        var lists = new Dictionary<string, bool>(StringComparer.Ordinal);
        if (!body.TryGetValue("mailingLists", out var value) || value.ValueKind == JsonValueKind.Null)
            return lists;
        if (value.ValueKind != JsonValueKind.Object)
            throw new RefusedException(400, "mailingLists must be an object of list ids and booleans.");
        foreach (var (list, isOn) in value.ReadMembers())
            lists[list] = IsBoolean(isOn) ? isOn.GetBoolean() : throw new RefusedException(400, "mailingLists must be an object of list ids and booleans.");
        return lists;
    }

    private static bool IsBoolean(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;
}
