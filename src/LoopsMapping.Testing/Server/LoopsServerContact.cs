using System.Text.Json;
using LoopsMapping.Testing.Endpoints;

namespace LoopsMapping.Testing;

/// <summary>A contact as it was when <see cref="LoopsServer.Contacts"/> was read. It never changes; read the list again to see more.</summary>
public sealed class LoopsServerContact
{
    internal LoopsServerContact()
    {
    }

    /// <summary>The id that Loops gives: <c>c</c> and 24 lower-case letters and digits.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The email address. Every contact has one, and no two have the same, whatever its case.</summary>
    public string Email { get; internal init; } = "";

    /// <summary>The user id, case-sensitive and unique; <see langword="null"/> until one is sent.</summary>
    public string? UserId { get; internal init; }

    /// <summary>The first name; <see langword="null"/> when it was never sent or reset with null.</summary>
    public string? FirstName { get; internal init; }

    /// <summary>The last name; <see langword="null"/> when it was never sent or reset with null.</summary>
    public string? LastName { get; internal init; }

    /// <summary>Where the contact came from, <c>API</c> unless another source was sent.</summary>
    public string Source { get; internal init; } = DefaultSource;

    /// <summary>
    /// Whether the contact receives campaigns and workflows. <see langword="true"/> for new contacts; changes only when <c>subscribed</c>
    /// is sent.
    /// </summary>
    public bool Subscribed { get; internal init; } = true;

    /// <summary>The user group, empty unless one was sent.</summary>
    public string UserGroup { get; internal init; } = "";

    /// <summary>
    /// The lists the contact is on, by id, each with <see langword="true"/>, as Loops gives them. A list that a request took it off is absent,
    /// and so is one that could not be added because the contact was unsubscribed.
    /// </summary>
    public IReadOnlyDictionary<string, bool> MailingLists { get; internal init; } = new Dictionary<string, bool>();

    /// <summary>
    /// Every other property, as sent: text, numbers and booleans. Unknown names are kept unless
    /// <see cref="LoopsServerOptions.UnknownContactProperties"/> drops them; a property that was reset with null is absent. <c>createdAt</c>
    /// and <c>notes</c> are here too.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement> Properties { get; internal init; } = new Dictionary<string, JsonElement>();

    internal const string DefaultSource = "API";

    /// <summary>
    /// The contact as <c>GET contacts/find</c> answers it: one JSON object, custom properties at the top level, only the lists it is on under
    /// <c>mailingLists</c>.
    /// </summary>
    public string ToJson() => ResponseJson.Write(this, static (writer, contact) => contact.WriteTo(writer));

    /// <summary>The email address.</summary>
    public override string ToString() => Email;

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("id", Id);
        writer.WriteString("email", Email);
        writer.WriteString("firstName", FirstName);
        writer.WriteString("lastName", LastName);
        writer.WriteString("source", Source);
        writer.WriteBoolean("subscribed", Subscribed);
        writer.WriteString("userGroup", UserGroup);
        writer.WriteString("userId", UserId);
        writer.WriteStartObject("mailingLists");
        foreach (var (list, isOn) in MailingLists)
            writer.WriteBoolean(list, isOn);
        writer.WriteEndObject();
        writer.WriteNull("optInStatus");
        foreach (var (name, value) in Properties)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
        writer.WriteEndObject();
    }

    internal void WriteIdentityTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("id", Id);
        writer.WriteString("email", Email);
        writer.WriteString("userId", UserId);
        writer.WriteEndObject();
    }
}
