namespace LoopsMapping.Tool.Schema;

/// <summary>What an account has, as far as code can be checked against it: the content of a schema file, ordered by key, id and name.</summary>
internal sealed record AccountSchema(
    string Team,
    DateTimeOffset PulledAt,
    IReadOnlyList<SchemaProperty> ContactProperties,
    IReadOnlyList<SchemaList> MailingLists,
    IReadOnlyList<SchemaEvent> Events,
    IReadOnlyList<SchemaEmail> TransactionalEmails)
{
    public const string Link = "https://raw.githubusercontent.com/LoopsMapping/LoopsMapping/main/docs/loops.schema.v1.json";

    public const int Version = 1;
}

/// <summary>A contact property.</summary>
internal sealed record SchemaProperty(string Key, string? Label, string Type);

internal sealed record SchemaList(string Id, string Name, bool IsPublic);

internal sealed record SchemaEvent(string Name, IReadOnlyList<SchemaEventProperty> Properties);

internal sealed record SchemaEventProperty(string Key, string Type);

internal sealed record SchemaEmail(string Id, string Name, IReadOnlyList<string> DataVariables);
