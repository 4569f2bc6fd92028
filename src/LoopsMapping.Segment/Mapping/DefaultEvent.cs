using LoopsMapping.Segment.Messages;

namespace LoopsMapping.Segment.Mapping;

/// <summary>Segment's action "Send Event", alone or refined by a class.</summary>
internal sealed class DefaultEvent
{
    public const string Path = "events/send";
    public const string Method = "POST";

    private readonly FieldSource _email;
    private readonly FieldSource _eventName;
    private readonly FieldSource _userId;
    private readonly FieldSource _contactProperties;
    private readonly FieldSource _eventProperties;

    public DefaultEvent(SegmentEventFields fields)
    {
        IsEnabled = fields.IsEnabled;
        _email = FieldSource.Of(nameof(fields.Email), fields.Email);
        _eventName = FieldSource.Of(nameof(fields.EventName), fields.EventName);
        _userId = FieldSource.Of(nameof(fields.UserId), fields.UserId);
        _contactProperties = FieldSource.Of(nameof(fields.ContactProperties), fields.ContactProperties);
        _eventProperties = FieldSource.Of(nameof(fields.EventProperties), fields.EventProperties);
    }

    /// <summary>Whether it takes what no class takes.</summary>
    public bool IsEnabled { get; }

    /// <summary>Writes the body.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="message">The message.</param>
    /// <param name="mapping">The class that refines it; <see langword="null"/> for none.</param>
    public void Write(ref SegmentWriter writer, SegmentMessage message, SegmentEventMapping? mapping)
    {
        mapping?.WriteOwnProperties(ref writer, message);
        var named = mapping?.Named ?? FieldNames.None;
        var isWhole = mapping is not { IsOnly: true };

        // In Segment's order, which is the order of its complaints. Who it is goes out in any case.
        var userId = named.Contains(FieldName.UserId) ? default : _userId.Read(message);
        var email = named.Contains(FieldName.Email) ? default : _email.Read(message);
        var eventName = mapping is null ? _eventName.Read(message) : SegmentValue.Null;
        FieldRules.WriteEmail(ref writer, email);
        if (mapping is null)
            FieldRules.WriteText(ref writer, FieldName.EventName, eventName);
        else
            writer.Json.WriteQuoted(FieldName.EventName.Segment, mapping.EventName);
        FieldRules.WriteUserId(ref writer, userId);

        var contact = isWhole ? FieldRules.ReadObject(ref writer, FieldName.ContactProperties, _contactProperties.Read(message)) : default;
        var properties = isWhole ? FieldRules.ReadObject(ref writer, FieldName.EventProperties, _eventProperties.Read(message)) : default;
        if (mapping is null)
            WriteProperties(ref writer, properties);
        else
            WriteProperties(ref writer, message, mapping, properties);
        if (mapping is not null)
            WriteMailingLists(ref writer, message, mapping);
        if (contact.Exists)
            WriteContact(ref writer, contact, named);
        FieldRules.RequireIdentity(ref writer, userId);
        if (mapping is null && FieldRules.IsEmpty(eventName))
            writer.FailFirst("The root value is missing the required field 'eventName'.");
    }

    private static void WriteProperties(ref SegmentWriter writer, SegmentValue properties)
    {
        if (!properties.Exists)
            return;
        if (writer.Message.Index.IsPlain(properties.Entry))
        {
            writer.Json.WriteValue(FieldName.EventProperties.Segment, properties.Raw);
            return;
        }
        var mark = writer.Json.BeginObject(FieldName.EventProperties.Segment);
        Attributes.Write(ref writer, properties, FieldNames.None, default);
        writer.Json.EndObjectOrEmpty(mark);
    }

    private static void WriteProperties(ref SegmentWriter writer, SegmentMessage message, SegmentEventMapping mapping, SegmentValue properties)
    {
        var mark = writer.Json.BeginObject(FieldName.EventProperties.Segment);
        mapping.WriteOwnEventProperties(ref writer, message);
        if (!properties.Exists)
        {
            writer.Json.EndObject(mark, FieldName.EventProperties.Segment);
            return;
        }
        Attributes.Write(ref writer, properties, mapping.NamedProperties, default);
        writer.Json.EndObjectOrEmpty(mark);
    }

    private static void WriteMailingLists(ref SegmentWriter writer, SegmentMessage message, SegmentEventMapping mapping)
    {
        var mark = writer.Json.BeginObject(FieldName.MailingLists.Segment);
        mapping.WriteOwnMailingLists(ref writer, message);
        writer.Json.EndObject(mark, FieldName.MailingLists.Segment);
    }

    /// <summary>Segment lets them overwrite who it is and what happened; here they never do.</summary>
    private static void WriteContact(ref SegmentWriter writer, SegmentValue contact, FieldNames named)
    {
        var reserved = new WrittenFields();
        reserved.Add(FieldName.Email);
        reserved.Add(FieldName.UserId);
        reserved.Add(FieldName.EventName);
        reserved.Add(FieldName.EventProperties);
        Attributes.Write(ref writer, contact, named, reserved);
    }
}
