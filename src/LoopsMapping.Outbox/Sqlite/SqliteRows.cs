using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LoopsMapping.Outbox.Sqlite;

/// <summary>The rows of a statement that runs; disposing it makes the statement ready for its next use.</summary>
internal readonly struct SqliteRows(SqliteConnection connection, sqlite3_stmt statement) : IDisposable
{
    /// <summary>Goes to the next row.</summary>
    /// <returns>False when there is none.</returns>
    public bool Read()
    {
        var result = raw.sqlite3_step(statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
            SqliteException.ThrowExceptionForRC(result, connection.Handle);
        return result == raw.SQLITE_ROW;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public long GetInt64(int column) => raw.sqlite3_column_int64(statement, column);

    public int GetInt32(int column) => raw.sqlite3_column_int(statement, column);

    public bool GetBoolean(int column) => GetInt64(column) != 0;

    public string GetString(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    public byte[] GetBytes(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    /// <summary>Text, a whole number or bytes; <see langword="null"/> for null.</summary>
    public object? GetValue(int column) => raw.sqlite3_column_type(statement, column) switch
    {
        raw.SQLITE_NULL => null,
        raw.SQLITE_TEXT => GetString(column),
        raw.SQLITE_BLOB => GetBytes(column),
        _ => GetInt64(column),
    };

    public string? Text(int column) => IsNull(column) ? null : GetString(column);

    public long? Number(int column) => IsNull(column) ? null : GetInt64(column);

    public void Dispose() => raw.sqlite3_reset(statement);
}
