namespace LoopsMapping.Generator.Model;

/// <summary>Where in the request a member goes.</summary>
internal enum MemberRole
{
    /// <summary>The contact's <c>email</c>.</summary>
    Email,

    /// <summary>The contact's <c>userId</c>.</summary>
    UserId,

    /// <summary>A property of the contact, at the root.</summary>
    ContactProperty,

    /// <summary>A property of the event, under <c>eventProperties</c>.</summary>
    EventProperty,

    /// <summary>A dictionary of contact properties, or of event properties on an event.</summary>
    CustomAttributes,

    /// <summary>One mailing list, under <c>mailingLists</c>.</summary>
    MailingList,

    /// <summary>A dictionary of mailing lists.</summary>
    MailingLists,

    /// <summary>A data variable of a transactional email, under <c>dataVariables</c>.</summary>
    DataVariable,

    /// <summary>The files that go with a transactional email.</summary>
    Attachments,

    /// <summary>The <c>Idempotency-Key</c> of an event or a transactional email, a header and no part of the body.</summary>
    IdempotencyKey,
}
