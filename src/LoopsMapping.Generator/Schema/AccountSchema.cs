namespace LoopsMapping.Generator.Schema;

/// <summary>
/// What an account of Loops has, as its schema file says. A part that the file leaves out is <see langword="null"/>: nothing is known of
/// it, and nothing is compared with it.
/// </summary>
internal sealed record AccountSchema
{
    /// <summary>The properties of contacts, the built-in ones included.</summary>
    public NamedEntries<PropertyType>? ContactProperties { get; init; }

    /// <summary>The names of the mailing lists by id.</summary>
    public NamedEntries<string>? MailingLists { get; init; }

    /// <summary>The properties of the events by event name; <see langword="null"/> for an event of which the file does not list them.</summary>
    public NamedEntries<NamedEntries<PropertyType>?>? Events { get; init; }

    /// <summary>The transactional emails by id.</summary>
    public NamedEntries<AccountEmail>? TransactionalEmails { get; init; }
}

/// <summary>A transactional email.</summary>
/// <param name="Name">Its name; the id where the file has none.</param>
/// <param name="DataVariables">The names of its data variables; <see langword="null"/> when the file does not list them.</param>
internal sealed record AccountEmail(string Name, IReadOnlyList<string>? DataVariables);

/// <summary>A type of Loops.</summary>
internal enum PropertyType
{
    /// <summary>The file does not say, or says one that is not known here: anything can be right.</summary>
    Unknown,
    String,
    Number,
    Boolean,
    Date,
}
