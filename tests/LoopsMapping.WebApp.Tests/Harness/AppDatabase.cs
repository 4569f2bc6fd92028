using Microsoft.Data.Sqlite;
using Npgsql;

namespace WebApp.Tests.Harness;

/// <summary>A database of a test's own.</summary>
public abstract class AppDatabase : IAsyncDisposable
{
    /// <summary>The setting of the app that names it.</summary>
    public abstract (string Key, string Value) Setting { get; }

    public abstract Task CreateAsync();

    public abstract ValueTask DisposeAsync();
}

public sealed class SqliteAppDatabase : AppDatabase
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("webapp-");

    public override (string Key, string Value) Setting => ("DataFolder", Path.Combine(_folder.FullName, "data"));

    public override Task CreateAsync() => Task.CompletedTask;

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        return default;
    }
}

/// <summary>Where <c>LOOPS_TEST_POSTGRES</c> has a connection string; elsewhere the test is skipped.</summary>
public sealed class PostgreSqlAppDatabase : AppDatabase
{
    private const string Variable = "LOOPS_TEST_POSTGRES";

    private readonly string _name = $"loops_webapp_{Guid.NewGuid():N}";

    public override (string Key, string Value) Setting
        => ("ConnectionStrings:App", new NpgsqlConnectionStringBuilder(Server) { Database = _name, MaxPoolSize = 10 }.ConnectionString);

    private static string? Server => Environment.GetEnvironmentVariable(Variable);

    public override async Task CreateAsync()
    {
        if (string.IsNullOrWhiteSpace(Server))
            Assert.Skip($"{Variable} holds no connection string.");
        await ExecuteAsync($"CREATE DATABASE \"{_name}\"");
    }

    /// <summary>Ends all connections, and takes no others.</summary>
    public async Task CloseAsync()
    {
        await ExecuteAsync($"ALTER DATABASE \"{_name}\" CONNECTION LIMIT 0");
        await EndConnectionsAsync();
    }

    public Task ReopenAsync() => ExecuteAsync($"ALTER DATABASE \"{_name}\" CONNECTION LIMIT -1");

    public override async ValueTask DisposeAsync()
    {
        if (string.IsNullOrWhiteSpace(Server))
            return;
        await EndConnectionsAsync();
        // Not WITH (FORCE), which fails when the autovacuum is there: that is no process of this role.
        await ExecuteAsync($"DROP DATABASE IF EXISTS \"{_name}\"");
    }

    private Task EndConnectionsAsync()
        => ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{_name}' AND usename = current_user");

    private static async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Server!);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
