using LoopsMapping.Outbox.Sqlite;

namespace LoopsMapping.Outbox;

public sealed partial class SqliteOutboxStore
{
    private static readonly SqliteStatement GiveBack = new("PRAGMA incremental_vacuum(2000)");
    private static readonly SqliteStatement Checkpoint = new("PRAGMA wal_checkpoint(PASSIVE)");

    /// <inheritdoc/>
    public async Task PauseAsync(string team, string reason, TimeSpan probeAfter, CancellationToken cancellationToken = default)
        => await Writer.RunAsync(session => OperatorWork.PauseTeam(session, team, reason, Now + (long)probeAfter.TotalMilliseconds), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task ResumeAsync(string team, CancellationToken cancellationToken = default)
    {
        await Writer.RunAsync(session => OperatorWork.ResumeTeam(session, team), cancellationToken).ConfigureAwait(false);
        _wakeUp.Signal();
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<long>> FindPendingAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return await OperatorReader.RunAsync(session => OperatorQueries.FindPending(session, ids), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LoopsOutboxStats>> GetStatsAsync(CancellationToken cancellationToken = default)
        => await OperatorReader.RunAsync(session => OperatorQueries.Stats(session, Now), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LoopsOutboxRecord>> ListAsync(LoopsOutboxQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return await OperatorReader.RunAsync(session => OperatorQueries.List(session, query), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<int> RetryAsync(LoopsOutboxQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var retried = await Writer.RunAsync(session => OperatorWork.Retry(session, query, Now), cancellationToken).ConfigureAwait(false);
        _wakeUp.Signal();
        return retried;
    }

    /// <inheritdoc/>
    public async Task<int> PurgeAsync(LoopsOutboxQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return await Writer.RunAsync(session => OperatorWork.Purge(session, query, _claims.UnderWay, Now), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>It also gives free pages back to the disk, a few megabytes at a time.</remarks>
    public async Task CleanUpAsync(LoopsOutboxRetention retention, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(retention);
        await Writer.RunAsync(session => OperatorWork.CleanUp(session, retention, Now), cancellationToken).ConfigureAwait(false);
        await Writer.RunAsync(static session => session.Execute(GiveBack), cancellationToken).ConfigureAwait(false);
        await OperatorReader.RunAsync(static session => session.Scalar(Checkpoint), cancellationToken).ConfigureAwait(false);
    }
}
