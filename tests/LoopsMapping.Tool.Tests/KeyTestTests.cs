using LoopsMapping.Testing;
using LoopsMapping.Tool.Tests.Harness;
using Microsoft.Extensions.Configuration.UserSecrets;

namespace LoopsMapping.Tool.Tests;

public sealed class KeyTestTests : IDisposable
{
    private const string Key = "0123456789abcdef";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loops-tool-");
    private readonly string _secretsId = $"loops-mapping-tests-{Guid.NewGuid():N}";

    private string SecretsFile => PathHelper.GetSecretsPathFromSecretsId(_secretsId);

    private string Project => Path.Combine(_folder.FullName, "App.csproj");

    [Theory]
    [InlineData("LOOPS_API_KEY")]
    [InlineData("Loops__ApiKey")]
    public async Task A_good_key_names_its_team_and_where_it_was_found(string variable)
    {
        await using var server = await StartAsync();

        var test = await TestAsync(server, new() { [variable] = Key });

        await ShouldSayAsync(test, 0, $"The key of {variable} is accepted. It is a key of the team Acme.{Environment.NewLine}", "");
    }

    [Fact]
    public async Task The_tools_own_variable_comes_before_the_applications_and_a_blank_one_is_none()
    {
        await using var server = await StartAsync();

        var own = await TestAsync(server, new() { ["LOOPS_API_KEY"] = Key, ["Loops__ApiKey"] = "other" });
        var blank = await TestAsync(server, new() { ["LOOPS_API_KEY"] = " ", ["Loops__ApiKey"] = Key });

        Assert.Equal((0, 0), (await own.Exit, await blank.Exit));
    }

    [Fact]
    public async Task With_json_it_prints_the_team_as_an_object()
    {
        await using var server = await StartAsync();

        var test = await TestAsync(server, new() { ["LOOPS_API_KEY"] = Key }, "--json");

        await ShouldSayAsync(test, 0, "{\"teamName\":\"Acme\"}" + Environment.NewLine, "");
    }

    [Fact]
    public async Task A_wrong_key_is_refused_with_the_remedy()
    {
        await using var server = await StartAsync();

        var test = await TestAsync(server, new() { ["LOOPS_API_KEY"] = "fedcba9876543210" });

        await ShouldSayAsync(test, 3, "", $"{server.BaseAddress.Authority} refuses the key of LOOPS_API_KEY (401: Invalid API key). Copy it once more from Loops under Settings → API");
    }

