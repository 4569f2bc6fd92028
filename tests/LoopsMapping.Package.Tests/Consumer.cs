namespace LoopsMapping.Package.Tests;

/// <summary>Somebody's own project in a folder of its own.</summary>
public sealed class Consumer : IDisposable
{
    private readonly string _folder;
    private readonly string _cache;

    internal Consumer(string folder, string cache)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        _cache = cache;
    }

    public void Write(string file, string text)
    {
        var path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public string Read(string file) => File.ReadAllText(Path.Combine(_folder, file));

    public void Delete(string file) => File.Delete(Path.Combine(_folder, file));

    public Task<DotNetResult> DotNetAsync(string[] arguments, CancellationToken cancellationToken)
        => DotNet.RunAsync(_folder, arguments, new() { ["NUGET_PACKAGES"] = _cache, ["DOTNET_CLI_HOME"] = _folder, ["DOTNET_NOLOGO"] = "1" }, cancellationToken);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
