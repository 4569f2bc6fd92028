using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;
using LoopsMapping.Outbox;
using LoopsMapping.Tool.Tests.Harness;

namespace LoopsMapping.Tool.Tests;

public sealed class ToolPackageTests(PackedTool packed) : IClassFixture<PackedTool>
{
    [Fact]
    public void The_package_is_a_tool_that_is_called_loops_mapping()
    {
        using var package = packed.Open();
        var type = Read(package, "LoopsMapping.Tool.nuspec").Descendants().Single(static element => element.Name.LocalName == "packageType");
        var command = Read(package, "tools/net10.0/any/DotnetToolSettings.xml").Descendants("Command").Single();

        Assert.Equal("DotnetTool", type.Attribute("name")?.Value);
        Assert.Equal(("loops-mapping", "LoopsMapping.Tool.dll"), (command.Attribute("Name")?.Value, command.Attribute("EntryPoint")?.Value));
        foreach (var file in (string[])["README.md", "tools/net10.0/any/LoopsMapping.Tool.dll", "tools/net10.0/any/LoopsMapping.Testing.dll"])
            Assert.NotNull(package.GetEntry(file));
    }

    [Theory]
    [InlineData("linux-x64/native/libe_sqlite3.so")]
    [InlineData("linux-arm64/native/libe_sqlite3.so")]
    [InlineData("linux-musl-x64/native/libe_sqlite3.so")]
    [InlineData("osx-arm64/native/libe_sqlite3.dylib")]
    [InlineData("win-x64/native/e_sqlite3.dll")]
    public void It_brings_sqlite_for_every_usual_machine(string file)
    {
        using var package = packed.Open();

        Assert.NotNull(package.GetEntry($"tools/net10.0/any/runtimes/{file}"));
    }

    [Fact]
    public async Task What_is_installed_of_it_looks_into_an_outbox()
    {
        var folder = Directory.CreateTempSubdirectory("loops-tool-installed-");
        try
        {
            var path = Path.Combine(folder.FullName, "loops.db");
            await using (var store = new SqliteOutboxStore(path))
                await store.OpenAsync(Run.Cancel);

            var status = await packed.RunAsync("outbox", "status", "--path", path);

            Assert.True(status.ExitCode == 0, status.Output);
            Assert.Contains("Nothing is pending, nothing is paused, and there are no dead letters.", status.Output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task What_is_installed_of_it_asks_a_project_where_it_builds_to_and_runs_none_of_its_code()
    {
        var configuration = typeof(ToolPackageTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

        var mappings = await packed.RunAsync("mappings", "--project", Path.Combine(PackedTool.FindRoot(), "tests", "LoopsMapping.Tool.Tests"), "--configuration", configuration, "--destination", "ShopLoops");

        Assert.True(mappings.ExitCode == 0, mappings.Output);
        Assert.Contains("LoopsMapping.Tool.Tests.Harness.ShopLoops, Shop: 3 mappings", mappings.Output, StringComparison.Ordinal);
    }

    private static XDocument Read(ZipArchive package, string file)
    {
        using var entry = package.GetEntry(file)!.Open();
        return XDocument.Load(entry);
    }
}
