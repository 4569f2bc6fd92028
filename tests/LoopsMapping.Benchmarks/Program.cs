using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using LoopsMapping.Benchmarks;
using LoopsMapping.Benchmarks.Generation;
using LoopsMapping.Benchmarks.Outbox;
using LoopsMapping.Benchmarks.Serialization;

switch (args)
{
    case ["ratios"] or ["ratios", "outbox"]:
        var all = args.Length == 1 ? SerializerRatios.Measure().Concat(GeneratorRatios.Measure()) : [];
        foreach (var ratio in all.Concat(OutboxRatios.Measure()))
        {
            Console.WriteLine($"{ratio.Name}: {ratio.Detail}");
            Console.WriteLine(ratio);
        }
        return 0;
    // Without an argument BenchmarkDotNet asks which suite to run.
    case [] or [['-', ..], ..]:
        BenchmarkSwitcher.FromAssembly(typeof(Ratio).Assembly)
            .Run(args, DefaultConfig.Instance.WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "BenchmarkDotNet.Artifacts")));
        return 0;
    default:
        Console.Error.WriteLine("usage: LoopsMapping.Benchmarks [ratios [outbox] | BenchmarkDotNet arguments, such as --filter '*Serialization*']");
        return 2;
}
