using System.IO.Compression;
using System.Xml.Linq;

namespace LoopsMapping.Package.Tests;

/// <summary>The packages as a user's machine gets them.</summary>
public sealed class PackageTests(PackedFixture packed)
{
    private const string Program = """
        using LoopsMapping;
        using LoopsMapping.Testing;

        await using var server = await LoopsServer.StartAsync();
        var loops = Consumer.AppLoops.Create(new LoopsOptions { ApiKey = server.ApiKey, BaseAddress = server.BaseAddress });
        await loops.IdentifyAsync(new Consumer.User("u1", "adam@loops.so"));
        await loops.TrackAsync(new Consumer.UserRegistered("u1", "adam@loops.so", "Pro"));
        System.Console.WriteLine($"{server.Contacts.Count} contact, {server.Events[0].Name}");
        """;

    private const string Types = """
        using LoopsMapping;
        namespace Consumer;
        [LoopsContact] public sealed record User([LoopsUserId] string Id, string Email);
        [LoopsEvent("User Registered")] public sealed record UserRegistered(string UserId, string? Email, string Plan);
        [LoopsDestination] public partial class AppLoops;
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void The_main_package_holds_both_libraries_one_analyzer_slot_and_the_readme()
    {
        using var package = packed.Open("LoopsMapping");

        Assert.Equal(
            [
                "README.md",
                "analyzers/dotnet/cs/LoopsMapping.CodeFixes.dll",
                "analyzers/dotnet/cs/LoopsMapping.Generator.dll",
                "build/LoopsMapping.targets",
                "buildTransitive/LoopsMapping.targets",
                "lib/net10.0/LoopsMapping.dll",
                "lib/net10.0/LoopsMapping.xml",
                "lib/net8.0/LoopsMapping.dll",
                "lib/net8.0/LoopsMapping.xml",
            ],
            Files(package));
        Assert.Equal(
            ["LoopsMapping.Annotations", "Microsoft.Extensions.Diagnostics.HealthChecks", "Microsoft.Extensions.Http", "Microsoft.Extensions.Options.ConfigurationExtensions"],
            Dependencies(package, "LoopsMapping").Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_annotations_depend_on_nothing()
    {
        using var package = packed.Open("LoopsMapping.Annotations");

        Assert.Equal(["README.md", "lib/netstandard2.0/LoopsMapping.Annotations.dll", "lib/netstandard2.0/LoopsMapping.Annotations.xml"], Files(package));
        Assert.Empty(Dependencies(package, "LoopsMapping.Annotations"));
    }

    [Theory]
    [InlineData("LoopsMapping")]
    [InlineData("LoopsMapping.Annotations")]
    [InlineData("LoopsMapping.AspNetCore")]
    [InlineData("LoopsMapping.Outbox")]
    [InlineData("LoopsMapping.Outbox.PostgreSql")]
    [InlineData("LoopsMapping.EntityFrameworkCore")]
    [InlineData("LoopsMapping.Segment")]
    [InlineData("LoopsMapping.Testing")]
    public void Every_package_says_what_it_is_and_has_symbols(string name)
    {
        using var package = packed.Open(name);
        var metadata = Metadata(package, name);

        Assert.Equal("MIT", Value(metadata, "license"));
        Assert.Equal("README.md", Value(metadata, "readme"));
        Assert.NotEmpty(Value(metadata, "description"));
        var repository = metadata.Elements().Single(static element => element.Name.LocalName == "repository");
        Assert.Equal("git", repository.Attribute("type")?.Value);
        Assert.StartsWith("https://", repository.Attribute("url")?.Value, StringComparison.Ordinal);
        Assert.True(File.Exists(packed.PathOf(name, "snupkg")));
    }

    [Fact]
    public void What_the_compiler_loads_needs_nothing_newer_than_its_floor()
    {
        using var package = packed.Open("LoopsMapping");
        foreach (var entry in package.Entries.Where(static entry => entry.FullName.StartsWith("analyzers/", StringComparison.Ordinal)))
        {
            var references = PackedFixture.References(entry);
            Assert.All(references.Where(static reference => reference.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)),
                static reference => Assert.Equal(new Version(4, 8, 0, 0), reference.Version));
            Assert.All(references.Where(static reference => reference.Name == "System.Collections.Immutable"),
                static reference => Assert.True(reference.Version <= new Version(7, 0, 0, 0)));
            Assert.All(references.Where(static reference => reference.Name == "System.Memory"),
                static reference => Assert.True(reference.Version <= new Version(4, 0, 1, 2)));
            Assert.DoesNotContain(references, static reference => reference.Name!.StartsWith("Microsoft.Extensions", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_fresh_project_restores_builds_and_runs_with_the_packages_alone()
    {
        using var consumer = packed.CreateConsumer("Works");
        consumer.Write("Types.cs", Types);
        consumer.Write("Program.cs", Program);

        var run = await consumer.DotNetAsync(["run"], Cancel);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains("1 contact, User Registered", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_package_of_the_outbox_brings_the_generator_with_it()
    {
        using var consumer = packed.CreateConsumer("Durable", "LoopsMapping.Outbox", "LoopsMapping.Testing");
        consumer.Write("Types.cs", Types);
        consumer.Write("Program.cs", """
            using LoopsMapping;
            using LoopsMapping.Testing;
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.Extensions.Hosting;

