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
        [LoopsEvent("User Registred")] public sealed record UserRegistered(string Email, string Plan);
        [LoopsEvent("Order Placed")] public sealed record OrderPlaced(string Email, double Amount);
        [LoopsDestination] public partial class AppLoops;
        """;

    private const string Typo = "Types.cs(3,13): warning LOOPS032: Event 'User Registred' is not in loops.schema.json; did you mean \"User Registered\"?";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_project_two_folders_below_the_file_has_it_until_it_says_otherwise()
    {
        using var consumer = Create("TwoFolders", "loops.schema.json");

        var warnings = await BuildAsync(consumer);
        Assert.Equal(2, warnings.Count);
        Assert.Contains(Typo, warnings[0], StringComparison.Ordinal);
        Assert.Empty(await BuildAsync(consumer, "-p:LoopsSchema=false"));

        // What changed alone decides whether there is something to build.
        Assert.Empty(await BuildAsync(consumer, "-p:LoopsSchema=false"));
        Assert.Equal(2, (await BuildAsync(consumer)).Count);
        consumer.Write("loops.schema.json", Schema.Replace("User Registered", "User Registred", StringComparison.Ordinal));
        Assert.Contains("'Order Placed'", Assert.Single(await BuildAsync(consumer)), StringComparison.Ordinal);
        consumer.Write("src/loops.AppLoops.schema.json", "{ \"version\": 2 }");
        Assert.Contains("loops.AppLoops.schema.json(1,14): warning LOOPS038: loops.AppLoops.schema.json is of version 2", Assert.Single(await BuildAsync(consumer)), StringComparison.Ordinal);
        consumer.Delete("src/loops.AppLoops.schema.json");
        consumer.Delete("loops.schema.json");
        Assert.Empty(await BuildAsync(consumer));
    }

    [Fact]
    public async Task The_property_names_another_file_and_a_missing_one_is_said_to_be_missing()
    {
        using var consumer = Create("Named", "schemas/of the (team).json");

        Assert.Empty(await BuildAsync(consumer));
        var warnings = await BuildAsync(consumer, "-p:LoopsSchema=../../schemas/of the (team).json");
        Assert.Equal(2, warnings.Count);
        Assert.Contains("'User Registred' is not in of the (team).json", warnings[0], StringComparison.Ordinal);
        Assert.Contains("warning LOOPS038: LoopsSchema names '../none.json', which is not there", Assert.Single(await BuildAsync(consumer, "-p:LoopsSchema=../none.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_compiler_gets_the_files_between_project_and_repository_once_also_in_an_editor()
    {
        using var consumer = Create("Evaluated", "repo/loops.schema.json");
        consumer.Write("loops.schema.json", "above the repository");
        consumer.Write("repo/.git/HEAD", "");
        consumer.Write("repo/more/loops.AppLoops.schema.json", Schema);
        consumer.Write("repo/more/App/loops.schema.json", Schema);
        consumer.Write("repo/more/App/Below/loops.schema.json", "below the project");
        consumer.Write("repo/other/loops.schema.json", "beside the project");
        consumer.Write("repo/more/App/App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="LoopsMapping.Outbox" Version="0.1.0" />
                <AdditionalFiles Include="loops.schema.json" />
              </ItemGroup>
            </Project>
            """);
        var restored = await consumer.DotNetAsync(["restore", "repo/more/App"], Cancel);
        Assert.True(restored.ExitCode == 0, restored.Output);

        foreach (var isEditor in new[] { "false", "true" })
        {
            var items = await consumer.DotNetAsync(["msbuild", "repo/more/App", "-getItem:AdditionalFiles", $"-p:DesignTimeBuild={isEditor}"], Cancel);
            Assert.True(items.ExitCode == 0, items.Output);
            Assert.Equal(
                ["repo/loops.schema.json", "repo/more/App/loops.schema.json", "repo/more/loops.AppLoops.schema.json"],
                FullPath().Matches(items.Output).Select(static match => match.Groups[1].Value.Replace('\\', '/')).Select(static path => path[(path.IndexOf("/Evaluated/", StringComparison.Ordinal) + 11)..]).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Dotnet_format_writes_the_name_that_was_meant()
    {
        using var consumer = Create("Formatted", "loops.schema.json");
        Assert.Equal(2, (await BuildAsync(consumer)).Count);

        var format = await consumer.DotNetAsync(["format", "analyzers", "src/App", "--no-restore", "--severity", "warn", "--diagnostics", "LOOPS032"], Cancel);

        Assert.True(format.ExitCode == 0, format.Output);
        Assert.Contains("[LoopsEvent(\"User Registered\")]", consumer.Read("src/App/Types.cs"), StringComparison.Ordinal);
        Assert.Contains("[LoopsEvent(\"Order Placed\")]", consumer.Read("src/App/Types.cs"), StringComparison.Ordinal);
        Console.WriteLine(consumer.Read("loops.schema.json"));
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
