using System.Globalization;

namespace LoopsMapping.Benchmarks.Generation;

internal static class GeneratorRatios
{
    public static IEnumerable<Ratio> Measure()
    {
        var ours = GeneratorPeer.Loops();
        var json = GeneratorPeer.SystemTextJson();
        var mapperly = GeneratorPeer.Mapperly();
        yield return Compare("generator.cold", static peer => (peer.PrepareCold, () => peer.RunCold()));
        yield return Compare("generator.edit", static peer => (peer.PrepareEdit, () => peer.RunEdit()));

        Ratio Compare(string name, Func<GeneratorPeer, (Action, Action)> contender)
        {
            var times = Rounds.Fastest(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20), contender(ours), contender(json), contender(mapperly));
            return new(name, times[0] / times[1], string.Create(CultureInfo.InvariantCulture, $"{times[0] / 1e6:F1} ms, System.Text.Json {times[1] / 1e6:F1} ms (Mapperly {times[2] / 1e6:F1} ms)"));
        }
    }
}
