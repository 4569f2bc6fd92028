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

    /// <summary>A dictionary from mailing list id to bool.</summary>
    MailingLists,
}
