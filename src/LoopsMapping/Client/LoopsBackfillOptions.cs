namespace LoopsMapping;

/// <summary>What a caller may ask for a backfill, <c>IdentifyAllAsync</c>.</summary>
public sealed record LoopsBackfillOptions
{
    private readonly string? _run;
    private readonly int _maxPending = 100_000;

    /// <summary>
    /// What this run is called, <c>"users-2026-11"</c>: called again with the same name after a crash or a deploy, it passes over the contacts that
    /// it has enqueued with the same content before. The outbox remembers a run for <c>LoopsOutboxOptions.RunRetention</c>, a week by default.
    /// Without an outbox a run cannot be resumed.
    /// </summary>
    /// <value>1–200 characters; <see langword="null"/> for a run that is not resumed.</value>
    /// <exception cref="ArgumentException">It is blank or longer.</exception>
    public string? Run
    {
        get => _run;
        init => _run = value is null || (!string.IsNullOrWhiteSpace(value) && value.Length <= 200)
            ? value
            : throw new ArgumentException("The name of a run has 1–200 characters.", nameof(value));
    }

    /// <summary>
    /// Passes over contacts whose content is that of the last delivery of this contact and mapping: of 200,000 users, the second night sends only
    /// those that have changed. What others changed in Loops since then stays as it is. Needs an outbox, which remembers a hash of what it
    /// delivered while this is asked for.
    /// </summary>
    public bool SkipUnchanged { get; init; }

    /// <summary>The backfill waits while this many records wait in the outbox, so that it does not fill the disk.</summary>
    /// <value>1 or more; 100,000 by default, three hours at 9.5 per second.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public int MaxPending
    {
        get => _maxPending;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _maxPending = value;
        }
    }

    /// <summary>
    /// Takes each record that could not be sent, with the reason; the run goes on. It is called for one record at a time, with
    /// <see langword="null"/> for a null that should not have been among them. An exception of its own ends the run.
    /// </summary>
    public Action<object, Exception>? OnFailure { get; init; }
}
