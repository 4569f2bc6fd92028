using System.Text.Json;
using LoopsMapping.Api;

namespace LoopsMapping;

/// <summary>An event that no class maps, for <see cref="LoopsApi.SendEventAsync"/>.</summary>
/// <param name="EventName">Its name as Loops shows it, case-sensitive. Loops makes a new event of any name that it does not know.</param>
public sealed record LoopsEventData(string EventName)
{
    /// <summary>The contact's e-mail address; this or <see cref="UserId"/> is required.</summary>
    public string? Email { get; init; }

    /// <summary>The contact's user id; without an email the contact has to be there.</summary>
    public string? UserId { get; init; }

    /// <summary>Event properties by name; null values are left out.</summary>
    public IReadOnlyDictionary<string, LoopsValue> EventProperties { get; init; } = new Dictionary<string, LoopsValue>();

    /// <summary>Properties of the contact to update on the way; <see cref="LoopsValue.Null"/> resets one.</summary>
    public IReadOnlyDictionary<string, LoopsValue> ContactProperties { get; init; } = new Dictionary<string, LoopsValue>();

    /// <summary>The contact's mailing lists: list id to true (add) or false (remove).</summary>
    public IReadOnlyDictionary<string, bool> MailingLists { get; init; } = new Dictionary<string, bool>();

    /// <summary>The name of the event alone, since it may get into a log.</summary>
    public override string ToString() => EventName;

    internal void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(EventName);
        writer.WriteString("eventName", EventName);
        writer.WriteText("email", Email);
        writer.WriteText("userId", UserId);
        writer.WriteProperties(ContactProperties);
        if (EventProperties.Any(static property => property.Value.Value is not null))
        {
            writer.WriteStartObject("eventProperties");
            foreach (var (name, value) in EventProperties)
            {
                if (value.Value is not null)
                    writer.WriteValue(name, value);
            }
            writer.WriteEndObject();
        }
        writer.WriteLists(MailingLists);
    }
}
