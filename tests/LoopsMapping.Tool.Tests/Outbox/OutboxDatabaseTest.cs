using LoopsMapping.Outbox;
using Npgsql;

namespace LoopsMapping.Tool.Tests.Outbox;

/// <summary>An outbox in a schema of its own of the database that <c>LOOPS_TEST_POSTGRES</c> names. Without one its tests are skipped, and say so.</summary>
public abstract class OutboxDatabaseTest : OutboxTest, IAsyncLifetime
{
    private static readonly string? Given = Environment.GetEnvironmentVariable("LOOPS_TEST_POSTGRES");

    protected OutboxDatabaseTest() => Assert.SkipWhen(string.IsNullOrEmpty(Given), "LOOPS_TEST_POSTGRES holds no connection string, so there is no PostgreSQL to test with.");

    internal string Schema { get; } = $"tool_{Guid.NewGuid():N}";

    internal static string ConnectionString => Given!;

    /// <summary>What stands for the database in what is printed.</summary>
    internal string DatabaseName
    {
        get
        {
            var place = new NpgsqlConnectionStringBuilder(ConnectionString);
            return $"PostgreSQL {place.Database} on {place.Host}:{place.Port}, schema {Schema}";
        }
    }

    internal string[] Place => ["--connection", ConnectionString, "--schema", Schema];

    public virtual ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand($"DROP SCHEMA IF EXISTS {Schema} CASCADE");
        await command.ExecuteNonQueryAsync(CancellationToken.None);
        Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Uses the store as an application does, and closes it.</summary>
    internal async Task<T> InDatabaseAsync<T>(Func<PostgreSqlOutboxStore, Task<T>> use)
    {
        await using var store = new PostgreSqlOutboxStore(ConnectionString, new() { Schema = Schema, CreateTables = true }, null);
        await store.OpenAsync(Cancel);
        return await use(store);
    }

    /// <summary>What waits for a team, as user ids in the order of their records, without taking it.</summary>
    internal Task<List<LoopsOutboxRecord>> RecordsAsync() => InDatabaseAsync(async store => (await store.ListAsync(new() { Limit = 1000 }, Cancel)).OrderBy(static record => record.Id).ToList());
}
