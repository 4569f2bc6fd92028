using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace LoopsMapping.EntityFrameworkCore.Tests.Harness;

/// <summary>A database of a test's own.</summary>
public abstract class Database : IAsyncDisposable
{
    public abstract void Configure(DbContextOptionsBuilder options, bool retries);

    public abstract ValueTask DisposeAsync();
}

public sealed class SqliteDatabase : Database
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loops-ef-");

    public override void Configure(DbContextOptionsBuilder options, bool retries)
        => options.UseSqlite($"Data Source={Path.Combine(_folder.FullName, "app.db")};Pooling=False", sqlite =>
        {
            if (retries)
                sqlite.ExecutionStrategy(static dependencies => new Retrying(dependencies));
        });

    public override ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return default;
    }
}

public sealed class PostgreSqlDatabase : Database
{
    private const string Variable = "LOOPS_TEST_POSTGRES";

    private readonly string _name = $"loops_ef_{Guid.NewGuid():N}";

    private static string? Server => Environment.GetEnvironmentVariable(Variable);

    private string Own => new NpgsqlConnectionStringBuilder(Server) { Database = _name, MaxPoolSize = 8 }.ConnectionString;

    public static PostgreSqlDatabase Create()
    {
        if (string.IsNullOrWhiteSpace(Server))
            Assert.Skip($"{Variable} holds no connection string.");
        return new();
    }

    public override void Configure(DbContextOptionsBuilder options, bool retries) => options.UseNpgsql(Own, npgsql =>
    {
        if (retries)
            npgsql.ExecutionStrategy(static dependencies => new Retrying(dependencies));
    });

    public override async ValueTask DisposeAsync()
    {
        await using var source = NpgsqlDataSource.Create(Server!);
        await using (var end = source.CreateCommand($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{_name}' AND usename = current_user"))
            await end.ExecuteNonQueryAsync();
        // Not WITH (FORCE), which fails when the autovacuum is there: that is no process of this role.
        await using var drop = source.CreateCommand($"DROP DATABASE IF EXISTS \"{_name}\"");
        await drop.ExecuteNonQueryAsync();
    }
}

/// <summary>Tries again what failed with a <see cref="TimeoutException"/>, at once.</summary>
internal sealed class Retrying(ExecutionStrategyDependencies dependencies) : ExecutionStrategy(dependencies, 3, TimeSpan.Zero)
{
    protected override bool ShouldRetryOn(Exception exception) => exception is TimeoutException;
}
