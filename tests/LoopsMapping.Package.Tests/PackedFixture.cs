using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

[assembly: AssemblyFixture(typeof(LoopsMapping.Package.Tests.PackedFixture))]

namespace LoopsMapping.Package.Tests;

/// <summary>Packs the projects (built by now, as a rule) into a feed of its own, outside the tree.</summary>
public sealed class PackedFixture : IAsyncLifetime
{
    private const string Version = "0.1.0";

    private static readonly string Root = FindRoot();
    private static readonly string Configuration = typeof(PackedFixture).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loops-packages-");

    private string Feed => Path.Combine(_folder.FullName, "feed");

    public async ValueTask InitializeAsync()
    {
        foreach (var project in new[] { "src/LoopsMapping.Annotations", "src/LoopsMapping", "src/LoopsMapping.AspNetCore", "src/LoopsMapping.Outbox", "src/LoopsMapping.Outbox.PostgreSql", "src/LoopsMapping.EntityFrameworkCore", "src/LoopsMapping.Segment", "src/LoopsMapping.Testing", "templates/LoopsMapping.Templates" })
        {
            var pack = await DotNet.RunAsync(Root, ["pack", project, "--no-restore", "-c", Configuration, "-o", Feed], [], TestContext.Current.CancellationToken);
            Assert.True(pack.ExitCode == 0, pack.Output);
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return default;
    }

    public string PathOf(string package, string extension = "nupkg") => Path.Combine(Feed, $"{package}.{Version}.{extension}");

    public ZipArchive Open(string package) => ZipFile.OpenRead(PathOf(package));

    /// <summary>The assemblies that a packed dll refers to.</summary>
    public static IReadOnlyList<AssemblyName> References(ZipArchiveEntry dll)
    {
        ArgumentNullException.ThrowIfNull(dll);
        using var stream = dll.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        copy.Position = 0;
        using var image = new PEReader(copy);
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())];
    }

    /// <summary>
    /// A project outside the tree that knows the packages only: from the feed, and everything else from the folder that restoring this
    /// solution has filled. Its package cache is its own.
    /// </summary>
    public Consumer CreateConsumer(string name, params string[] packages) => CreateConsumerIn("", name, packages);

    /// <summary>As <see cref="CreateConsumer"/>, with the project in a folder of a repository.</summary>
    public Consumer CreateConsumerIn(string projectFolder, string name, params string[] packages)
    {
        var consumer = CreateFolder(name);
        var references = (packages is [] ? ["LoopsMapping", "LoopsMapping.Testing"] : packages)
            .Select(static package => $"""<PackageReference Include="{package}" Version="{Version}" />""");
        consumer.Write(Path.Combine(projectFolder, $"{name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(references)}
              </ItemGroup>
            </Project>
            """);
        return consumer;
    }

    /// <summary>As <see cref="CreateConsumer"/>, without a project.</summary>
    public Consumer CreateFolder(string name)
    {
        var consumer = new Consumer(Path.Combine(_folder.FullName, name), Path.Combine(_folder.FullName, "cache"));
        var machine = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        consumer.Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="feed" value="{Feed}" />
                <add key="machine" value="{machine}" />
              </packageSources>
              <packageSourceMapping>
                <packageSource key="feed"><package pattern="LoopsMapping*" /></packageSource>
                <packageSource key="machine"><package pattern="*" /></packageSource>
              </packageSourceMapping>
            </configuration>
            """);
        return consumer;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LoopsMapping.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder.FullName;
    }
}
