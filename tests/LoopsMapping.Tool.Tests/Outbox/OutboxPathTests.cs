using System.Text;
using LoopsMapping.Tool.Tests.Harness;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration.UserSecrets;

namespace LoopsMapping.Tool.Tests.Outbox;

public sealed class OutboxPathTests : OutboxTest
{
    private readonly string _secretsId = $"loops-mapping-tests-{Guid.NewGuid():N}";

    private string SecretsFile => PathHelper.GetSecretsPathFromSecretsId(_secretsId);

    [Fact]
    public async Task The_environment_variable_names_it_relative_to_the_current_folder()
    {
        await EnqueueAsync(Event("u1"));

        await ShouldFindItAsync(Around with { Environment = new() { ["Loops__Outbox__Path"] = "loops.db" } });
    }

    [Fact]
    public async Task The_appsettings_of_the_current_folder_name_it_with_a_project_or_without()
    {
        await EnqueueAsync(Event("u1"));
        await WriteAsync("appsettings.json", """{"Loops":{"Outbox":{"Path":"loops.db"}}}""");

        await ShouldFindItAsync(Around);
        await WriteAsync("App.csproj", "<Project />");
        await ShouldFindItAsync(Around);
    }

    [Fact]
    public async Task The_environments_appsettings_come_before_the_general_ones()
    {
        await EnqueueAsync(Event("u1"));
        await WriteAsync("appsettings.json", """{"Loops":{"Outbox":{"Path":"other.db"}}}""");
        await WriteAsync("appsettings.Staging.json", """{"Loops":{"Outbox":{"Path":"loops.db"}}}""");

        await ShouldFindItAsync(Around with { Environment = new() { ["ASPNETCORE_ENVIRONMENT"] = "Staging" } });
    }

    [Fact]
    public async Task The_user_secrets_of_the_project_come_before_its_appsettings()
    {
        await EnqueueAsync(Event("u1"));
        await WriteAsync("App.csproj", $"<Project><PropertyGroup><UserSecretsId>{_secretsId}</UserSecretsId></PropertyGroup></Project>");
        await WriteAsync("appsettings.json", """{"Loops":{"Outbox":{"Path":"other.db"}}}""");
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(SecretsFile)!);
        await File.WriteAllTextAsync(SecretsFile, """{"Loops:Outbox:Path":"loops.db"}""", Cancel);

        await ShouldFindItAsync(Around);
        await ShouldFindItAsync(Around with { Folder = AppContext.BaseDirectory }, "--project", Folder);
    }

    [Fact]
    public async Task When_nobody_names_it_the_error_says_who_could()
    {
        await ShouldSayAsync(
            await Run.ToEndAsync(Around, "outbox", "status"), 1, "",
            "Nobody says where the outbox is. Name its file with --path or its database with --connection, set the environment variable Loops__Outbox__Path or Loops__Outbox__ConnectionString, or run this in the folder of a project whose appsettings.json or user secrets have Loops:Outbox:Path or Loops:Outbox:ConnectionString.\n");
    }

    [Fact]
    public async Task Settings_that_cannot_be_read_are_named_and_not_quoted()
    {
        await WriteAsync("appsettings.json", "{ secret");

        var run = await Run.ToEndAsync(Around, "outbox", "status");

        await ShouldSayAsync(run, 1, "", $"The appsettings.json of {Folder} cannot be read (InvalidDataException). Mend it, or name the outbox with --path or --connection.\n");
    }

    [Theory]
    [InlineData("status")]
    [InlineData("list")]
    [InlineData("show", "1")]
    [InlineData("retry", "--all", "--yes")]
    [InlineData("purge", "--dead", "--yes")]
    public async Task A_file_that_does_not_exist_is_an_error_and_is_not_created(params string[] arguments)
    {
        var run = await OutboxAsync(arguments);

        await ShouldSayAsync(run, 1, "", $"There is no outbox {Path}: there is no such file. An application creates its outbox when it starts. Name the file that Loops:Outbox:Path of the application names.\n");
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public async Task A_path_from_elsewhere_says_from_where()
    {
        var run = await Run.ToEndAsync(Around with { Environment = new() { ["Loops__Outbox__Path"] = Folder } }, "outbox", "status");

        await ShouldSayAsync(run, 1, "", $"There is no outbox {Folder}: that is a folder. An application creates its outbox when it starts. The path is from Loops__Outbox__Path; name another with --path.\n");
    }

    [Fact]
    public async Task The_database_of_somebody_else_is_refused_and_stays_as_it_is()
    {
        await using (var connection = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            await connection.OpenAsync(Cancel);
            await using var create = connection.CreateCommand();
            create.CommandText = "CREATE TABLE customer (id INTEGER)";
            await create.ExecuteNonQueryAsync(Cancel);
        }
        var before = await File.ReadAllBytesAsync(Path, Cancel);

        var run = await OutboxAsync("status");

        await ShouldSayAsync(run, 1, "", $"{Path} is no outbox: it is a SQLite database of something else. Name the file that Loops:Outbox:Path of the application names.\n");
        Assert.Equal(before, await File.ReadAllBytesAsync(Path, Cancel));
    }

    [Theory]
    [InlineData("")]
    [InlineData("A letter to somebody, longer than the header of a database.")]
    public async Task A_file_that_is_no_database_is_refused_and_stays_as_it_is(string content)
    {
        await File.WriteAllTextAsync(Path, content, Cancel);

        var run = await OutboxAsync("status");

        await ShouldSayAsync(run, 1, "", $"{Path} is no outbox: it is no SQLite database, or its beginning is damaged. Name the file that Loops:Outbox:Path of the application names.\n");
        Assert.Equal(content, await File.ReadAllTextAsync(Path, Cancel));
        Assert.Equal([Path], Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task A_damaged_outbox_says_so_and_what_to_do()
    {
        await EnqueueAsync([.. Enumerable.Range(0, 200).Select(static i => Event($"u{i}"))]);
        await using (var file = new FileStream(Path, FileMode.Open))
        {
            // Everything behind the page with the schema's beginning.
            file.Position = 4096;
            var noise = Encoding.ASCII.GetBytes(new string('x', (int)file.Length - 4096));
            await file.WriteAsync(noise, Cancel);
        }

        foreach (var command in (string[][])[["status"], ["list"], ["show", "1"], ["retry", "--all", "--yes"], ["purge", "--pending", "--yes"]])
        {
            var run = await OutboxAsync(command);

            Assert.True(await run.Exit == 1, run.Everything);
            Assert.Equal("", run.Output.ToString());
            Assert.Contains("the file is damaged or no SQLite database. Move it and its -wal and -shm files away", run.Error.ToString(), StringComparison.Ordinal);
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (System.IO.Path.GetDirectoryName(SecretsFile) is { } folder && Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private Task WriteAsync(string file, string text) => File.WriteAllTextAsync(System.IO.Path.Combine(Folder, file), text, Cancel);

    private async Task ShouldFindItAsync(Surroundings around, params string[] options)
    {
        var run = await Run.ToEndAsync(around, ["outbox", "status", .. options]);

        Assert.True(await run.Exit == 0, run.Everything);
        Assert.StartsWith($"SQLite {Path}", run.Output.ToString(), StringComparison.Ordinal);
    }
}
