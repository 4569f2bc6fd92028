namespace LoopsMapping.Benchmarks.Generation;

internal static class GeneratorRatios
{
    public static IEnumerable<Ratio> Measure()
    {
        var ours = GeneratorPeer.Loops();
        var json = GeneratorPeer.SystemTextJson();
        yield return Compare("generator.cold", static peer => (peer.PrepareCold, () => peer.RunCold()));
        yield return Compare("generator.edit", static peer => (peer.PrepareEdit, () => peer.RunEdit()));

        Ratio Compare(string name, Func<GeneratorPeer, (Action, Action)> contender)
        {
            var times = Rounds.Fastest(TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(12), contender(ours), contender(json));
            return Ratio.Of(name, times[0] / 1e6, times[1] / 1e6, "ms");
        }
    }
}
