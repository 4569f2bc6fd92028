using System.Globalization;
using System.Text;
using LoopsMapping.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LoopsMapping.Benchmarks.Outbox;

/// <summary>
/// How many records a second become durable in PostgreSQL, ours ÷ bare commits of one row in the same database, each caller with a connection of its own, in
/// turn; higher is better. The database is that of <c>LOOPS_TEST_POSTGRES</c>.
/// </summary>
internal static class PostgreSqlRatios
{
    public const string Variable = "LOOPS_TEST_POSTGRES";

    private const int Rounds = 5;
    private const int WarmUp = 2_000;

    public static IEnumerable<Ratio> Measure()
    {
        var connectionString = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(connectionString))
            yield break;
        var schema = $"bench_{Guid.NewGuid():N}";
        // Both prepare their statements, as an application without a pooler does.
        connectionString = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 20, AutoPrepareMinUsages = 2 }.ConnectionString;
        using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 20 });
        try
        {
            Execute(source, $"CREATE SCHEMA {schema}; CREATE TABLE {schema}.bare (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, lane text NOT NULL, body bytea NOT NULL)");
            foreach (var callers in new[] { 1, 16 })
            {
                var (bare, ours) = (0.0, 0.0);
                for (var round = 0; round < Rounds; round++)
                {
                    bare = Math.Max(bare, MeasureBareAsync(source, schema, callers).GetAwaiter().GetResult());
                    ours = Math.Max(ours, MeasureOursAsync(connectionString, schema, callers).GetAwaiter().GetResult());
                }
                yield return new(
                    string.Create(CultureInfo.InvariantCulture, $"outbox.postgres{callers}"), ours / bare,
                    string.Create(CultureInfo.InvariantCulture, $"{ours:N0} records a second, bare {bare:N0}"));
            }
        }
        finally
        {
            Execute(source, $"DROP SCHEMA IF EXISTS {schema} CASCADE");
        }
    }

    private static async Task<double> MeasureBareAsync(NpgsqlDataSource source, string schema, int callers)
    {
        var body = Encoding.UTF8.GetBytes("""{"email":"user-1@example.com","userId":"u1","eventName":"Order Placed","eventProperties":{"number":1,"plan":"Pro"}}""");
        async Task InsertAsync(int number)
        {
#pragma warning disable CA2100 // The schema's name is our own.
            var command = source.CreateCommand($"INSERT INTO {schema}.bare (lane, body) VALUES ($1, $2)");
#pragma warning restore CA2100
            await using (command.ConfigureAwait(false))
            {
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = string.Create(CultureInfo.InvariantCulture, $"u{number % 1_000}") });
                command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = body });
                await command.ExecuteNonQueryAsync().ConfigureAwait(false);
            }
        }
        for (var i = 0; i < WarmUp; i++)
            await InsertAsync(i).ConfigureAwait(false);
        return await Throughput.MeasureAsync(callers, InsertAsync).ConfigureAwait(false);
    }

    private static async Task<double> MeasureOursAsync(string connectionString, string schema, int callers)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddLoops<BenchmarkLoops>(static options => options.ApiKey = "none").UsePostgreSqlOutbox(connectionString, store =>
        {
            store.Schema = schema;
            store.CreateTables = true;
        });
        // The host is not started: what is measured is the enqueue, without a dispatcher beside it.
        var provider = services.BuildServiceProvider();
        await using (provider.ConfigureAwait(false))
        {
            var loops = provider.GetRequiredService<BenchmarkLoops>();
            await Task.WhenAll(Enumerable.Range(0, WarmUp).Select(number => loops.TrackAsync(OutboxRatios.Order(number)))).ConfigureAwait(false);
            return await Throughput.MeasureAsync(callers, number => loops.TrackAsync(OutboxRatios.Order(number))).ConfigureAwait(false);
        }
    }

    private static void Execute(NpgsqlDataSource source, string sql)
    {
        using var command = source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }
}
