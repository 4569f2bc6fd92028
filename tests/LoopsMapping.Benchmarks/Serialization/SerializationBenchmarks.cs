using BenchmarkDotNet.Attributes;

namespace LoopsMapping.Benchmarks.Serialization;

/// <summary>One contact, by every way to serialize it.</summary>
[MemoryDiagnoser]
public class SerializationBenchmarks
{
    private const int Calls = 1_000;

    private readonly SerializerPeers _peers = new();
    private Contact _contact = Contact.Plain;

    [Params(false, true)]
    public bool Escaped { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _contact = Escaped ? Contact.Escaped : Contact.Plain;
        _peers.AssertSameBytes(_contact);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public void SystemTextJsonSourceGenerator() => _peers.SourceGenerator.Run(_contact, Calls);

    [Benchmark(OperationsPerInvoke = Calls)]
    public void SystemTextJsonReflection() => _peers.Reflection.Run(_contact, Calls);

    [Benchmark(OperationsPerInvoke = Calls)]
    public void MapperlyAndSystemTextJson() => _peers.Mapperly.Run(_contact, Calls);

    [Benchmark(OperationsPerInvoke = Calls)]
    public void HandWrittenUtf8JsonWriter() => _peers.HandWritten.Run(_contact, Calls);

    [Benchmark(OperationsPerInvoke = Calls)]
    public void LoopsMapping() => _peers.Loops.Run(_contact, Calls);
}
