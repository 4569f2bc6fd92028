using Microsoft.Data.Sqlite;

namespace LoopsMapping.Outbox.Sqlite;

/// <summary>A statement; every session prepares it once.</summary>
/// <param name="sql">Its text, with parameters <c>$1</c>, <c>$2</c> …</param>
internal sealed class SqliteStatement(string sql)
{
    public string Sql => sql;
}

/// <summary>One connection with the statements that were prepared on it. Used by one thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    /// <summary>How long a statement waits for another process to finish writing.</summary>
    private const int BusyMilliseconds = 5_000;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<SqliteStatement, SqliteCommand> _commands = [];

    private SqliteSession(SqliteConnection connection) => _connection = connection;

    public SqliteConnection Connection => _connection;

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
            SqliteSchema.Execute(connection, "PRAGMA journal_size_limit = 16777216");
            return new(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(SqliteStatement statement, params ReadOnlySpan<object?> values) => Bind(statement, values).ExecuteNonQuery();

    /// <summary>The first value of the first row; <see langword="null"/> when there is none.</summary>
    public object? Scalar(SqliteStatement statement, params ReadOnlySpan<object?> values)
        => Bind(statement, values).ExecuteScalar() is { } value and not DBNull ? value : null;

    /// <summary>The rows. Dispose them before the statement is used again.</summary>
    public SqliteDataReader Query(SqliteStatement statement, params ReadOnlySpan<object?> values) => Bind(statement, values).ExecuteReader();

    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Bind(SqliteStatement statement, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(statement, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = statement.Sql;
            for (var i = 1; i <= values.Length; i++)
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
            _commands.Add(statement, command);
        }
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }
}
