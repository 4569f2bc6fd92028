using System.IO.Compression;
using System.Reflection;
using LoopsMapping.Package.Tests;

namespace LoopsMapping.Tool.Tests.Harness;

/// <summary>The tool as a package, and what an installation unpacks of it.</summary>
public sealed class PackedTool : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loops-tool-package-");

    private string Package => Path.Combine(_folder.FullName, "LoopsMapping.Tool.0.1.0.nupkg");

    public async ValueTask InitializeAsync()
    {
        var configuration = typeof(PackedTool).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var pack = await DotNet.RunAsync(FindRoot(), ["pack", "src/LoopsMapping.Tool/LoopsMapping.Tool.csproj", "--no-restore", "-c", configuration, "-o", _folder.FullName], [], Run.Cancel);
        Assert.True(pack.ExitCode == 0, pack.Output);
    }

    public ZipArchive Open() => ZipFile.OpenRead(Package);

    /// <summary>Runs what the package's entry point names, as an installed tool does.</summary>
    internal async Task<DotNetResult> RunAsync(params string[] arguments)
    {
        var installed = Path.Combine(_folder.FullName, "installed");
        await using (var package = await ZipFile.OpenReadAsync(Package, Run.Cancel))
            await package.ExtractToDirectoryAsync(installed, overwriteFiles: true, Run.Cancel);
        return await DotNet.RunAsync(_folder.FullName, [Path.Combine(installed, "tools", "net10.0", "any", "LoopsMapping.Tool.dll"), .. arguments], [], Run.Cancel);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return default;
    }

    internal static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LoopsMapping.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder.FullName;
    }
}
