using LoopsMapping.Outbox.PostgreSql.Tests.Harness;
using LoopsMapping.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LoopsMapping.Outbox.PostgreSql.Tests.Store;

/// <summary>Behind PgBouncer in transaction mode, where every transaction may run on another connection of the server.</summary>
public sealed class PoolerTests(PgBouncer bouncer) : PostgreSqlTest, IClassFixture<PgBouncer>
{
    public static TheoryData<string> Promises => [.. LoopsOutboxCompliance.Tests.Select(static test => test.Name)];

    [Theory]
    [MemberData(nameof(Promises))]
    public Task Every_promise_of_a_store_is_kept(string promise) => LoopsOutboxCompliance.Tests.Single(test => test.Name == promise).RunAsync(
        _ => Task.FromResult<ILoopsOutboxStore>(NewStore(connectionString: bouncer.ConnectionString(ConnectionString))), Cancel);

    [Fact]
    public async Task Two_processes_deliver_in_order_and_a_transaction_of_the_application_shares_its_fate()
    {
        await using var server = await LoopsServer.StartAsync(new() { RequestsPerSecond = 0 }, Cancel);
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(bouncer.ConnectionString(ConnectionString)) { NoResetOnClose = true });
        await using var first = new App(server, Use);
        await using var second = new App(server, Use);
        await first.StartAsync();
        await second.StartAsync();
        for (var step = 0; step < 40; step++)
        {
            await using var connection = await source.OpenConnectionAsync(Cancel);
            await using var transaction = await connection.BeginTransactionAsync(Cancel);
            await first.Loops.In(transaction).TrackAsync(new Stepped("u1", step), cancellationToken: Cancel);
            if (step % 2 == 0)
                await transaction.CommitAsync(Cancel);
            else
                await transaction.RollbackAsync(Cancel);
        }
        await first.UntilEmptyAsync();
        Assert.Equal(Enumerable.Range(0, 20).Select(static i => i * 2), server.Events.Select(static sent => sent.Properties["step"].GetInt32()));
    }

    private ILoopsBuilder Use(ILoopsBuilder loops) => loops.UsePostgreSqlOutbox(bouncer.ConnectionString(ConnectionString), store =>
    {
        store.Schema = Schema;
        store.CreateTables = true;
    });
}
