using BenchmarkDotNet.Attributes;

namespace LoopsMapping.Benchmarks.Generation;

/// <summary>200 classes with 12 members, by every generator; one run an iteration, since each run needs a compilation that none has looked at.</summary>
[MemoryDiagnoser]
public abstract class GeneratorBenchmarks
{
    private GeneratorPeer? _peer;

    public enum Generator
    {
        SystemTextJson,
        Mapperly,
        LoopsMapping,
    }

    [ParamsAllValues]
    public Generator Of { get; set; }

    private protected GeneratorPeer Peer => _peer!;

    [GlobalSetup]
    public void Setup() => _peer = Of switch
    {
        Generator.SystemTextJson => GeneratorPeer.SystemTextJson(),
        Generator.Mapperly => GeneratorPeer.Mapperly(),
        _ => GeneratorPeer.Loops(),
    };
}

/// <summary>A driver that has seen nothing yet.</summary>
public class GeneratorColdBenchmarks : GeneratorBenchmarks
{
    [IterationSetup]
    public void Prepare() => Peer.PrepareCold();

    [Benchmark]
    public object Cold() => Peer.RunCold();
}

/// <summary>A driver that has run, and a file added that concerns no class.</summary>
public class GeneratorEditBenchmarks : GeneratorBenchmarks
{
    [IterationSetup]
    public void Prepare() => Peer.PrepareEdit();

    [Benchmark]
    public object Edit() => Peer.RunEdit();
}
