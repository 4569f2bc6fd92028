using Microsoft.Data.Sqlite;

namespace LoopsMapping.Outbox.Sqlite;

/// <summary>A connection that reads, used by one caller at a time; it sees every commit that was done before.</summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SqliteSession _session;
    private readonly Func<SqliteException, LoopsOutboxException> _explain;
    private bool _isDisposed;

    public SqliteReader(SqliteSession session, Func<SqliteException, LoopsOutboxException> explain)
    {
        _session = session;
        _explain = explain;
        session.Connection.CreateFunction<string, string>("loops_lower", static text => EnqueueWork.Lower(text)!, isDeterministic: true);
    }

    public async Task<T> RunAsync<T>(Func<SqliteSession, T> query, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Use(query);
    }

    public T Run<T>(Func<SqliteSession, T> query)
    {
        _turn.Wait();
        return Use(query);
    }

    public void Dispose()
    {
        _turn.Wait();
        _isDisposed = true;
        _session.Dispose();
        _turn.Release();
    }

    private T Use<T>(Func<SqliteSession, T> query)
    {
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return query(_session);
        }
        catch (SqliteException exception)
        {
            throw _explain(exception);
        }
        finally
        {
            _turn.Release();
        }
    }
}
