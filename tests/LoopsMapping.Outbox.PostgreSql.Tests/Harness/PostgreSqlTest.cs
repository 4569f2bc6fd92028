using Npgsql;

namespace LoopsMapping.Outbox.PostgreSql.Tests.Harness;

/// <summary>A test on the database that <c>LOOPS_TEST_POSTGRES</c> names, in a schema of its own. Without one it is skipped, and says so.</summary>
public abstract class PostgreSqlTest : IAsyncLifetime
{
    private static readonly string? Given = Environment.GetEnvironmentVariable("LOOPS_TEST_POSTGRES");

    private readonly List<IAsyncDisposable> _disposables = [];
    private NpgsqlDataSource? _source;

    protected PostgreSqlTest() => Assert.SkipWhen(string.IsNullOrEmpty(Given), "LOOPS_TEST_POSTGRES holds no connection string, so there is no PostgreSQL to test with.");

    /// <summary>The test's own schema, which does not exist yet.</summary>
    protected string Schema { get; } = $"test_{Guid.NewGuid():N}";

    protected static string ConnectionString => Given!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The test's own way to the database, beside the stores.</summary>
    protected NpgsqlDataSource Source => _source ??= NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ConnectionString) { MaxPoolSize = 20 });

    public virtual ValueTask InitializeAsync() => default;

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var disposable in Enumerable.Reverse(_disposables))
            await disposable.DisposeAsync();
        if (_source is null && Given is null)
            return;
        await ExecuteAsync($"DROP SCHEMA IF EXISTS {Schema} CASCADE");
        await Source.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A store in the test's schema; each has connections of its own, as each process has.</summary>
    protected PostgreSqlOutboxStore NewStore(bool createTables = true, int maxConnections = 4, string? connectionString = null) => Disposed(
        new PostgreSqlOutboxStore(connectionString ?? ConnectionString, new() { Schema = Schema, CreateTables = createTables, MaxConnections = maxConnections }, null));

    protected async Task<PostgreSqlOutboxStore> OpenAsync(bool createTables = true, int maxConnections = 4, string? connectionString = null)
    {
        var store = NewStore(createTables, maxConnections, connectionString);
        await store.OpenAsync(Cancel);
        return store;
    }

    protected T Disposed<T>(T disposable)
        where T : IAsyncDisposable
    {
        _disposables.Add(disposable);
        return disposable;
    }

    /// <summary>Runs SQL, in which <c>{schema}</c> stands for the test's schema.</summary>
    protected async Task<int> ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql.Replace("{schema}", Schema, StringComparison.Ordinal));
        return await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>The first value that SQL gives.</summary>
    protected async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql.Replace("{schema}", Schema, StringComparison.Ordinal));
        return (T)(await command.ExecuteScalarAsync(CancellationToken.None))!;
    }
}
