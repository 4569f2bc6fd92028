using LoopsMapping.Delivery;
using LoopsMapping.Outbox.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoopsMapping.Outbox;

/// <summary>
/// An outbox in one SQLite file, the embedded default: WAL with <c>synchronous=FULL</c>, so that what was stored survives a crash of the process,
/// of the machine and a power cut; one writer thread that commits for all callers together; one dispatcher for each file, while other processes of the
/// machine may enqueue.
/// </summary>
/// <remarks>The file belongs on a local disk, never on NFS or SMB. Beside it are its <c>-wal</c>, <c>-shm</c> and <c>.lock</c>.</remarks>
public sealed partial class SqliteOutboxStore : ILoopsOutboxStore, IDisposable
{
    /// <summary>Changes with every commit of another connection.</summary>
    private static readonly SqliteStatement DataVersion = new("PRAGMA data_version");

    private readonly SqliteFiles _files;
    private readonly ILogger _logger;
    private readonly StoreClock _clock;
    private readonly LaneClaims _claims;
    private readonly StoreSlots _slots;
    private readonly WakeUp _wakeUp;
    private GroupCommitWriter? _writer;
    private SqliteReader? _claimReader;
    private SqliteReader? _operatorReader;

    /// <summary>Names the file; nothing is touched before <see cref="OpenAsync"/>.</summary>
    /// <param name="path">The path of the file; it and its directory are created when they are missing.</param>
    /// <param name="timeProvider">The clock that everything is timed on; that of the system by default.</param>
    /// <param name="logger">Takes what is logged.</param>
    public SqliteOutboxStore(string path, TimeProvider? timeProvider = null, ILogger? logger = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _files = new(path);
        _logger = logger ?? NullLogger.Instance;
        _clock = new(timeProvider ?? TimeProvider.System);
        _claims = new(_clock);
        _slots = new(_clock);
        _wakeUp = new(_clock);
    }

    /// <inheritdoc/>
    public string Name => $"SQLite {_files.Path}";

    private GroupCommitWriter Writer => _writer ?? throw NotOpen();

    private SqliteReader ClaimReader => _claimReader ?? throw NotOpen();

    private SqliteReader OperatorReader => _operatorReader ?? throw NotOpen();

    private long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public Task OpenAsync(CancellationToken cancellationToken = default) => Task.Run(Open, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LoopsOutboxTicket>> EnqueueAsync(IReadOnlyList<LoopsOutboxMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        if (messages.Count == 0)
            return [];
        var tickets = await Writer.RunAsync(session => new EnqueueWork(session, Now, _claims.UnderWay).Enqueue(messages), cancellationToken).ConfigureAwait(false);
        _wakeUp.Signal();
        return tickets;
    }

    /// <inheritdoc/>
    public Task<IAsyncDisposable?> TryBecomeDispatcherAsync(CancellationToken cancellationToken = default)
        => Task.FromResult<IAsyncDisposable?>(_files.TryLock());

    /// <inheritdoc/>
    public Task<LoopsOutboxClaims> ClaimAsync(string team, int maxCount, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(team);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCount, 1);
        return ClaimReader.RunAsync(
            session =>
            {
                _wakeUp.Look(team, ReadDataVersion(session));
                return ClaimQuery.Claim(session, _claims, team, maxCount, lease, Now);
            }, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> MarkAttemptAsync(LoopsOutboxClaim claim, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return _claims.Holds(claim) && await Writer.RunAsync(session => SettleWork.Mark(session, claim, _claims.UnderWay, Now), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<bool> CompleteAsync(LoopsOutboxClaim claim, LoopsOutboxCompletion completion, CancellationToken cancellationToken = default)
        => SettleAsync(claim, session => SettleWork.Complete(session, claim, Now), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RescheduleAsync(LoopsOutboxClaim claim, LoopsOutboxRetry retry, CancellationToken cancellationToken = default)
        => SettleAsync(claim, session => SettleWork.Reschedule(session, claim, retry, Now), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> DeadLetterAsync(LoopsOutboxClaim claim, LoopsOutboxFailure failure, CancellationToken cancellationToken = default)
        => SettleAsync(claim, session => SettleWork.DeadLetter(session, claim, failure, Now), cancellationToken);

    /// <inheritdoc/>
    public Task ReleaseAsync(LoopsOutboxClaim claim, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        _claims.Free(claim);
        _wakeUp.Signal();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<TimeSpan?> ReserveSlotAsync(string team, TimeSpan spacing, TimeSpan longestWait, CancellationToken cancellationToken = default)
        => Task.FromResult(_slots.Of(team).TryReserve(spacing, longestWait));

    /// <inheritdoc/>
    public Task DelaySlotsAsync(string team, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        _slots.Of(team).Delay(duration);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task WaitForWorkAsync(string team, TimeSpan longest, CancellationToken cancellationToken = default)
        => _wakeUp.WaitAsync(team, longest, () => ClaimReader.Run(ReadDataVersion), cancellationToken);

    /// <inheritdoc/>
    public Task AdvanceClockAsync(TimeSpan by, CancellationToken cancellationToken = default)
    {
        _clock.Advance(by);
        _wakeUp.Signal();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => new(Task.Run(Dispose));

    /// <summary>Finishes what was asked for, and closes the file.</summary>
    public void Dispose()
    {
        _writer?.Dispose();
        _claimReader?.Dispose();
        _operatorReader?.Dispose();
    }

    private async Task<bool> SettleAsync(LoopsOutboxClaim claim, Func<SqliteSession, bool> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (!_claims.Holds(claim))
            return false;
        var isSettled = await Writer.RunAsync(work, cancellationToken).ConfigureAwait(false);
        // Only now: before the commit is done, a reader would still find the old head.
        _claims.Free(claim);
        _wakeUp.Signal();
        return isSettled;
    }

    private void Open()
    {
        _files.Prepare(_logger);
        try
        {
            var session = SqliteSession.Open(_files.Path);
            try
            {
                SqliteSchema.RequireSqlite(session.Connection, _files.Path);
                // Pages that become free can be given back to the disk; it has to be said before there is a table.
                SqliteSchema.Execute(session.Connection, "PRAGMA auto_vacuum = INCREMENTAL");
                SqliteSchema.Execute(session.Connection, "PRAGMA journal_mode = WAL");
                var version = SqliteSchema.Migrate(session.Connection, _files.Path);
                if (version > 0 && version < SqliteSchema.CurrentVersion)
                    SqliteLog.Migrated(_logger, _files.Path, version, SqliteSchema.CurrentVersion);
            }
            catch
            {
                session.Dispose();
                throw;
            }
            _writer = new(session, Explain);
            _claimReader = new(SqliteSession.Open(_files.Path), Explain);
            _operatorReader = new(SqliteSession.Open(_files.Path), Explain);
        }
        catch (SqliteException exception)
        {
            throw Explain(exception);
        }
    }

    private static long ReadDataVersion(SqliteSession session) => (long)session.Scalar(DataVersion)!;

    private LoopsOutboxException Explain(SqliteException exception) => SqliteErrors.Explain(exception, _files.Path);

    private InvalidOperationException NotOpen() => new($"{Name} is not open: call OpenAsync first.");
}
