using LoopsMapping.Outbox.PostgreSql.Tests.Harness;
using LoopsMapping.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LoopsMapping.Outbox.PostgreSql.Tests.Transactions;

/// <summary>What is sent inside a transaction of the application shares its fate.</summary>
public sealed class TransactionTests : PostgreSqlTest
{
    private LoopsServer _server = null!;
    private App _app = null!;

    public override async ValueTask InitializeAsync()
    {
        _server = Disposed(await LoopsServer.StartAsync(new() { RequestsPerSecond = 0 }, Cancel));
        _app = Disposed(new App(_server, Use));
        await _app.Store.OpenAsync(Cancel);
    }

    [Fact]
    public async Task A_commit_leaves_the_record_and_it_is_delivered()
    {
        await _app.StartAsync();
        await using (var connection = await Source.OpenConnectionAsync(Cancel))
        await using (var transaction = await connection.BeginTransactionAsync(Cancel))
        {
            var receipt = await _app.Loops.In(transaction).IdentifyAsync(new Person("u1", "u1@example.com"), cancellationToken: Cancel);
            Assert.Equal(LoopsOutcome.Enqueued, receipt.Outcome);
            await _app.Loops.In(transaction).TrackAsync(new Stepped("u1", 1), cancellationToken: Cancel);
            await transaction.CommitAsync(Cancel);
        }
        await _app.UntilEmptyAsync();
        Assert.Equal(["/api/v1/contacts/update", "/api/v1/events/send"], _server.Requests.Select(static request => request.Path));
    }

    [Fact]
    public async Task A_flush_waits_for_what_is_committed_and_for_nothing_else()
    {
        await _app.StartAsync();
        await using var connection = await Source.OpenConnectionAsync(Cancel);
        var transaction = await connection.BeginTransactionAsync(Cancel);
        await _app.Loops.In(transaction).TrackAsync(new Stepped("u1", 1), cancellationToken: Cancel);
        await _app.Loops.FlushAsync(Cancel);
        Assert.Empty(_server.Events);
        await transaction.CommitAsync(Cancel);
        await transaction.DisposeAsync();
        await _app.Loops.FlushAsync(Cancel);
        Assert.Single(_server.Events);

        transaction = await connection.BeginTransactionAsync(Cancel);
        await _app.Loops.In(transaction).TrackAsync(new Stepped("u1", 2), cancellationToken: Cancel);
        await transaction.RollbackAsync(Cancel);
        await transaction.DisposeAsync();
        await _app.Loops.FlushAsync(Cancel);
        Assert.Single(_server.Events);
    }

    [Fact]
    public async Task Before_the_commit_nobody_sees_it_and_a_rollback_leaves_nothing()
    {
        await using var connection = await Source.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await _app.Loops.In(transaction).TrackAsync(new Stepped("u1", 1), cancellationToken: Cancel);
        Assert.Equal(0, await PendingAsync());
        Assert.Empty((await _app.Store.ClaimAsync("default", 10, TimeSpan.FromSeconds(30), Cancel)).Claims);
        await transaction.RollbackAsync(Cancel);
        Assert.Equal(0, await PendingAsync());
    }

    [Fact]
    public async Task A_rollback_to_a_savepoint_takes_what_came_after_it()
    {
        await using var connection = await Source.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        var loops = _app.Loops.In(transaction);
        await loops.TrackAsync(new Stepped("u1", 1), cancellationToken: Cancel);
        await transaction.SaveAsync("point", Cancel);
        await loops.TrackAsync(new Stepped("u1", 2), cancellationToken: Cancel);
        await transaction.RollbackAsync("point", Cancel);
        await loops.TrackAsync(new Stepped("u1", 3), cancellationToken: Cancel);
        await transaction.CommitAsync(Cancel);
        Assert.Equal([1, 3], await StepsAsync());
    }

    [Fact]
    public async Task What_is_sent_after_the_commit_comes_after_it()
    {
        await _app.Loops.TrackAsync(new Stepped("u1", 1), cancellationToken: Cancel);
        await using (var connection = await Source.OpenConnectionAsync(Cancel))
        await using (var transaction = await connection.BeginTransactionAsync(Cancel))
        {
            await _app.Loops.In(transaction).TrackAsync(new Stepped("u1", 2), cancellationToken: Cancel);
            await transaction.CommitAsync(Cancel);
        }
        await _app.Loops.TrackAsync(new Stepped("u1", 3), cancellationToken: Cancel);
        Assert.Equal([1, 2, 3], await StepsAsync());
    }

    [Fact]
    public async Task An_open_transaction_holds_up_nobody_else()
    {
        await _app.StartAsync();
        await using var connection = await Source.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await _app.Loops.In(transaction).TrackAsync(new Stepped("u1", 1), cancellationToken: Cancel);
        await _app.Loops.TrackAsync(new Stepped("u1", 2), cancellationToken: Cancel);
        await _app.Loops.FlushAsync(Cancel);
        Assert.Single(_server.Events);
        await transaction.CommitAsync(Cancel);
        await _app.UntilEmptyAsync();
        Assert.Equal(2, _server.Events.Count);
    }

    [Fact]
    public async Task A_deletion_shares_the_transaction_and_takes_what_waits_once_it_commits()
    {
        await _app.Loops.TrackAsync(new Stepped("u1", 1), cancellationToken: Cancel);
        await using (var connection = await Source.OpenConnectionAsync(Cancel))
        {
            await using (var transaction = await connection.BeginTransactionAsync(Cancel))
            {
                await _app.Loops.In(transaction).DeleteByUserIdAsync("u1", Cancel);
                await transaction.RollbackAsync(Cancel);
            }
            Assert.Equal([1], await StepsAsync());
            await using (var transaction = await connection.BeginTransactionAsync(Cancel))
            {
                await _app.Loops.In(transaction).DeleteByUserIdAsync("u1", Cancel);
                await transaction.CommitAsync(Cancel);
            }
        }
        await _app.StartAsync();
        await _app.UntilEmptyAsync();
        Assert.Equal("/api/v1/contacts/delete", Assert.Single(_server.Requests).Path);
    }

