namespace LoopsMapping.Generator.Model;

internal enum ValueKind
{
    String,
    Char,
    Guid,
    Uri,
    Enum,
    Number,
    Boolean,

    /// <summary>DateTime, DateTimeOffset or DateOnly.</summary>
    Date,

    /// <summary>Any IFormattable, as text in a format of its own.</summary>
    Formatted,

    /// <summary>A dictionary from mailing list id to bool.</summary>
    MailingLists,

    /// <summary>A dictionary from name to LoopsValue.</summary>
    CustomAttributes,

    /// <summary>A list of flat objects.</summary>
    Objects,

    /// <summary>A list of LoopsAttachment.</summary>
    Attachments,
}
