using LoopsMapping.Outbox;
using Npgsql;

namespace SegmentGateway.Tests;

/// <summary>Several gateways behind one database.</summary>
public sealed class SharedDatabaseTests : IAsyncDisposable
{
    private static readonly string? Given = Environment.GetEnvironmentVariable("LOOPS_TEST_POSTGRES");

    private readonly string _schema = $"gateway_{Guid.NewGuid():N}";

    public SharedDatabaseTests() => Assert.SkipWhen(string.IsNullOrEmpty(Given), "LOOPS_TEST_POSTGRES holds no connection string, so there is no PostgreSQL to test with.");

    [Fact]
    public async Task Two_gateways_send_each_message_once_and_a_contacts_in_order_whichever_took_them()
    {
        const int Steps = 20;
        await using var arrivals = await Arrivals.StartAsync();
        await using var first = await Gateway.StartAsync([.. arrivals.Settings, .. Database]);
        await using var second = await Gateway.StartAsync([.. arrivals.Settings, .. Database]);

        for (var step = 0; step < Steps; step++)
        {
            await (step % 2 == 0 ? first : second).PostAsync("/v1/track", $$$$"""
                {"userId":"adam","messageId":"m{{{{step}}}}","event":"Stepped","properties":{"step":{{{{step}}}}},"context":{"traits":{"email":"adam@example.com"}}}
                """);
        }
        // An SDK repeats what it got no answer to, and may get to the other one.
        await second.PostAsync("/v1/track", """
            {"userId":"adam","messageId":"m0","event":"Stepped","properties":{"step":0},"context":{"traits":{"email":"adam@example.com"}}}
            """);
        await arrivals.WaitAsync(Steps);

        Assert.Equal(Enumerable.Range(0, Steps), arrivals.Loops.Events.Select(static sent => sent.Properties["step"].GetInt32()));
        Assert.Equal(Steps, arrivals.Loops.Requests.Count);
    }

    [Fact]
    public async Task What_one_took_before_it_died_the_other_sends()
    {
        await using var arrivals = await Arrivals.StartAsync();
        // It takes messages, and has no way to Loops.
        await using (var first = await Gateway.StartAsync([("Loops__ApiKey", "key"), ("Loops__BaseAddress", "http://127.0.0.1:1/api/v1/"), .. Database]))
            await first.PostAsync("/v1/identify", """{"userId":"adam","messageId":"m1","traits":{"email":"adam@example.com"}}""");
        await using (var store = new PostgreSqlOutboxStore(Given!, new() { Schema = _schema }, null))
        {
            // What it may have claimed is free once its lease has ended.
            await store.OpenAsync(Gateway.Cancel);
            await store.AdvanceClockAsync(TimeSpan.FromMinutes(10), Gateway.Cancel);
        }
        await using var second = await Gateway.StartAsync([.. arrivals.Settings, .. Database]);
        await arrivals.WaitAsync(1);
        Assert.Equal("/api/v1/contacts/update", Assert.Single(arrivals.Loops.Requests).Path);
    }

    [Fact]
    public async Task Without_tables_it_ends_and_says_how_to_make_them()
    {
        var (exitCode, output) = await Gateway.FailAsync(("Loops__ApiKey", "key"), ("Loops__Outbox__ConnectionString", Given!), ("Loops__Outbox__Schema", _schema));
        Assert.Equal(1, exitCode);
        Assert.Contains("has no tables. Somebody who may create tables runs 'loops-mapping outbox script", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_database_it_is_no_trial_and_needs_a_key()
    {
        var (exitCode, output) = await Gateway.FailAsync([.. Database]);
        Assert.Equal(1, exitCode);
        Assert.Contains("Loops:ApiKey", output, StringComparison.Ordinal);
    }

    private (string, string)[] Database => [("Loops__Outbox__ConnectionString", Given!), ("Loops__Outbox__Schema", _schema), ("Loops__Outbox__CreateTables", "true")];

    public async ValueTask DisposeAsync()
    {
        await using var source = NpgsqlDataSource.Create(Given!);
        await using var command = source.CreateCommand($"DROP SCHEMA IF EXISTS {_schema} CASCADE");
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
