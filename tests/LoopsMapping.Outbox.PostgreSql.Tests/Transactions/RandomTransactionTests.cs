using System.Globalization;
using LoopsMapping.Outbox.PostgreSql.Tests.Harness;
using LoopsMapping.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LoopsMapping.Outbox.PostgreSql.Tests.Transactions;

/// <summary>Whatever transactions do and whenever their connections end, a row of the application is there if and only if its record is.</summary>
public sealed class RandomTransactionTests : PostgreSqlTest
{
    private const int Workers = 8;

    private static readonly int Transactions = Environment.GetEnvironmentVariable("LOOPS_TEST_SCALE") == "full" ? 10_000 : 800;

    [Fact]
    public async Task A_row_and_its_record_are_both_there_or_neither()
    {
        await using var server = await LoopsServer.StartAsync(new() { RequestsPerSecond = 0 }, Cancel);
        await using var app = new App(server, loops => loops.UsePostgreSqlOutbox(ConnectionString, store =>
        {
            store.Schema = Schema;
            store.CreateTables = true;
        }));
        await app.StartAsync();
        await app.Store.OpenAsync(Cancel);
        await ExecuteAsync("CREATE TABLE {schema}.app_row (worker integer, step integer)");

        var seed = Random.Shared.Next();
        // A pool of their own: a connection may end after it has gone back there, and nobody else should find it.
        await using (var pool = NpgsqlDataSource.Create(ConnectionString))
            await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(pool, app.Loops, worker, new Random(seed + worker)), Cancel)));
        await app.UntilEmptyAsync();

        var rows = new List<(string, int)>();
        await using (var command = Source.CreateCommand($"SELECT worker, step FROM {Schema}.app_row ORDER BY worker, step"))
        await using (var reader = await command.ExecuteReaderAsync(Cancel))
        {
            while (await reader.ReadAsync(Cancel))
                rows.Add((reader.GetInt32(0).ToString(CultureInfo.InvariantCulture), reader.GetInt32(1)));
        }
        Assert.NotEmpty(rows);
        Assert.Empty(await app.Store.ListAsync(new() { Limit = 10 }, Cancel));
        // Of one contact in the order of its transactions, and of all the very rows.
        var arrived = server.Events.GroupBy(static sent => sent.UserId!).OrderBy(static group => group.Key, StringComparer.Ordinal)
            .SelectMany(static group => group.Select(sent => (group.Key, sent.Properties["step"].GetInt32())));
        Assert.True(rows.SequenceEqual(arrived), $"Seed {seed}: {rows.Count} rows, {server.Events.Count} events.");
    }

    private async Task WorkAsync(NpgsqlDataSource pool, AppLoops loops, int worker, Random random)
    {
        var step = 0;
        for (var i = 0; i < Transactions / Workers; i++)
        {
            try
            {
                await using var connection = await pool.OpenConnectionAsync(Cancel);
                await using var transaction = await connection.BeginTransactionAsync(Cancel);
                var inTransaction = loops.In(transaction);
                var count = random.Next(1, 4);
                for (var j = 0; j < count; j++)
                {
                    var undo = random.Next(5) == 0;
                    if (undo)
                        await transaction.SaveAsync("point", Cancel);
                    await RowAsync(connection, transaction, worker, ++step);
                    await inTransaction.TrackAsync(new Stepped(worker.ToString(CultureInfo.InvariantCulture), step), cancellationToken: Cancel);
                    if (undo)
                        await transaction.RollbackAsync("point", Cancel);
                }
                switch (random.Next(10))
                {
                    case < 2:
                        await transaction.RollbackAsync(Cancel);
                        break;
                    case 2:
                        await KillAsync(connection.ProcessID);
                        await transaction.CommitAsync(Cancel);
                        break;
                    case 3:
                        // The commit and the end of the connection at the same moment: either may be first.
                        await Task.WhenAll(KillAsync(connection.ProcessID), transaction.CommitAsync(Cancel));
                        break;
                    case 4:
                        // The program forgets it.
                        break;
                    default:
                        await transaction.CommitAsync(Cancel);
                        break;
                }
            }
            catch (Exception exception) when (exception is NpgsqlException or LoopsOutboxException or InvalidOperationException or IOException)
            {
                // A connection that ended: the table says what became of it.
            }
        }
    }

    private async Task RowAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, int worker, int step)
    {
        await using var command = new NpgsqlCommand($"INSERT INTO {Schema}.app_row VALUES ($1, $2)", connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = worker });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = step });
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private async Task KillAsync(int process)
    {
        await using var command = Source.CreateCommand("SELECT pg_terminate_backend($1)");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = process });
        await command.ExecuteScalarAsync(Cancel);
    }
}
