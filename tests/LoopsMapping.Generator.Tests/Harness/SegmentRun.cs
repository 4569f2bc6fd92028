using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Tests.Harness;

/// <summary>What is generated for messages of Segment SDKs, loaded and run.</summary>
internal sealed class SegmentRun : IDisposable
{
    private readonly AssemblyLoadContext _context = new("Segment", isCollectible: true);
    private readonly Type _probe;
    private readonly object[] _mappings;

    /// <param name="sources">The sources; they hold a destination <c>App.AppLoops</c>.</param>
    public SegmentRun(params string[] sources)
    {
        var run = GeneratorRun.Checked(GeneratorRun.OverBroken(SegmentShim.References, sources));
        using var image = new MemoryStream();
        var emitted = run.Compilation
            .WithOptions(run.Compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default))
            .Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;
        var shim = _context.LoadFromStream(SegmentShim.Open());
        _probe = shim.GetType("LoopsMapping.Segment.Probe")!;
        var destination = _context.LoadFromStream(image).GetType("App.AppLoops")!;
        _mappings = [.. (IEnumerable<object>)_probe.GetMethod("MappingsOf")!.MakeGenericMethod(destination).Invoke(null, [])!];
    }

    /// <summary>The mappings in the order in which they fire: name, type, whether only, and the names that belong to them.</summary>
    public IReadOnlyList<string> Mappings => [.. _mappings.Select(static mapping => Text(mapping, "Description"))];

    /// <summary>The names of the mappings that a message fires.</summary>
    public IReadOnlyList<string> Fired(string message)
        => [.. _mappings.Where(mapping => (bool)_probe.GetMethod("Fires")!.Invoke(null, [mapping, message])!).Select(static mapping => Text(mapping, "Name"))];

    /// <summary>What the only mapping writes of a message.</summary>
    public IReadOnlyList<string> Write(string message) => (List<string>)_probe.GetMethod("Write")!.Invoke(null, [Assert.Single(_mappings), message])!;

    public void Dispose() => _context.Unload();

    private static string Text(object mapping, string property)
        => (string)mapping.GetType().GetProperty(property, BindingFlags.Instance | BindingFlags.Public)!.GetValue(mapping)!;
}
