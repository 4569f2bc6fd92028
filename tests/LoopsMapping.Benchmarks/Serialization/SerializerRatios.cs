namespace LoopsMapping.Benchmarks.Serialization;

internal static class SerializerRatios
{
    /// <summary>Few enough that many rounds pass between two interruptions of a busy machine, many enough for the clock.</summary>
    private const int Calls = 1_000;

    public static IEnumerable<Ratio> Measure()
    {
        var peers = new SerializerPeers();
        peers.AssertSameBytes(Contact.Plain);
        peers.AssertSameBytes(Contact.Escaped);

        var times = Rounds.Fastest(
            TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(6),
            (Nothing, () => peers.Loops.Run(Contact.Plain, Calls)),
            (Nothing, () => peers.SourceGenerator.Run(Contact.Plain, Calls)),
            (Nothing, () => peers.Loops.Run(Contact.Escaped, Calls)),
            (Nothing, () => peers.SourceGenerator.Run(Contact.Escaped, Calls)));

        yield return Ratio.Of("serialize.plain", times[0] / Calls, times[1] / Calls, "ns");
        yield return Ratio.Of("serialize.escaped", times[2] / Calls, times[3] / Calls, "ns");

        var before = GC.GetAllocatedBytesForCurrentThread();
        peers.Loops.Run(Contact.Plain, Calls);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        yield return new("serialize.alloc", (double)allocated / Calls, "bytes per call");

        static void Nothing()
        {
        }
    }
}
