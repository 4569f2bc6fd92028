namespace LoopsMapping.Client;

/// <summary>What one record of a backfill asks of an outbox.</summary>
/// <param name="Run">The run it belongs to.</param>
/// <param name="SkipUnchanged">Whether it is passed over when nothing has changed.</param>
internal sealed record BackfillMark(string? Run, bool SkipUnchanged);
