using System.Globalization;
using LoopsMapping.Outbox.PostgreSql.Tests.Harness;
using Npgsql;

namespace LoopsMapping.Outbox.PostgreSql.Tests.Store;

/// <summary>Tables are made by a call or by a script, and an upgrade does not stop the processes of the version before.</summary>
public sealed class SchemaTests : PostgreSqlTest
{
    private string Script => PostgreSqlOutboxSchema.GetScript(Schema);

    [Fact]
    public async Task Without_tables_and_the_permission_to_make_them_it_says_how_to_get_them()
    {
        var exception = await Assert.ThrowsAsync<LoopsOutboxException>(() => NewStore(createTables: false).OpenAsync(Cancel));
        Assert.Contains("has no tables", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"loops-mapping outbox script --schema {Schema} | psql", exception.Message, StringComparison.Ordinal);
        Assert.False(exception.IsTransient);
    }

    [Fact]
    public async Task The_script_makes_them_and_does_nothing_the_second_time()
    {
        await ExecuteAsync(Script);
        var store = await OpenAsync(createTables: false);
        var ticket = Assert.Single(await store.EnqueueAsync([Message(1)], Cancel));
        await ExecuteAsync(Script);
        Assert.Equal(ticket.Id, Assert.Single(await store.ListAsync(new(), Cancel)).Id);
    }

    [Fact]
    public async Task The_call_makes_them_too()
    {
        var store = NewStore(createTables: false);
        await store.MigrateAsync(Cancel);
        await store.MigrateAsync(Cancel);
        await store.OpenAsync(Cancel);
        Assert.Single(await store.EnqueueAsync([Message(1)], Cancel));
    }

    [Fact]
    public async Task Ten_processes_that_start_at_once_make_them_once()
    {
        var stores = Enumerable.Range(0, 10).Select(_ => NewStore(maxConnections: 2)).ToList();
        await Task.WhenAll(stores.Select(static store => store.OpenAsync(Cancel)));
        await Task.WhenAll(stores.Select((store, i) => store.EnqueueAsync([Message(i)], Cancel)));
        Assert.Equal(10, (await stores[0].ListAsync(new(), Cancel)).Count);
    }

