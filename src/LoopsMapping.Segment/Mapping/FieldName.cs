using System.Text;
using LoopsMapping.Segment.Messages;

namespace LoopsMapping.Segment.Mapping;

/// <summary>A field of Segment's destination: what Loops calls it, and what Segment calls it in its messages.</summary>
internal sealed class FieldName
{
    private readonly byte[] _name;
    private readonly byte[] _segment;

    private FieldName(string name, string label)
    {
        Label = label;
        _name = Encoding.UTF8.GetBytes(name);
        _segment = Encoding.UTF8.GetBytes($",\"{name}\":");
        Hash = NameHash.Of(_name);
    }

    public static readonly FieldName CreatedAt = new("createdAt", "Contact Created Date");
    public static readonly FieldName CustomAttributes = new("customAttributes", "Custom Contact Attributes");
    public static readonly FieldName Email = new("email", "Contact Email");
    public static readonly FieldName FirstName = new("firstName", "First Name");
    public static readonly FieldName LastName = new("lastName", "Last Name");
    public static readonly FieldName MailingLists = new("mailingLists", "Mailing Lists");
    public static readonly FieldName Source = new("source", "Source");
    public static readonly FieldName Subscribed = new("subscribed", "Subscribed");
    public static readonly FieldName UserGroup = new("userGroup", "User Group");
    public static readonly FieldName UserId = new("userId", "User ID");
    public static readonly FieldName EventName = new("eventName", "Event Name");
    public static readonly FieldName ContactProperties = new("contactProperties", "Contact Properties");
    public static readonly FieldName EventProperties = new("eventProperties", "Event Properties");

    /// <summary>What Segment calls it.</summary>
    public string Label { get; }

    /// <summary>Its name, UTF-8.</summary>
    public ReadOnlySpan<byte> Name => _name;

    public uint Hash { get; }

    /// <summary>Its name as it begins in JSON: <c>,"email":</c>.</summary>
    public ReadOnlySpan<byte> Segment => _segment;
}
