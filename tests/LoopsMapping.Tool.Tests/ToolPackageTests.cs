using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;
using LoopsMapping.Package.Tests;
using LoopsMapping.Tool.Tests.Harness;

namespace LoopsMapping.Tool.Tests;

public sealed class ToolPackageTests
{
    [Fact]
    public async Task The_package_is_a_tool_that_is_called_loops_mapping()
    {
        var folder = Directory.CreateTempSubdirectory("loops-tool-package-");
        try
        {
            var configuration = typeof(ToolPackageTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
            var pack = await DotNet.RunAsync(FindRoot(), ["pack", "src/LoopsMapping.Tool/LoopsMapping.Tool.csproj", "--no-restore", "-c", configuration, "-o", folder.FullName], [], Run.Cancel);
            Assert.True(pack.ExitCode == 0, pack.Output);

            using var package = ZipFile.OpenRead(Path.Combine(folder.FullName, "LoopsMapping.Tool.0.1.0.nupkg"));
            var type = Read(package, "LoopsMapping.Tool.nuspec").Descendants().Single(static element => element.Name.LocalName == "packageType");
            var command = Read(package, "tools/net10.0/any/DotnetToolSettings.xml").Descendants("Command").Single();

            Assert.Equal("DotnetTool", type.Attribute("name")?.Value);
            Assert.Equal(("loops-mapping", "LoopsMapping.Tool.dll"), (command.Attribute("Name")?.Value, command.Attribute("EntryPoint")?.Value));
            foreach (var file in (string[])["README.md", "tools/net10.0/any/LoopsMapping.Tool.dll", "tools/net10.0/any/LoopsMapping.Testing.dll"])
                Assert.NotNull(package.GetEntry(file));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static XDocument Read(ZipArchive package, string file)
    {
        using var entry = package.GetEntry(file)!.Open();
        return XDocument.Load(entry);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LoopsMapping.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder.FullName;
    }
}
