namespace LoopsMapping;

/// <summary>One mapping of a destination: an annotated class, and what is sent of it.</summary>
public sealed record LoopsManifestMapping
{
    /// <summary>The full name of the class: <c>Shop.User</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What it becomes.</summary>
    public required LoopsManifestAction Action { get; init; }

    /// <summary>The name of an event, or the id of a transactional email; null for a contact.</summary>
    public string? Name { get; init; }

    /// <summary>The condition (Segment: FQL) on which a message of a Segment SDK fires it; null where none does.</summary>
    public string? Trigger { get; init; }

    /// <summary>Whether of a Segment message nothing but the fields is sent.</summary>
    public bool Only { get; init; }

    /// <summary>Whether the recipient of a transactional email becomes a contact.</summary>
    public bool AddToAudience { get; init; }

    /// <summary>What is sent: constants, identifiers, properties, mailing lists, and what else there is.</summary>
    public required IReadOnlyList<LoopsManifestField> Fields { get; init; }
}

/// <summary>What a mapping does in Loops.</summary>
public enum LoopsManifestAction
{
    /// <summary>Creates or updates a contact (Segment: identify; Loops: <c>PUT /v1/contacts/update</c>).</summary>
    Contact,

    /// <summary>Sends an event (Segment: track; Loops: <c>POST /v1/events/send</c>).</summary>
    Event,

    /// <summary>Sends a transactional email (Loops: <c>POST /v1/transactional</c>).</summary>
    Transactional,
}
