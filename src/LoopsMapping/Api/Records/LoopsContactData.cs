using System.Text.Json;
using LoopsMapping.Api;

namespace LoopsMapping;

/// <summary>What <see cref="LoopsApi"/> writes about a contact that no class maps. What is null or left out is not sent.</summary>
public sealed record LoopsContactData
{
    /// <summary>The e-mail address; required to create a contact.</summary>
    public string? Email { get; init; }

    /// <summary>The user id; with a new <see cref="Email"/>, the contact with this id moves there.</summary>
    public string? UserId { get; init; }

    /// <summary>The first name.</summary>
    public string? FirstName { get; init; }

    /// <summary>The last name.</summary>
    public string? LastName { get; init; }

    /// <summary>Where the contact comes from; <c>API</c> by default.</summary>
    public string? Source { get; init; }

    /// <summary>Whether the contact gets marketing e-mail. True subscribes people again who have opted out: leave it null unless they have just decided.</summary>
    public bool? Subscribed { get; init; }

    /// <summary>The one group that the contact is in.</summary>
    public string? UserGroup { get; init; }

    /// <summary>List id to true (add) or false (remove).</summary>
    public IReadOnlyDictionary<string, bool> MailingLists { get; init; } = new Dictionary<string, bool>();

    /// <summary>Custom contact properties by name; <see cref="LoopsValue.Null"/> resets one.</summary>
    public IReadOnlyDictionary<string, LoopsValue> Properties { get; init; } = new Dictionary<string, LoopsValue>();

    /// <summary>Nothing of what it holds, since it may get into a log.</summary>
    public override string ToString() => nameof(LoopsContactData);

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteText("email", Email);
        writer.WriteText("userId", UserId);
        writer.WriteText("firstName", FirstName);
        writer.WriteText("lastName", LastName);
        writer.WriteText("source", Source);
        if (Subscribed is { } subscribed)
            writer.WriteBoolean("subscribed", subscribed);
        writer.WriteText("userGroup", UserGroup);
        writer.WriteProperties(Properties);
        writer.WriteLists(MailingLists);
    }
}
