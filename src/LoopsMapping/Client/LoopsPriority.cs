namespace LoopsMapping;

/// <summary>Whose turn it is when requests wait for the rate limit. Only an outbox lets requests wait.</summary>
public enum LoopsPriority
{
    /// <summary>Somebody is waiting for it. It leaves before everything that is <see cref="Bulk"/>.</summary>
    Live,

    /// <summary>One of many, a backfill for example: it leaves when nothing live waits.</summary>
    Bulk,
}
