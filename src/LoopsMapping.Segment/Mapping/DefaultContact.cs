using LoopsMapping.Segment.Messages;

namespace LoopsMapping.Segment.Mapping;

/// <summary>Segment's action "Create or update a contact", alone or refined by a class.</summary>
internal sealed class DefaultContact
{
    public const string Path = "contacts/update";
    public const string Method = "PUT";

    private readonly FieldSource _createdAt;
    private readonly FieldSource _customAttributes;
    private readonly FieldSource _email;
    private readonly FieldSource _firstName;
    private readonly FieldSource _lastName;
    private readonly FieldSource _mailingLists;
    private readonly FieldSource _source;
    private readonly FieldSource _subscribed;
    private readonly FieldSource _userGroup;
    private readonly FieldSource _userId;

    public DefaultContact(SegmentContactFields fields)
    {
        IsEnabled = fields.IsEnabled;
        _createdAt = FieldSource.Of(nameof(fields.CreatedAt), fields.CreatedAt);
        _customAttributes = FieldSource.Of(nameof(fields.CustomAttributes), fields.CustomAttributes);
        _email = FieldSource.Of(nameof(fields.Email), fields.Email);
        _firstName = FieldSource.Of(nameof(fields.FirstName), fields.FirstName);
        _lastName = FieldSource.Of(nameof(fields.LastName), fields.LastName);
        _mailingLists = FieldSource.Of(nameof(fields.MailingLists), fields.MailingLists);
        _source = FieldSource.Of(nameof(fields.Source), fields.Source);
        _subscribed = FieldSource.Of(nameof(fields.Subscribed), fields.Subscribed);
        _userGroup = FieldSource.Of(nameof(fields.UserGroup), fields.UserGroup);
        _userId = FieldSource.Of(nameof(fields.UserId), fields.UserId);
    }

    /// <summary>Whether it takes what no class takes.</summary>
    public bool IsEnabled { get; }

    /// <summary>Writes the body.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="message">The message.</param>
    /// <param name="mapping">The class that refines it; <see langword="null"/> for none.</param>
    public void Write(ref SegmentWriter writer, SegmentMessage message, SegmentContactMapping? mapping)
    {
        mapping?.WriteOwnProperties(ref writer, message);
        var named = mapping?.Named ?? FieldNames.None;
        var isWhole = mapping is not { IsOnly: true };

        // In Segment's order, which is the order of its complaints. Who it is goes out in any case.
        var userId = named.Contains(FieldName.UserId) ? default : _userId.Read(message);
        var email = named.Contains(FieldName.Email) ? default : _email.Read(message);
        var written = new WrittenFields();
        SegmentValue attributes = default;
        if (isWhole)
        {
            if (!named.Contains(FieldName.CreatedAt) && FieldRules.WriteDate(ref writer, FieldName.CreatedAt, _createdAt.Read(message)))
                written.Add(FieldName.CreatedAt);
            attributes = FieldRules.ReadObject(ref writer, FieldName.CustomAttributes, _customAttributes.Read(message));
        }
        if (FieldRules.WriteEmail(ref writer, email))
            written.Add(FieldName.Email);
        SegmentValue lists = default;
        if (isWhole)
        {
            WriteText(ref writer, ref written, FieldName.FirstName, _firstName, message, named);
            WriteText(ref writer, ref written, FieldName.LastName, _lastName, message, named);
            lists = FieldRules.ReadObject(ref writer, FieldName.MailingLists, _mailingLists.Read(message));
            WriteText(ref writer, ref written, FieldName.Source, _source, message, named);
            if (!named.Contains(FieldName.Subscribed) && FieldRules.WriteBoolean(ref writer, FieldName.Subscribed, _subscribed.Read(message)))
                written.Add(FieldName.Subscribed);
            WriteText(ref writer, ref written, FieldName.UserGroup, _userGroup, message, named);
        }
        if (FieldRules.WriteUserId(ref writer, userId))
            written.Add(FieldName.UserId);

        WriteMailingLists(ref writer, message, mapping, lists, attributes);
        written.Add(FieldName.MailingLists);
        if (attributes.Exists)
            Attributes.Write(ref writer, attributes, named, written);
        FieldRules.RequireIdentity(ref writer, userId);
    }

    private static void WriteText(
        ref SegmentWriter writer, ref WrittenFields written, FieldName field, FieldSource source, SegmentMessage message, FieldNames named)
    {
        if (!named.Contains(field) && FieldRules.WriteText(ref writer, field, source.Read(message)))
            written.Add(field);
    }

    /// <summary>Always there, as Segment sends it, except where a class alone says what is sent.</summary>
    private static void WriteMailingLists(
        ref SegmentWriter writer, SegmentMessage message, SegmentContactMapping? mapping, SegmentValue lists, SegmentValue attributes)
    {
        var mark = writer.Json.BeginObject(FieldName.MailingLists.Segment);
        mapping?.WriteOwnMailingLists(ref writer, message);
        if (mapping is { IsOnly: true })
        {
            writer.Json.EndObject(mark, FieldName.MailingLists.Segment);
            return;
        }
        if (!MailingLists.HasMembers(lists))
            lists = attributes.Exists ? attributes["mailingLists"u8] : default;
        MailingLists.Write(ref writer, mark, lists);
        writer.Json.EndObjectOrEmpty(mark);
    }
}
