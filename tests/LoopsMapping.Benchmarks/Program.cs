using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using LoopsMapping.Benchmarks;
using LoopsMapping.Benchmarks.Generation;
using LoopsMapping.Benchmarks.Outbox;
using LoopsMapping.Benchmarks.Segment;
using LoopsMapping.Benchmarks.Serialization;

switch (args)
{
    case ["ratios"] or ["ratios", "outbox" or "postgres" or "segment" or "schema"]:
        var all = args switch
        {
            [_, "outbox"] => OutboxRatios.Measure().Concat(PostgreSqlRatios.Measure()),
            [_, "postgres"] => PostgreSqlRatios.Measure(),
            [_, "segment"] => SegmentRatios.Measure(),
            [_, "schema"] => SchemaRatio.Measure(),
            _ => SerializerRatios.Measure().Concat(GeneratorRatios.Measure()).Concat(SchemaRatio.Measure()).Concat(OutboxRatios.Measure()).Concat(PostgreSqlRatios.Measure()).Concat(SegmentRatios.Measure()),
        };
        foreach (var ratio in all)
        {
            Console.WriteLine($"{ratio.Name}: {ratio.Detail}");
            Console.WriteLine(ratio);
        }
        return 0;
    case ["gateway"]:
        Console.WriteLine(await GatewayRun.MeasureAsync());
        return 0;
    case ["gateway", var address]:
        Console.WriteLine(await GatewayRun.MeasureAsync(new Uri(address)));
        return 0;
    // Without an argument BenchmarkDotNet asks which suite to run.
    case [] or [['-', ..], ..]:
        BenchmarkSwitcher.FromAssembly(typeof(Ratio).Assembly)
            .Run(args, DefaultConfig.Instance.WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "BenchmarkDotNet.Artifacts")));
        return 0;
    default:
        Console.Error.WriteLine("usage: LoopsMapping.Benchmarks [ratios [outbox | postgres | segment | schema] | gateway [URL] | BenchmarkDotNet arguments, such as --filter '*Serialization*']");
        return 2;
}
