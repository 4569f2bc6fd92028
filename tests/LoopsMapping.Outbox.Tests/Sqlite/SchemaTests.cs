using LoopsMapping.Outbox.Sqlite;
using LoopsMapping.Outbox.Tests.Harness;
using Microsoft.Data.Sqlite;

namespace LoopsMapping.Outbox.Tests.Sqlite;

/// <summary>A file of an older version is upgraded in place, with everything that waits in it.</summary>
public sealed class SchemaTests : OutboxTest
{
    [Fact]
    public async Task A_file_of_the_first_version_is_upgraded_and_delivered_in_order()
    {
        WriteFile(static connection =>
        {
            SqliteSchema.Create(connection, 1);
            SqliteSchema.Execute(connection, "INSERT INTO loops_team (id, name) VALUES (1, 'default')");
            for (var lane = 1; lane <= 3; lane++)
                SqliteSchema.Execute(connection, $"INSERT INTO loops_lane (id, team, name, priority, due, turn) VALUES ({lane}, 1, 'u{lane}', 0, 0, {lane})");
            for (var id = 1; id <= 12; id++)
            {
                var (lane, step) = ((id % 3) + 1, (id - 1) / 3);
                SqliteSchema.Execute(
                    connection,
                    $$"""
                    INSERT INTO loops_message (id, team, lane, method, path, name, body, key, is_callers_key, priority, user_id, deletes_contact, enqueued_at)
                    VALUES ({{id}}, 1, {{lane}}, 'POST', 'events/send', 'Stepped', CAST('{"eventName":"Stepped","userId":"u{{lane}}","email":"u{{lane}}@loops.so","eventProperties":{"step":{{step}} } }' AS BLOB),
                        'key-{{id}}', 0, 0, 'u{{lane}}', 0, 0)
                    """);
                SqliteSchema.Execute(connection, $"INSERT INTO loops_key (team, key, message) VALUES (1, 'key-{id}', {id})");
            }
            SqliteSchema.Execute(
                connection,
                """
                INSERT INTO loops_dead_letter (id, team, lane, method, path, name, body, key, is_callers_key, priority, deletes_contact, enqueued_at, attempts, may_have_arrived,
                    had_server_error, reason, detail, status, failed_at)
                VALUES (13, 1, 'u9', 'POST', 'events/send', 'Stepped', CAST('{"eventName":"Stepped","userId":"u9","email":"u9@loops.so","eventProperties":{"step":0}}' AS BLOB), 'dead', 0, 0, 0, 0, 1, 0, 0, 'Refused', 'No.', 400, 1767225600000)
                """);
            SqliteSchema.Execute(connection, "INSERT INTO loops_key (team, key, message, delivered_at) VALUES (1, 'done', 14, 1767225600000)");
            SqliteSchema.Execute(connection, "UPDATE sqlite_sequence SET seq = 14 WHERE name = 'loops_message'");
        });

        var app = await World.StartAsync(new() { Path = World.Path });
        Assert.Single(World.LogMessages, static message => message.EndsWith($"was brought from schema 1 to {SqliteSchema.CurrentVersion}.", StringComparison.Ordinal));
        var receipt = await app.Loops.TrackAsync(new Stepped("u1"), new LoopsSendOptions { IdempotencyKey = "done" }, Cancel);
        Assert.Equal(LoopsOutcome.Deduplicated, receipt.Outcome);
        await World.UntilEmptyAsync(app);

        Assert.Equal(12, World.Server.Events.Count);
        Assert.All(World.Server.Events.GroupBy(static sent => sent.UserId), static of => Assert.Equal([0, 1, 2, 3], of.Select(static sent => sent.Properties["step"].GetInt32())));
        Assert.Equal(1, await app.Store.RetryAsync(new(), Cancel));
        await World.UntilEmptyAsync(app);
        Assert.Equal("u9", World.Server.Events[^1].UserId);
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_left_alone_and_the_remedy_is_told()
    {
        WriteFile(static connection =>
        {
            SqliteSchema.Create(connection, SqliteSchema.CurrentVersion);
            SqliteSchema.Execute(connection, "PRAGMA user_version = 99");
        });
        var app = await World.CreateAsync(new() { Path = World.Path });
        var exception = await Assert.ThrowsAsync<LoopsOutboxException>(app.StartAsync);

        Assert.Contains("has schema 99", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Install the version that wrote it, or a newer one", exception.Message, StringComparison.Ordinal);
        await app.DisposeAsync();
        WriteFile(static connection => Assert.Equal(99L, SqliteSchema.Scalar(connection, "PRAGMA user_version")));
    }

    [Fact]
    public async Task Two_processes_that_start_together_upgrade_a_file_once()
    {
        WriteFile(static connection => SqliteSchema.Create(connection, 1));
        var apps = await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
        {
            var store = new SqliteOutboxStore(World.Path);
            await store.OpenAsync(Cancel);
            return store;
        }));
        foreach (var store in apps)
        {
            Assert.Empty(await store.GetStatsAsync(Cancel));
            await store.DisposeAsync();
        }
    }

    private void WriteFile(Action<SqliteConnection> write)
    {
        using var connection = new SqliteConnection($"Data Source={World.Path};Pooling=False");
        connection.Open();
        write(connection);
    }
}