    [Fact]
    public async Task A_role_that_owns_nothing_works_with_the_rights_that_the_script_names()
    {
        var role = $"loops_app_{Guid.NewGuid():N}";
        try
        {
            await ExecuteAsync(Script);
            try
            {
                await ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'app'");
            }
            catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
            {
                Assert.Skip("The role of LOOPS_TEST_POSTGRES may not create another (CREATEROLE).");
            }
            var connection = new NpgsqlConnectionStringBuilder(ConnectionString) { Username = role, Password = "app" }.ConnectionString;
            var store = NewStore(createTables: true, connectionString: connection);
            var exception = await Assert.ThrowsAsync<LoopsOutboxException>(() => store.OpenAsync(Cancel));
            Assert.Contains("USAGE", exception.Message, StringComparison.Ordinal);

            await ExecuteAsync(
                $$"""
                GRANT USAGE ON SCHEMA {schema} TO {{role}};
                GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {{role}};
                GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {{role}};
                """);
            await store.OpenAsync(Cancel);
            await store.EnqueueAsync([Message(1), Message(2)], Cancel);
            var claim = Assert.Single((await store.ClaimAsync("default", 10, TimeSpan.FromSeconds(30), Cancel)).Claims);
            Assert.NotNull(await store.ReserveSlotAsync("default", TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1), Cancel));
            Assert.True(await store.MarkAttemptAsync(claim, Cancel));
            Assert.True(await store.CompleteAsync(claim, LoopsOutboxCompletion.Accepted, Cancel));
            await store.CleanUpAsync(new(TimeSpan.FromDays(1), TimeSpan.FromDays(1), TimeSpan.FromDays(1)), Cancel);
            Assert.Equal(1, await store.PurgeAsync(new(), Cancel));
        }
        finally
        {
            // Its rights end with what they are rights to.
            await ExecuteAsync($"DROP SCHEMA IF EXISTS {{schema}} CASCADE; DROP ROLE IF EXISTS {role}");
        }
    }

    [Fact]
    public async Task Tables_that_are_too_new_are_left_alone_and_the_message_says_so()
    {
        await ExecuteAsync(Script);
        await ExecuteAsync("UPDATE {schema}.store SET version = 1000, minimum_reader = 999");
        var exception = await Assert.ThrowsAsync<LoopsOutboxException>(() => NewStore().OpenAsync(Cancel));
        Assert.Contains("version 1000", exception.Message, StringComparison.Ordinal);
        await ExecuteAsync(Script);
        Assert.Equal(1000, await ScalarAsync<int>("SELECT version FROM {schema}.store"));
    }

    [Fact]
    public async Task Tables_of_an_older_version_are_upgraded_with_what_is_in_them()
    {
        var old = await OpenAsync();
        await old.EnqueueAsync([Message(1)], Cancel);
        await ExecuteAsync("UPDATE {schema}.store SET version = 0");
        await Assert.ThrowsAsync<LoopsOutboxException>(() => NewStore(createTables: false).OpenAsync(Cancel));
        var store = await OpenAsync();
        Assert.Single(await store.ListAsync(new(), Cancel));
        Assert.Equal(PostgreSqlOutboxSchema.Version, await ScalarAsync<int>("SELECT version FROM {schema}.store"));
    }

    [Fact]
    public async Task A_process_goes_on_under_load_while_another_upgrades()
    {
        var old = await OpenAsync();
        var isUpgraded = false;
        var sent = 0;
        var working = Task.Run(
            async () =>
            {
                var after = 0;
                while (after < 20)
                {
                    after += Volatile.Read(ref isUpgraded) ? 1 : 0;
                    await old.EnqueueAsync([Message(sent)], Cancel);
                    var claim = Assert.Single((await old.ClaimAsync("default", 10, TimeSpan.FromSeconds(30), Cancel)).Claims);
                    Assert.Equal(sent, int.Parse(System.Text.Encoding.UTF8.GetString(claim.Body.Span), CultureInfo.InvariantCulture));
                    Assert.True(await old.MarkAttemptAsync(claim, Cancel));
                    Assert.True(await old.CompleteAsync(claim, LoopsOutboxCompletion.Accepted, Cancel));
                    sent++;
                }
            }, Cancel);

        // What a next version may do: add columns, replace functions.
        var next = Script.Replace("COMMIT;", "", StringComparison.Ordinal)
            + $"""
            ALTER TABLE {Schema}.message ADD COLUMN next_thing text;
            ALTER TABLE {Schema}.inbox ADD COLUMN next_thing text;
            ALTER TABLE {Schema}.lane ADD COLUMN next_thing text;
            UPDATE {Schema}.store SET version = {PostgreSqlOutboxSchema.Version + 1};
            COMMIT;
            """;
        await ExecuteAsync(next);
        Volatile.Write(ref isUpgraded, true);
        await working;
        Assert.Empty(await old.ListAsync(new(), Cancel));
        // And one of this version that starts only now.
        await (await OpenAsync(createTables: false)).EnqueueAsync([Message(0)], Cancel);
    }

    [Theory]
    [InlineData("Loops")]
    [InlineData("loops\"; DROP SCHEMA public")]
    [InlineData("")]
    [InlineData("1loops")]
    public void A_name_that_is_no_schema_is_refused(string schema)
        => Assert.Throws<ArgumentException>(nameof(schema), () => PostgreSqlOutboxSchema.GetScript(schema));

    private static LoopsOutboxMessage Message(int number) => new()
    {
        Team = "default",
        Lane = "u1",
        Method = "POST",
        Path = "events/send",
        Name = "Stepped",
        Body = System.Text.Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)),
        UserId = "u1",
    };
}
