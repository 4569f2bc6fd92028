using System.Globalization;
using System.Text.Json;
using LoopsMapping.Outbox;
using LoopsMapping.Segment;
using LoopsMapping.Segment.Mapping;
using LoopsMapping.Segment.Messages;

namespace LoopsMapping.Benchmarks.Segment;

/// <summary>Mapping alone, from the bytes of a batch to what the outbox takes, ÷ a bare walk over the tokens of the same bytes.</summary>
internal static class SegmentRatios
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(4);

    public static IEnumerable<Ratio> Measure()
    {
        var batch = Batches.Create(0);
        using var defaults = new Mapping(batch, []);
        using var typed = new Mapping(batch, MappingsOf<ShopLoops>());
        var best = Rounds.Fastest(WarmUp, Time, (Nothing, () => Walk(batch)), (Nothing, defaults.Run), (Nothing, typed.Run), (Nothing, defaults.List));
        yield return new("segment.mapping", best[1] / best[0], string.Create(CultureInfo.InvariantCulture, $"{Detail(best[1], best[0])}, listing the members {best[3] / Batches.Size:F0} ns"));
        yield return new("segment.typed", best[2] / best[0], Detail(best[2], best[0]));
        yield return new("segment.alloc", defaults.BytesPerMessage(), "the request: its record and the texts in it");
    }

    private static string Detail(double ours, double walk) => string.Create(
        CultureInfo.InvariantCulture,
        $"{ours / Batches.Size:F0} ns a message, {Batches.Size / ours * 1e9:N0} messages a second on one core; the walk {walk / Batches.Size:F0} ns");

    private static IReadOnlyList<SegmentMapping> MappingsOf<T>()
        where T : LoopsClient, ILoopsClient<T>, ISegmentDestination<T>
        => T.SegmentMappings;

    private static void Nothing()
    {
    }

    private static void Walk(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
        }
    }

    /// <summary>What an endpoint does with a body between reading and storing it.</summary>
    private sealed class Mapping(byte[] batch, IReadOnlyList<SegmentMapping> mappings) : IDisposable
    {
        private readonly MessageIndex _index = new();
        private readonly MessageMapper _mapper = new(mappings, new DefaultMapping(new SegmentDefaultMapping()), "default");

        public void List()
        {
            _index.Reset(batch);
            if (MessageReader.Read(_index, BodyShape.Batch) is { } problem)
                throw new InvalidOperationException(problem);
        }

        public void Run()
        {
            List();
            using var bodies = new MessageBodies();
            var requests = new List<LoopsOutboxMessage>(Batches.Size);
            _mapper.Map(_index, bodies, null, requests);
            if (requests.Count != Batches.Size || requests[0].Failure is not null)
                throw new InvalidOperationException($"{requests.Count} requests of {Batches.Size} messages");
        }

        public void Dispose() => _index.Dispose();

        public double BytesPerMessage()
        {
            Run();
            var before = GC.GetAllocatedBytesForCurrentThread();
            Run();
            return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Batches.Size;
        }
    }
}