    [Fact]
    public async Task A_key_that_is_there_already_stores_nothing_more()
    {
        var options = new LoopsSendOptions { IdempotencyKey = "order-1" };
        await _app.Loops.TrackAsync(new Stepped("u1", 1), options, Cancel);
        await using (var connection = await Source.OpenConnectionAsync(Cancel))
        await using (var transaction = await connection.BeginTransactionAsync(Cancel))
        {
            var receipt = await _app.Loops.In(transaction).TrackAsync(new Stepped("u1", 2), options, Cancel);
            Assert.Equal("order-1", receipt.IdempotencyKey);
            await transaction.CommitAsync(Cancel);
        }
        Assert.Equal([1], await StepsAsync());
    }

    [Theory]
    [InlineData(System.Data.IsolationLevel.ReadCommitted)]
    [InlineData(System.Data.IsolationLevel.RepeatableRead)]
    [InlineData(System.Data.IsolationLevel.Serializable)]
    public async Task Any_isolation_level_will_do_and_a_dispatcher_at_work_is_no_conflict(System.Data.IsolationLevel level)
    {
        await _app.StartAsync();
        for (var step = 0; step < 20; step++)
        {
            await using var connection = await Source.OpenConnectionAsync(Cancel);
            await using var transaction = await connection.BeginTransactionAsync(level, Cancel);
            await _app.Loops.In(transaction).TrackAsync(new Stepped("u1", step), cancellationToken: Cancel);
            await transaction.CommitAsync(Cancel);
        }
        await _app.UntilEmptyAsync();
        Assert.Equal(Enumerable.Range(0, 20), _server.Events.Select(static sent => sent.Properties["step"].GetInt32()));
    }

    [Fact]
    public async Task A_transaction_on_another_database_is_refused_since_nobody_would_send_it()
    {
        var name = $"loops_other_{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE {name}");
        try
        {
            await using var other = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name, Pooling = false });
            await using (var script = other.CreateCommand(PostgreSqlOutboxSchema.GetScript(Schema)))
                await script.ExecuteNonQueryAsync(Cancel);
            await using var connection = await other.OpenConnectionAsync(Cancel);
            await using var transaction = await connection.BeginTransactionAsync(Cancel);
            var exception = await Assert.ThrowsAsync<LoopsOutboxException>(() => _app.Loops.In(transaction).TrackAsync(new Stepped("u1", 1), cancellationToken: Cancel));
            Assert.Contains("not on the database of the outbox", exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            // Not WITH (FORCE), which fails when the autovacuum is there: nobody of this test is connected any more.
            await ExecuteAsync($"DROP DATABASE {name}");
        }
    }

    [Fact]
    public async Task A_transaction_that_has_ended_is_refused()
    {
        await using var connection = await Source.OpenConnectionAsync(Cancel);
        var transaction = await connection.BeginTransactionAsync(Cancel);
        var loops = _app.Loops.In(transaction);
        await transaction.CommitAsync(Cancel);
        await Assert.ThrowsAsync<InvalidOperationException>(() => loops.TrackAsync(new Stepped("u1", 1), cancellationToken: Cancel));
        await transaction.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => loops.TrackAsync(new Stepped("u1", 1), cancellationToken: Cancel));
        Assert.Equal(0, await PendingAsync());
    }

    [Fact]
    public async Task A_destination_with_another_outbox_says_what_is_missing()
    {
        await using var app = new App(_server, static loops => loops.UseInMemoryOutbox());
        await using var connection = await Source.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        var exception = Assert.Throws<InvalidOperationException>(() => app.Loops.In(transaction));
        Assert.Contains("UsePostgreSqlOutbox", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_sent_leaves_the_transaction_usable()
    {
        await using var connection = await Source.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await Assert.ThrowsAsync<LoopsValidationException>(() => _app.Loops.In(transaction).IdentifyAsync(new Person("", ""), cancellationToken: Cancel));
        await _app.Loops.In(transaction).TrackAsync(new Stepped("u1", 1), cancellationToken: Cancel);
        await transaction.CommitAsync(Cancel);
        Assert.Equal([1], await StepsAsync());
    }

    private ILoopsBuilder Use(ILoopsBuilder loops) => loops.UsePostgreSqlOutbox(ConnectionString, store =>
    {
        store.Schema = Schema;
        store.CreateTables = true;
    });

    private async Task<long> PendingAsync() => (await _app.Store.GetStatsAsync(Cancel)).Sum(static stats => stats.Pending);

    /// <summary>What waits, in the order in which it will be delivered.</summary>
    private async Task<List<int>> StepsAsync()
    {
        // A claim moves what transactions have left.
        foreach (var claim in (await _app.Store.ClaimAsync("default", 10, TimeSpan.FromSeconds(30), Cancel)).Claims)
            await _app.Store.ReleaseAsync(claim, Cancel);
        var records = await _app.Store.ListAsync(new() { Limit = 1000 }, Cancel);
        return [.. records.OrderBy(static record => record.Id)
            .Select(static record => System.Text.Json.JsonDocument.Parse(record.Body).RootElement.GetProperty("eventProperties").GetProperty("step").GetInt32())];
    }
}
