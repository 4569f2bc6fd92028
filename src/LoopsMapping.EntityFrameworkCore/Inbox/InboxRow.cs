namespace LoopsMapping.EntityFrameworkCore.Inbox;

/// <summary>
/// One record on its way from the user's transaction to the outbox. The columns are few, and what is in them may grow: the table is part of the
/// user's migrations.
/// </summary>
internal sealed class InboxRow
{
    public const int NewestVersion = 1;

    public long Id { get; init; }

    /// <summary>What the record is known by until the outbox has it, so that moving it twice stores it once.</summary>
    public Guid RecordId { get; init; }

    /// <summary>Rows of a newer version wait for a process that knows it.</summary>
    public int Version { get; init; } = NewestVersion;

    public required string Team { get; init; }

    /// <summary>When it was saved, in milliseconds since 1970, by the clock of the process.</summary>
    public long SavedAt { get; init; }

    /// <summary>All of the record but its body, as JSON.</summary>
    public required string Header { get; init; }

    public required byte[] Body { get; init; }
}
