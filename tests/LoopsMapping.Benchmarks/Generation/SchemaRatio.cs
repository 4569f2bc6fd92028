using System.Globalization;

namespace LoopsMapping.Benchmarks.Generation;

/// <summary>What comparing with the account's schema file adds to an edit.</summary>
internal static class SchemaRatio
{
    public static IEnumerable<Ratio> Measure()
    {
        var without = new SchemaPeer(SchemaCorpus.Without, static found => found == 0);
        var with = new SchemaPeer(SchemaCorpus.Known(), static found => found == 0);
        var worst = new SchemaPeer(SchemaCorpus.Unknown(), static found => found > Corpus.Types);
        var times = Rounds.Fastest(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20),
            (without.Prepare, () => without.Run()), (with.Prepare, () => with.Run()), (worst.Prepare, () => worst.Run()), (without.Prepare, () => without.RunGenerator()));
        var analyses = Rounds.Fastest(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20),
            (without.Prepare, () => without.RunAnalyzer()), (with.Prepare, () => with.RunAnalyzer()), (worst.Prepare, () => worst.RunAnalyzer()));
        yield return new("generator.schema", times[1] / times[0], string.Create(CultureInfo.InvariantCulture,
            $"{times[1] / 1e6:F1} ms, without a schema {times[0] / 1e6:F1} ms (no name in it {times[2] / 1e6:F1} ms, the generator alone {times[3] / 1e6:F1} ms; the compiler's whole analysis {analyses[1] / 1e6:F0}, {analyses[0] / 1e6:F0} and {analyses[2] / 1e6:F0} ms)"));
    }
}