    [Fact]
    public async Task A_missing_key_says_where_to_put_it_and_asks_nobody()
    {
        await using var server = await StartAsync();

        var test = await TestAsync(server, []);

        await ShouldSayAsync(test, 3, "", "There is no API key. Set the environment variable LOOPS_API_KEY");
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_key_with_a_line_break_is_no_key()
    {
        await using var server = await StartAsync();

        var test = await TestAsync(server, new() { ["LOOPS_API_KEY"] = Key + "\n" });

        await ShouldSayAsync(test, 3, "", "The key of LOOPS_API_KEY has a space, a line break");
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task An_address_that_nobody_answers_at_is_named()
    {
        var server = await StartAsync();
        await server.DisposeAsync();

        var test = await TestAsync(server, new() { ["LOOPS_API_KEY"] = Key });

        await ShouldSayAsync(test, 4, "", $"{server.BaseAddress} cannot be reached: ");
    }

    [Fact]
    public async Task Answers_that_are_not_about_the_key_are_not_blamed_on_it()
    {
        await using var server = await StartAsync();

        server.FailNext(LoopsServerFault.HtmlErrorPage);
        await ShouldSayAsync(await TestAsync(server, new() { ["LOOPS_API_KEY"] = Key }), 4, "", $"{server.BaseAddress.Authority} answered 502. Try again later");
        server.FailNext(LoopsServerFault.DropBefore);
        await ShouldSayAsync(await TestAsync(server, new() { ["LOOPS_API_KEY"] = Key }), 4, "", $"{server.BaseAddress} cannot be reached: ");
        var root = await TestAsync(new Uri(server.BaseAddress, "/"), new() { ["LOOPS_API_KEY"] = Key });
        await ShouldSayAsync(root, 4, "", $"There is no Loops at {new Uri(server.BaseAddress, "/")} (404).");
    }

    [Fact]
    public async Task The_key_of_a_projects_user_secrets_is_found_by_its_file_and_by_its_folder()
    {
        await using var server = await StartAsync();
        WriteProject($"<UserSecretsId>{_secretsId}</UserSecretsId>");
        WriteSecrets($$"""{"Loops:ApiKey":"{{Key}}"}""");

        foreach (var path in (string[])[Project, _folder.FullName])
        {
            var test = await TestAsync(server, [], "--project", path);
            await ShouldSayAsync(test, 0, $"The key of the user secrets of App.csproj is accepted. It is a key of the team Acme.{Environment.NewLine}", "");
        }
    }

    [Theory]
    [InlineData(3, "{}", "There is no Loops:ApiKey in the user secrets of App.csproj. Store it with: dotnet user-secrets set Loops:ApiKey <key> --project ")]
    [InlineData(1, "{\"Loops:ApiKey\": 0123456789abcdef", "The user secrets of App.csproj cannot be read ")]
    public async Task User_secrets_without_a_key_say_how_to_store_one(int exitCode, string secrets, string message)
    {
        await using var server = await StartAsync();
        WriteProject($"<UserSecretsId>{_secretsId}</UserSecretsId>");
        WriteSecrets(secrets);

        await ShouldSayAsync(await TestAsync(server, [], "--project", Project), exitCode, "", message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<UserSecretsId>$(Company)-app</UserSecretsId>")]
    public async Task A_project_without_user_secrets_says_how_to_begin_with_them(string properties)
    {
        await using var server = await StartAsync();
        WriteProject(properties);

        await ShouldSayAsync(await TestAsync(server, [], "--project", Project), 3, "", "App.csproj has no UserSecretsId of its own. ");
    }

    [Fact]
    public async Task Options_that_cannot_be_meant_are_usage_errors()
    {
        var nowhere = Path.Combine(_folder.FullName, "missing");

        await ShouldSayAsync(await Run.ToEndAsync("key", "test", "--project", nowhere), 2, "", $"--project: {nowhere} does not exist.");
        await ShouldSayAsync(await Run.ToEndAsync("key", "test", "--project", _folder.FullName), 2, "", $"--project: there is no project in {_folder.FullName}.");
        await ShouldSayAsync(await Run.ToEndAsync("key", "test", "--base-address", "localhost:5090"), 2, "", "--base-address takes an absolute http or https address");
    }

    [Theory]
    [InlineData("key", "test", Key)]
    [InlineData("key", "test", "--api-key", Key)]
    [InlineData("key", "test", "--api-key=" + Key)]
    [InlineData("key", Key)]
    [InlineData("serve", "--apikey", Key)]
    public async Task A_key_that_is_typed_as_an_argument_is_refused_and_not_repeated(params string[] arguments)
    {
        await ShouldSayAsync(await Run.ToEndAsync(arguments), 2, "", "loops-mapping ");
    }

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        if (Path.GetDirectoryName(SecretsFile) is { } folder && Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static Task<LoopsServer> StartAsync() => LoopsServer.StartAsync(new() { ApiKey = Key, TeamName = "Acme" }, Run.Cancel);

    private static Task<Run> TestAsync(LoopsServer server, Dictionary<string, string> environment, params string[] options)
        => TestAsync(server.BaseAddress, environment, options);

    private static Task<Run> TestAsync(Uri address, Dictionary<string, string> environment, params string[] options)
        => Run.ToEndAsync(environment, ["key", "test", "--base-address", address.AbsoluteUri, .. options]);

    private static async Task ShouldSayAsync(Run run, int exitCode, string output, string error)
    {
        Assert.True(exitCode == await run.Exit, run.Everything);
        Assert.Equal(output, run.Output.ToString());
        Assert.StartsWith(error, run.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(error.Length == 0, run.Error.ToString().Length == 0);
        Assert.DoesNotContain(Key, run.Everything, StringComparison.Ordinal);
    }

    private void WriteProject(string properties)
        => File.WriteAllText(Project, $"<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup>{properties}</PropertyGroup></Project>");

    private void WriteSecrets(string json)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(SecretsFile)!);
        File.WriteAllText(SecretsFile, json);
    }
}
