using LoopsMapping.Outbox;
using LoopsMapping.Tool.Tests.Harness;
using Npgsql;

namespace LoopsMapping.Tool.Tests.Outbox;

/// <summary>The commands on an outbox in PostgreSQL: the same as on a file.</summary>
public sealed class OutboxDatabaseTests : OutboxDatabaseTest
{
    [Fact]
    public async Task Status_list_show_retry_and_purge_work_as_on_a_file()
    {
        await InDatabaseAsync(async store =>
        {
            await store.EnqueueAsync([Event("u1", "adam@loops.so")], Cancel);
            var claim = await ClaimAsync(store, Team);
            Assert.True(await store.MarkAttemptAsync(claim, Cancel));
            Assert.True(await store.DeadLetterAsync(claim, Refused, Cancel));
            return await store.EnqueueAsync([Event("u2", "eve@loops.so")], Cancel);
        });
        var dead = (await RecordsAsync()).Single(static record => record.Failure is not null).Id;

        var status = await InAsync("status");
        Assert.Equal(1, await status.Exit);
        Assert.StartsWith($"{DatabaseName}\nWhether an application is sending from it cannot be told.\n", Unix(status.Output), StringComparison.Ordinal);
        var list = await InAsync("list", "--dead");
        Assert.Equal(0, await list.Exit);
        Assert.Contains("Refused 400", list.Output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("adam@loops.so", list.Output.ToString(), StringComparison.Ordinal);
        var show = await InAsync("show", dead.ToString(System.Globalization.CultureInfo.InvariantCulture), "--reveal");
        Assert.Contains("adam@loops.so", show.Output.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await (await InAsync("retry", "--reason", "Refused", "--yes")).Exit);
        Assert.All(await RecordsAsync(), static record => Assert.Null(record.Failure));
        Assert.Equal(0, await (await InAsync("purge", "--contact", "EVE@loops.so", "--yes")).Exit);
        Assert.Equal("u1", Assert.Single(await RecordsAsync()).UserId);
    }

    [Fact]
    public async Task The_settings_of_a_project_name_it_and_the_schema_too()
    {
        await InDatabaseAsync(store => store.EnqueueAsync([Event("u1")], Cancel));
        await File.WriteAllTextAsync(
            System.IO.Path.Combine(Folder, "appsettings.json"),
            System.Text.Json.JsonSerializer.Serialize(new { Loops = new { Outbox = new { ConnectionString, Schema } } }), Cancel);
        var run = await Run.ToEndAsync(Around, "outbox", "status");
        Assert.True(await run.Exit == 0, run.Everything);
        Assert.StartsWith(DatabaseName, run.Output.ToString(), StringComparison.Ordinal);

        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["Loops__Outbox__ConnectionString"] = ConnectionString, ["Loops__Outbox__Schema"] = Schema };
        run = await Run.ToEndAsync(Around with { Folder = AppContext.BaseDirectory, Environment = variables }, "outbox", "status");
        Assert.StartsWith(DatabaseName, run.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_name_a_file_and_a_database_are_asked_which()
    {
        await File.WriteAllTextAsync(System.IO.Path.Combine(Folder, "appsettings.json"), """{"Loops":{"Outbox":{"Path":"loops.db","ConnectionString":"Host=db;Password=secret"}}}""", Cancel);
        await ShouldSayAsync(
            await Run.ToEndAsync(Around, "outbox", "status"), 1, "",
            $"Loops:Outbox:Path in the appsettings.json of {Folder} is a file, and beside it is Loops:Outbox:ConnectionString: say which outbox is meant with --path or --connection.\n");
    }

    [Fact]
    public async Task Without_tables_it_says_how_to_make_them_and_makes_none()
    {
        var run = await InAsync("status");
        Assert.Equal(1, await run.Exit);
        Assert.Contains("has no tables. Somebody who may create tables runs 'loops-mapping outbox script", run.Error.ToString(), StringComparison.Ordinal);
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand($"SELECT count(*) FROM pg_namespace WHERE nspname = '{Schema}'");
        Assert.Equal(0L, await command.ExecuteScalarAsync(Cancel));
    }

    [Fact]
    public async Task The_printed_script_makes_them()
    {
        var run = await Run.ToEndAsync(Around, "outbox", "script", "--schema", Schema);
        Assert.Equal(0, await run.Exit);
        await using (var source = NpgsqlDataSource.Create(ConnectionString))
        await using (var command = source.CreateCommand(run.Output.ToString()))
            await command.ExecuteNonQueryAsync(Cancel);
        Assert.Equal(0, await (await InAsync("status")).Exit);
    }

    [Theory]
    [InlineData("this is a secret and no connection string")]
    [InlineData("Hots=db;Password=secret")]
    public async Task What_is_no_connection_string_is_not_quoted(string text)
    {
        var run = await Run.ToEndAsync(Around, "outbox", "status", "--connection", text);
        Assert.Equal(1, await run.Exit);
        Assert.Contains("is no connection string of Npgsql", run.Error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", run.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_and_a_database_at_once_are_a_wrong_command_line()
    {
        var run = await Run.ToEndAsync(Around, "outbox", "status", "--path", "loops.db", "--connection", "Host=db");
        Assert.Equal(2, await run.Exit);
        Assert.Contains("--path is for a file", run.Error.ToString(), StringComparison.Ordinal);
    }

    private Task<Run> InAsync(params string[] arguments) => Run.ToEndAsync(Around, ["outbox", .. arguments, .. Place]);
}
