using Microsoft.Data.Sqlite;

namespace LoopsMapping.CrashTests.Killing;

/// <summary>What SQLite itself says of the file.</summary>
internal static class DatabaseCheck
{
    public const string Ok = "ok";

    public static string Run(string path)
    {
        if (!File.Exists(path))
            return "there is no database";
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string)command.ExecuteScalar()!;
    }
}
