using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LoopsMapping.Outbox.Sqlite;

/// <summary>A statement; every session prepares it once.</summary>
/// <param name="sql">Its text, with parameters <c>?1</c>, <c>?2</c> …</param>
internal sealed class SqliteStatement(string sql)
{
    public string Sql => sql;
}

/// <summary>
/// One connection with the statements that were prepared on it, used by one thread at a time. Statements run on SQLite's own interface: an enqueue
/// is three of them, and ADO.NET's readers and named parameters would cost more than they do.
/// </summary>
internal sealed class SqliteSession : IDisposable
{
    /// <summary>How long a statement waits for another process to finish writing.</summary>
    private const int BusyMilliseconds = 5_000;

    private static readonly SqliteStatement ReadLastId = new("SELECT seq FROM sqlite_sequence WHERE name = 'loops_message'");

    private readonly SqliteConnection _connection;
    private readonly Dictionary<SqliteStatement, Prepared> _statements = [];
    private readonly Dictionary<string, long> _teams = new(StringComparer.Ordinal);
    private long _lastId;

    private SqliteSession(SqliteConnection connection) => _connection = connection;

    public SqliteConnection Connection => _connection;

    /// <summary>What is known of the teams' numbers within this transaction.</summary>
    public Dictionary<string, long> Teams => _teams;

    /// <summary>Opens the file, which exists.</summary>
    public static SqliteSession Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            // SQLite's own wait ends before this does, and waits in shorter steps.
            DefaultTimeout = 1,
        }.ConnectionString);
        try
        {
            connection.Open();
            // FULL: a commit is on the disk when it returns, also after a power cut. What is deleted is overwritten: it is somebody's data.
            SqliteSchema.Execute(connection, $"PRAGMA busy_timeout = {BusyMilliseconds}");
            SqliteSchema.Execute(connection, "PRAGMA synchronous = FULL");
            SqliteSchema.Execute(connection, "PRAGMA secure_delete = ON");
            // A checkpoint writes a page once however often it changed, so fewer of them write less; 4,000 pages are a log of 16 MB.
            SqliteSchema.Execute(connection, "PRAGMA wal_autocheckpoint = 4000");
            SqliteSchema.Execute(connection, "PRAGMA journal_size_limit = 33554432");
            connection.CreateFunction<string, string>("loops_lower", static text => EnqueueWork.Lower(text)!, isDeterministic: true);
            return new(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The number of the next message. Numbers are taken in memory while the write transaction keeps other processes from doing so.</summary>
    public long TakeId()
    {
        if (_lastId == 0)
            _lastId = (long)Scalar(ReadLastId)!;
        return ++_lastId;
    }

    /// <summary>What was known within a transaction is not known after it: another process may write, or nothing of it may have become true.</summary>
    public void ForgetTransaction()
    {
        _lastId = 0;
        _teams.Clear();
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(SqliteStatement statement, params ReadOnlySpan<object?> values)
    {
        using var rows = Query(statement, values);
        while (rows.Read())
        {
            // A statement that returns rows is run to its end.
        }
        return raw.sqlite3_changes(_connection.Handle!);
    }

    /// <summary>The first value of the first row; <see langword="null"/> when there is none.</summary>
    public object? Scalar(SqliteStatement statement, params ReadOnlySpan<object?> values)
    {
        using var rows = Query(statement, values);
        return rows.Read() ? rows.GetValue(0) : null;
    }

    /// <summary>The rows. Dispose them before the statement is used again.</summary>
    public SqliteRows Query(SqliteStatement statement, params ReadOnlySpan<object?> values)
    {
        if (!_statements.TryGetValue(statement, out var prepared))
        {
            Check(raw.sqlite3_prepare_v2(_connection.Handle!, statement.Sql, out var handle));
            _statements.Add(statement, prepared = new(handle, new object?[values.Length]));
        }
        for (var i = 0; i < values.Length; i++)
        {
            // A statement keeps what it was given: method, path and name are often those of the record before.
            var value = values[i] ?? DBNull.Value;
            if (value.Equals(prepared.Bound[i]))
                continue;
            Check(Bind(prepared.Handle, i + 1, value));
            prepared.Bound[i] = value is string or long or int or bool or DBNull ? value : null;
        }
        return new(_connection, prepared.Handle);
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Handle.Dispose();
        _connection.Dispose();
    }

    private static int Bind(sqlite3_stmt statement, int index, object value) => value switch
    {
        DBNull => raw.sqlite3_bind_null(statement, index),
        string text => raw.sqlite3_bind_text(statement, index, text),
        long number => raw.sqlite3_bind_int64(statement, index, number),
        int number => raw.sqlite3_bind_int64(statement, index, number),
        bool flag => raw.sqlite3_bind_int64(statement, index, flag ? 1 : 0),
        byte[] bytes => raw.sqlite3_bind_blob(statement, index, bytes),
        ReadOnlyMemory<byte> bytes => bytes.IsEmpty ? raw.sqlite3_bind_zeroblob(statement, index, 0) : raw.sqlite3_bind_blob(statement, index, bytes.Span),
        _ => throw new ArgumentException($"{value.GetType()} cannot be bound.", nameof(value)),
    };

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, _connection.Handle);
    }

    /// <param name="Handle">The statement.</param>
    /// <param name="Bound">What its parameters have; <see langword="null"/> where that is not remembered.</param>
    private sealed record Prepared(sqlite3_stmt Handle, object?[] Bound);
}
