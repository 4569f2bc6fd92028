namespace LoopsMapping;

/// <summary>How far a backfill has come.</summary>
/// <param name="Read">How many records were read.</param>
/// <param name="Enqueued">How many of them are durable in the outbox, or were accepted by Loops where there is none.</param>
/// <param name="Skipped">How many were passed over: unchanged, enqueued in the same run before, or held back by <c>Loops:Mode</c> or <c>Loops:AllowedRecipients</c>.</param>
/// <param name="Failed">How many could not be sent; <see cref="LoopsBackfillOptions.OnFailure"/> got each.</param>
public sealed record LoopsProgress(long Read, long Enqueued, long Skipped, long Failed)
{
    /// <summary>Why the last of the failed ones could not be sent; <see langword="null"/> when none failed.</summary>
    public Exception? LastFailure { get; init; }
}
