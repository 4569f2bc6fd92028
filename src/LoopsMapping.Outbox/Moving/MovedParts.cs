namespace LoopsMapping.Outbox.Moving;

/// <summary>A message on its way from one store to another, with all that its first store knows of it. Times are of the clock on the wall.</summary>
/// <param name="Record">What an operator sees of it.</param>
internal sealed record MovedMessage(LoopsOutboxRecord Record)
{
    public bool IsCallersKey { get; init; }

    public string? TraceParent { get; init; }

    public bool DeletesContact { get; init; }

    public bool HadServerError { get; init; }

    public string? Mapping { get; init; }

    /// <summary>Whether its content is remembered when it is delivered.</summary>
    public bool Remembers { get; init; }
}

/// <summary>The receipt of a message that was delivered.</summary>
internal sealed record MovedReceipt(string Team, string Key, DateTimeOffset DeliveredAt);

/// <summary>The hash of a content that was delivered.</summary>
internal sealed record MovedContent(string Team, string Lane, string Mapping, byte[] Hash, string? Email, string? UserId);

/// <summary>The hash of a record that the run of a backfill has enqueued.</summary>
internal sealed record MovedRunItem(string Team, string Run, DateTimeOffset LastAt, byte[] Hash);

/// <summary>A team that is paused.</summary>
internal sealed record MovedPause(string Team, string Reason, DateTimeOffset ProbeAt);
