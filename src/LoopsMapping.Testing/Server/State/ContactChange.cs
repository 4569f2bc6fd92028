using System.Collections.ObjectModel;
using System.Text.Json;
using LoopsMapping.Testing.Reading;

namespace LoopsMapping.Testing.State;

/// <summary>How a request changes a contact: what it does not name stays.</summary>
internal static class ContactChange
{
    public static LoopsServerContact Apply(LoopsServerContact before, ContactFields fields, string? email)
    {
        var subscribed = fields.Subscribed ?? before.Subscribed;
        return new()
        {
            Id = before.Id,
            Email = email ?? before.Email,
            UserId = fields.UserId ?? before.UserId,
            FirstName = Text(fields, "firstName", before.FirstName, reset: null),
            LastName = Text(fields, "lastName", before.LastName, reset: null),
            Source = Text(fields, "source", before.Source, LoopsServerContact.DefaultSource)!,
            UserGroup = Text(fields, "userGroup", before.UserGroup, reset: "")!,
            Subscribed = subscribed,
            MailingLists = Lists(before.MailingLists, fields.MailingLists, subscribed),
            Properties = Properties(before.Properties, fields.Properties),
        };
    }

    private static string? Text(ContactFields fields, string name, string? before, string? reset)
        => fields.Properties.TryGetValue(name, out var value) ? value.GetString() ?? reset : before;

    private static ReadOnlyDictionary<string, bool> Lists(IReadOnlyDictionary<string, bool> before, IReadOnlyDictionary<string, bool> sent, bool subscribed)
    {
        var after = new Dictionary<string, bool>(before, StringComparer.Ordinal);
        foreach (var (list, isOn) in sent)
        {
            // Loops adds nobody to a list who has unsubscribed from everything, and does not say so.
            if (!isOn)
                after.Remove(list);
            else if (subscribed)
                after[list] = true;
        }
        return after.AsReadOnly();
    }

    private static ReadOnlyDictionary<string, JsonElement> Properties(IReadOnlyDictionary<string, JsonElement> before, IReadOnlyDictionary<string, JsonElement> sent)
    {
        var after = new Dictionary<string, JsonElement>(before, StringComparer.Ordinal);
        foreach (var (name, value) in sent)
        {
            if (name is "firstName" or "lastName" or "source" or "userGroup")
                continue;
            if (value.ValueKind == JsonValueKind.Null)
                after.Remove(name);
            else
                after[name] = value;
        }
        return after.AsReadOnly();
    }
}
