namespace LoopsMapping.Delivery;

/// <summary>The slots of a team, where an outbox keeps them: direct calls and the dispatchers of every machine share them.</summary>
internal interface ISlots
{
    /// <summary>Takes the next free slot, unless it is further away than the caller can wait.</summary>
    /// <param name="spacing">How far the slot after it is; zero for no pace at all.</param>
    /// <param name="longestWait">How long the caller can wait.</param>
    /// <param name="cancellationToken">Gives up, and takes no slot.</param>
    /// <returns>How long until the slot; <see langword="null"/> when it is too far away, and no slot was taken.</returns>
    ValueTask<TimeSpan?> ReserveAsync(TimeSpan spacing, TimeSpan longestWait, CancellationToken cancellationToken);

    /// <summary>Nobody sends before this time has passed.</summary>
    ValueTask DelayAsync(TimeSpan duration, CancellationToken cancellationToken);
}
