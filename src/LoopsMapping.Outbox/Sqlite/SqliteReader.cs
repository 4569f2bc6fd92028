using Microsoft.Data.Sqlite;

namespace LoopsMapping.Outbox.Sqlite;

/// <summary>A connection that reads, used by one caller at a time; it sees every commit that was done before.</summary>
internal sealed class SqliteReader(SqliteSession session, Func<SqliteException, LoopsOutboxException> explain) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _isDisposed;

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
        session.Dispose();
        _turn.Release();
    }

    private T Use<T>(Func<SqliteSession, T> query)
    {
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return query(session);
        }
        catch (SqliteException exception)
        {
            throw explain(exception);
        }
        finally
        {
            _turn.Release();
        }
    }
}
