using System.Text.RegularExpressions;

namespace LoopsMapping.Package.Tests;

/// <summary>The schema file of an account, as the package finds it for a project that does not name it.</summary>
public sealed partial class SchemaFileTests(PackedFixture packed)
{
    private const string Schema = """
        {
          "version": 1,
          "events": [
            { "name": "User Registered", "properties": [{ "key": "plan", "type": "string" }] }
          ]
        }

        """;

    private const string Types = """
        using LoopsMapping;
        namespace Consumer;
        [LoopsEvent("Order Placed")] public sealed record OrderPlaced(string Email, double Amount);
        [LoopsEvent("User Registred")] public sealed record UserRegistered(string Email, string Plan);
        [LoopsDestination] public partial class AppLoops;
        """;

    private const string Typo = "Types.cs(4,13): warning LOOPS032: Event 'User Registred' is not in loops.schema.json; did you mean \"User Registered\"?";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_project_two_folders_below_the_file_has_it_until_it_says_otherwise()
    {
        using var consumer = Create("TwoFolders", "loops.schema.json");
        consumer.Write("schemas/of the (team).json", Schema.Replace("User Registered", "User Registred", StringComparison.Ordinal));

        var warnings = await BuildAsync(consumer);
        Assert.Equal(2, warnings.Count);
        Assert.Contains(Typo, warnings[0], StringComparison.Ordinal);
        Assert.Empty(await BuildAsync(consumer, "--no-restore", "-p:LoopsSchema=false"));
        Assert.Contains("'Order Placed' is not in of the (team).json", Assert.Single(await BuildAsync(consumer, "--no-restore", "-p:LoopsSchema=../../schemas/of the (team).json")), StringComparison.Ordinal);

        // A change of the file alone is something to build, and that it is gone is too.
        Assert.Equal(2, (await BuildAsync(consumer, "--no-restore")).Count);
        consumer.Write("loops.schema.json", Schema.Replace("User Registered", "User Registred", StringComparison.Ordinal));
        Assert.Contains("'Order Placed' is not in loops.schema.json", Assert.Single(await BuildAsync(consumer, "--no-restore")), StringComparison.Ordinal);
        consumer.Delete("loops.schema.json");
        Assert.Empty(await BuildAsync(consumer, "--no-restore"));
    }

    [Fact]
    public async Task The_compiler_gets_the_files_between_project_and_repository_once_also_in_an_editor()
    {
        using var consumer = packed.CreateConsumerIn("repo/more/App", "Evaluated", "LoopsMapping.Outbox");
        foreach (var folder in new[] { "", "repo/", "repo/more/App/", "repo/more/App/Below/", "repo/other/" })
            consumer.Write(folder + "loops.schema.json", Schema);
        consumer.Write("repo/more/loops.AppLoops.schema.json", Schema);
        consumer.Write("repo/.git/HEAD", "");
        const string Project = "repo/more/App/Evaluated.csproj";
        consumer.Write(Project, consumer.Read(Project).Replace("<ItemGroup>", """<ItemGroup><AdditionalFiles Include="loops.schema.json" />""", StringComparison.Ordinal));
        var restored = await consumer.DotNetAsync(["restore", "repo/more/App"], Cancel);
        Assert.True(restored.ExitCode == 0, restored.Output);

        var items = await consumer.DotNetAsync(["msbuild", "repo/more/App", "-getItem:AdditionalFiles", "-p:DesignTimeBuild=true"], Cancel);
        Assert.True(items.ExitCode == 0, items.Output);
        Assert.Equal(
            ["repo/loops.schema.json", "repo/more/App/loops.schema.json", "repo/more/loops.AppLoops.schema.json"],
            FullPath().Matches(items.Output).Select(static match => match.Groups[1].Value.Replace('\\', '/')).Select(static path => path[(path.IndexOf("/Evaluated/", StringComparison.Ordinal) + 11)..]).Order(StringComparer.Ordinal));

        var missing = await consumer.DotNetAsync(["msbuild", "repo/more/App", "-t:LoopsSchemaIsThere", "-p:LoopsSchema=../none.json"], Cancel);
        Assert.Contains("warning LOOPS038: LoopsSchema names '../none.json', which is not there", missing.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dotnet_format_writes_the_name_that_was_meant_and_declares_no_other_right()
    {
        using var consumer = Create("Formatted", "loops.schema.json");
        var restored = await consumer.DotNetAsync(["restore", "src/App"], Cancel);
        Assert.True(restored.ExitCode == 0, restored.Output);

        var format = await consumer.DotNetAsync(["format", "analyzers", "src/App", "--no-restore", "--severity", "warn", "--diagnostics", "LOOPS032"], Cancel);

        Assert.True(format.ExitCode == 0, format.Output);
        Assert.Equal(Types.Replace("User Registred", "User Registered", StringComparison.Ordinal), consumer.Read("src/App/Types.cs"));
        Assert.Equal(Schema, consumer.Read("loops.schema.json"));
    }

    private Consumer Create(string name, string schema)
    {
        var consumer = packed.CreateConsumerIn("src/App", name, "LoopsMapping");
        consumer.Write(schema, Schema);
        consumer.Write("src/App/Types.cs", Types);
        consumer.Write("src/App/Program.cs", "System.Console.WriteLine();");
        // Warnings stay warnings: a failed build does not say whether the next has something to do.
        var project = $"src/App/{name}.csproj";
        consumer.Write(project, consumer.Read(project).Replace("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", "", StringComparison.Ordinal));
        return consumer;
    }

    private static async Task<IReadOnlyList<string>> BuildAsync(Consumer consumer, params string[] arguments)
    {
        var build = await consumer.DotNetAsync(["build", "src/App", .. arguments], Cancel);
        Assert.True(build.ExitCode == 0, build.Output);
        return [.. build.Output.Split('\n').Where(static line => line.Contains(": warning ", StringComparison.Ordinal)).Select(static line => line.Trim()).Distinct().Order(StringComparer.Ordinal).Reverse()];
    }

    [GeneratedRegex("\"FullPath\": \"([^\"]+)\"")]
    private static partial Regex FullPath();
}