            await using var server = await LoopsServer.StartAsync();
            var services = new ServiceCollection();
            services.AddLogging();
            services.AddLoops<Consumer.AppLoops>(options => { options.ApiKey = server.ApiKey; options.BaseAddress = server.BaseAddress; })
                .UseSqliteOutbox("data/loops.db");
            await using var provider = services.BuildServiceProvider();
            foreach (var service in provider.GetServices<IHostedService>())
                await service.StartAsync(default);
            var loops = provider.GetRequiredService<Consumer.AppLoops>();
            var receipt = await loops.TrackAsync(new Consumer.UserRegistered("u1", "adam@loops.so", "Pro"));
            await loops.FlushAsync();
            foreach (var service in provider.GetServices<IHostedService>())
                await service.StopAsync(default);
            System.Console.WriteLine($"{receipt.Outcome}, {server.Events.Count} event");
            """);

        var run = await consumer.DotNetAsync(["run"], Cancel);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains("Enqueued, 1 event", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_packages_for_transactions_bring_the_generator_with_them_and_their_calls_compile()
    {
        using var consumer = packed.CreateConsumer("Transactions", "LoopsMapping.Outbox.PostgreSql", "LoopsMapping.EntityFrameworkCore", "LoopsMapping.Testing");
        consumer.Write("Types.cs", Types);
        consumer.Write("Program.cs", """
            using System;
            using System.Threading.Tasks;
            using LoopsMapping;
            using LoopsMapping.Outbox;
            using Microsoft.EntityFrameworkCore;
            using Microsoft.Extensions.DependencyInjection;
            using Npgsql;

            var services = new ServiceCollection();
            services.AddLogging();
            services.AddLoops<Consumer.AppLoops>(options => options.Mode = LoopsMode.Log)
                .UsePostgreSqlOutbox("Host=127.0.0.1;Database=none;Username=none")
                .UseEntityFrameworkCoreOutbox<AppDbContext>();
            await using var provider = services.BuildServiceProvider();
            Console.WriteLine(provider.GetRequiredService<Consumer.AppLoops>().GetType().Name);
            Console.WriteLine(PostgreSqlOutboxSchema.Script.Contains("CREATE TABLE IF NOT EXISTS \"loops\".inbox", StringComparison.Ordinal));

            public static class Calls
            {
                public static Task<LoopsReceipt> InTransaction(Consumer.AppLoops loops, NpgsqlTransaction transaction)
                    => loops.In(transaction).TrackAsync(new Consumer.UserRegistered("u1", "adam@loops.so", "Pro"));

                public static Task<LoopsReceipt> InContext(AppDbContext db) => db.Loops<Consumer.AppLoops>().IdentifyAsync(new Consumer.User("u1", "adam@loops.so"));
            }

            public sealed class AppDbContext(DbContextOptions<AppDbContext> options) : DbContext(options)
            {
                protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddLoopsOutbox();
            }
            """);

        var run = await consumer.DotNetAsync(["run"], Cancel);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains("AppLoops", run.Output, StringComparison.Ordinal);
        Assert.Contains("True", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_package_for_Segment_messages_brings_all_that_it_needs()
    {
        using var consumer = packed.CreateConsumer("Gateway", "LoopsMapping.Segment", "LoopsMapping.Testing");
        consumer.Write("Types.cs", Types);
        consumer.Write("Program.cs", """
            using System;
            using System.Net.Http;
            using LoopsMapping.Testing;
            using Microsoft.AspNetCore.Builder;
            using Microsoft.Extensions.DependencyInjection;

            await using var server = await LoopsServer.StartAsync();
            var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
            builder.Services.AddLoops<Consumer.AppLoops>(options => { options.ApiKey = server.ApiKey; options.BaseAddress = server.BaseAddress; })
                .UseSqliteOutbox("data/loops.db");
            await using var app = builder.Build();
            app.MapSegment<Consumer.AppLoops>(segment => segment.WriteKeys = ["key"]);
            await app.StartAsync();
            using var http = new HttpClient();
            foreach (var address in app.Urls)
            {
                var body = new StringContent("{\"writeKey\":\"key\",\"batch\":[{\"type\":\"track\",\"userId\":\"u1\",\"event\":\"User Registered\",\"properties\":{\"plan\":5,\"email\":\"adam@loops.so\"}}]}");
                Console.WriteLine((int)(await http.PostAsync(address + "/v1/batch", body)).StatusCode);
            }
            while (server.Events.Count == 0)
                await System.Threading.Tasks.Task.Yield();
            await app.StopAsync();
            Console.WriteLine($"plan {server.Events[0].Properties["plan"].GetRawText()}");
            """);

        var run = await consumer.DotNetAsync(["run"], Cancel);

        Assert.True(run.ExitCode == 0, run.Output);
        // As the class says: text, though the message had a number.
        Assert.Contains("200", run.Output, StringComparison.Ordinal);
        Assert.Contains("plan \"5\"", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_without_a_name_fails_the_build_with_its_rule_and_nothing_else()
    {
        using var consumer = packed.CreateConsumer("Fails");
        consumer.Write("Types.cs", Types.Replace("(\"User Registered\")", "", StringComparison.Ordinal));
        consumer.Write("Program.cs", Program);

        var build = await consumer.DotNetAsync(["build"], Cancel);

        Assert.Equal(1, build.ExitCode);
        var errors = build.Output.Split('\n').Where(static line => line.Contains(": error ", StringComparison.Ordinal)).Select(static line => line.Trim()).Distinct();
        Assert.Contains("Types.cs(4,2): error LOOPS002:", Assert.Single(errors), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Files(ZipArchive package) => package.Entries.Select(static entry => entry.FullName)
        .Where(static name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal)
            && name != "[Content_Types].xml" && !name.EndsWith(".nuspec", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Dependencies(ZipArchive package, string name) => Metadata(package, name)
        .Descendants().Where(static element => element.Name.LocalName == "dependency").Select(static element => element.Attribute("id")!.Value);

    private static XElement Metadata(ZipArchive package, string name)
    {
        using var nuspec = package.GetEntry($"{name}.nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single();
    }

    private static string Value(XElement metadata, string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
}
