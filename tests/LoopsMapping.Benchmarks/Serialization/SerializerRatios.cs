using System.Globalization;

namespace LoopsMapping.Benchmarks.Serialization;

internal static class SerializerRatios
{
    /// <summary>Few enough that many rounds pass between two interruptions of a busy machine, many enough for the clock.</summary>
    private const int Calls = 1_000;

    public static IEnumerable<Ratio> Measure()
    {
        var peers = new SerializerPeers();
        yield return Compare("serialize.plain", peers, Contact.Plain);
        yield return Compare("serialize.escaped", peers, Contact.Escaped);

        var before = GC.GetAllocatedBytesForCurrentThread();
        peers.Loops.Run(Contact.Plain, Calls);
        peers.Loops.Run(Contact.Escaped, Calls);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        yield return new("serialize.alloc", allocated / (2.0 * Calls), "bytes per call");
    }

    private static Ratio Compare(string name, SerializerPeers peers, Contact contact)
    {
        peers.AssertSameBytes(contact);
        var times = Rounds.Fastest(
            TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4),
            Contender(peers.Loops), Contender(peers.SourceGenerator), Contender(peers.HandWritten), Contender(peers.Mapperly), Contender(peers.Reflection));
        var ns = Array.ConvertAll(times, static time => (time / Calls).ToString("F1", CultureInfo.InvariantCulture));
        return new(name, times[0] / times[1], $"{ns[0]} ns, System.Text.Json {ns[1]} ns (Utf8JsonWriter by hand {ns[2]}, Mapperly and System.Text.Json {ns[3]}, reflection {ns[4]})");

        (Action, Action) Contender<TPeer>(TPeer peer)
            where TPeer : ISerializerPeer
            => (static () => { }, () => peer.Run(contact, Calls));
    }
}
