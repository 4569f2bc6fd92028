using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace LoopsMapping.Outbox.Sqlite;

/// <summary>
/// The one thread of a process that writes to the file. What is asked for while a commit is under way shares the next one, so that sixteen callers
/// do not pay for sixteen flushes of the disk. Work is done in the order in which it was asked for.
/// </summary>
internal sealed class GroupCommitWriter : IDisposable
{
    private const int LargestGroup = 512;

    private static readonly TimeSpan Patience = Environment.ProcessorCount > 1 ? TimeSpan.FromMicroseconds(50) : TimeSpan.Zero;

    private static readonly SqliteStatement Begin = new("BEGIN IMMEDIATE");
    private static readonly SqliteStatement Commit = new("COMMIT");
    private static readonly SqliteStatement Rollback = new("ROLLBACK");

    private readonly object _gate = new();
    private readonly Queue<Work> _queue = [];
    private readonly SqliteSession _session;
    private readonly Func<SqliteException, LoopsOutboxException> _explain;
    private readonly Thread _thread;
    private int _waiting;
    private bool _isStopped;

    public GroupCommitWriter(SqliteSession session, Func<SqliteException, LoopsOutboxException> explain)
    {
        _session = session;
        _explain = explain;
        _thread = new(Run) { IsBackground = true, Name = "LoopsMapping outbox writer" };
        _thread.Start();
    }

    /// <summary>Does some work within a transaction.</summary>
    /// <returns>Its result, once it is on the disk.</returns>
    /// <exception cref="LoopsOutboxException">Nothing was changed.</exception>
    public Task<T> RunAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellationToken);
        var item = new Work<T>(work);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isStopped, this);
            _queue.Enqueue(item);
            _waiting = _queue.Count;
            if (_queue.Count == 1)
                Monitor.Pulse(_gate);
        }
        return item.Task;
    }

    /// <summary>Finishes what was asked for, and ends.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isStopped)
                return;
            _isStopped = true;
            Monitor.Pulse(_gate);
        }
        _thread.Join();
        _session.Dispose();
    }

    private void Run()
    {
        var group = new List<Work>();
        while (TakeGroup(group))
        {
            if (TryCommit(group, mayGrow: true) is { } failure)
                Isolate(group, failure);
            group.Clear();
        }
    }

    private bool TakeGroup(List<Work> group)
    {
        // A caller that enqueues one record after another asks again within microseconds, and waking a thread takes longer than that.
        for (var start = Stopwatch.GetTimestamp(); Volatile.Read(ref _waiting) == 0 && Stopwatch.GetElapsedTime(start) < Patience;)
            Thread.SpinWait(10);
        lock (_gate)
        {
            while (_queue.Count == 0)
            {
                if (_isStopped)
                    return false;
                Monitor.Wait(_gate);
            }
            Take(group);
            return true;
        }
    }

    /// <summary>
    /// Those whom the last commit answered ask again while this one's work is done. Without them, callers would fall into two halves that wait for
    /// each other's commits.
    /// </summary>
    private bool TryTakeMore(List<Work> group)
    {
        if (group.Count == LargestGroup || Volatile.Read(ref _waiting) == 0)
            return false;
        lock (_gate)
            Take(group);
        return true;
    }

    private void Take(List<Work> group)
    {
        while (group.Count < LargestGroup && _queue.TryDequeue(out var work))
            group.Add(work);
        _waiting = _queue.Count;
    }

    private Exception? TryCommit(List<Work> group, bool mayGrow)
    {
        try
        {
            _session.Execute(Begin);
            _session.ForgetTransaction();
            try
            {
                var done = 0;
                do
                {
                    while (done < group.Count)
                        group[done++].Do(_session);
                }
                while (mayGrow && TryTakeMore(group));
                Failpoint.Reach(Failpoint.BeforeCommit);
                _session.Execute(Commit);
                Failpoint.Reach(Failpoint.AfterCommit);
            }
            catch
            {
                TryRollback();
                throw;
            }
        }
        catch (Exception exception)
        {
            return exception;
        }
        foreach (var work in group)
            work.Succeed();
        return null;
    }

    /// <summary>One that fails must not take the others of its group with it. What fails for all, a full disk, is not tried for each.</summary>
    private void Isolate(List<Work> group, Exception failure)
    {
        if (group.Count == 1 || failure is SqliteException)
        {
            foreach (var work in group)
                work.Fail(Explain(failure));
            return;
        }
        foreach (var work in group)
        {
            if (TryCommit([work], mayGrow: false) is { } own)
                work.Fail(Explain(own));
        }
    }

    private Exception Explain(Exception failure) => failure is SqliteException exception ? _explain(exception) : failure;

    private void TryRollback()
    {
        try
        {
            _session.Execute(Rollback);
        }
        catch (SqliteException)
        {
            // SQLite has rolled back already.
        }
    }

    private abstract class Work
    {
        public abstract void Do(SqliteSession session);

        public abstract void Succeed();

        public abstract void Fail(Exception exception);
    }

    private sealed class Work<T>(Func<SqliteSession, T> work) : Work
    {
        private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _value;

        public Task<T> Task => _result.Task;

        public override void Do(SqliteSession session) => _value = work(session);

        public override void Succeed() => _result.TrySetResult(_value!);

        public override void Fail(Exception exception) => _result.TrySetException(exception);
    }
}
