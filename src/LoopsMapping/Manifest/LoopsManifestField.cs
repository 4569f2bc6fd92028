namespace LoopsMapping;

/// <summary>One value that a mapping sends.</summary>
public sealed record LoopsManifestField
{
    /// <summary>The name in Loops; for a mailing list its id.</summary>
    public required string Name { get; init; }

    /// <summary>Where in the request it goes.</summary>
    public required LoopsManifestPlace Place { get; init; }

    /// <summary>What Loops gets.</summary>
    public required LoopsManifestType Type { get; init; }

    /// <summary>The C# member; null for a constant.</summary>
    public string? Member { get; init; }

    /// <summary>The value that every request has, from the annotation of the class; else null.</summary>
    public string? Constant { get; init; }

    /// <summary>Whether the type of the member says that there is always a value.</summary>
    public bool Required { get; init; }

    /// <summary>Whether null is sent, which resets a contact property, instead of left out.</summary>
    public bool Clears { get; init; }

    /// <summary>Whether the value is made by code of the user: a get-only member, a <c>Convert</c> or a <c>Format</c>.</summary>
    public bool Computed { get; init; }

    /// <summary>The .NET format that makes text of it; null for most.</summary>
    public string? Format { get; init; }

    /// <summary>The texts that the values of an enum are sent as; empty for anything else.</summary>
    public IReadOnlyList<string> Values { get => field ?? []; init; }

    /// <summary>What each object of a list has; empty for anything else.</summary>
    public IReadOnlyList<LoopsManifestField> Items { get => field ?? []; init; }

    internal LoopsPropertyType PropertyType => Type switch
    {
        LoopsManifestType.Number => LoopsPropertyType.Number,
        LoopsManifestType.Boolean => LoopsPropertyType.Boolean,
        LoopsManifestType.Date => LoopsPropertyType.Date,
        _ => LoopsPropertyType.Text,
    };
}

/// <summary>Where in a request a value goes.</summary>
public enum LoopsManifestPlace
{
    /// <summary><c>email</c> or <c>userId</c>.</summary>
    Identity,

    /// <summary>A contact property, at the root.</summary>
    Contact,

    /// <summary>A property of the event, under <c>eventProperties</c>.</summary>
    Event,

    /// <summary>A dictionary whose names are known at run time only: contact properties, or event properties of an event.</summary>
    CustomAttributes,

    /// <summary>One mailing list, under <c>mailingLists</c>.</summary>
    MailingList,

    /// <summary>A dictionary of mailing lists.</summary>
    MailingLists,

    /// <summary>A data variable, under <c>dataVariables</c>.</summary>
    DataVariable,

    /// <summary>The files that go with a transactional email.</summary>
    Attachments,

    /// <summary>The header <c>Idempotency-Key</c>.</summary>
    IdempotencyKey,
}

/// <summary>What Loops gets of a value.</summary>
public enum LoopsManifestType
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A date, as text.</summary>
    Date,

    /// <summary>A list of flat objects.</summary>
    List,

    /// <summary>What has no type of Loops' own: a dictionary, or files.</summary>
    Other,
}
