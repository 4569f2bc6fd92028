using System.Text;
using LoopsMapping.Outbox;
using LoopsMapping.Segment.Mapping;
using LoopsMapping.Segment.Messages;

namespace LoopsMapping.Segment.Tests.Harness;

/// <summary>The mapping alone: a message in, what the outbox would take out.</summary>
internal static class Mapper
{
    /// <summary>The mappings of a destination's classes.</summary>
    public static IReadOnlyList<SegmentMapping> MappingsOf<T>()
        where T : LoopsClient, ILoopsClient<T>, ISegmentDestination<T>
        => T.SegmentMappings;

    /// <summary>Maps one message.</summary>
    public static List<LoopsOutboxMessage> Map(string message, SegmentDefaultMapping? defaults = null, params SegmentMapping[] mappings)
        => MapBody($"[{message}]", BodyShape.MessageOrArray, defaults, mappings);

    public static List<LoopsOutboxMessage> MapBatch(string batch, params SegmentMapping[] mappings) => MapBody(batch, BodyShape.Batch, null, mappings);

    private static List<LoopsOutboxMessage> MapBody(string json, BodyShape shape, SegmentDefaultMapping? defaults, SegmentMapping[] mappings)
    {
        using var index = new MessageIndex();
        index.Reset(Encoding.UTF8.GetBytes(json));
        Assert.Null(MessageReader.Read(index, shape));
        using var bodies = new MessageBodies();
        List<LoopsOutboxMessage> requests = [];
        new MessageMapper(mappings, new DefaultMapping(defaults ?? new()), "default").Map(index, bodies, null, requests);
        // The bodies' buffers go back.
        return [.. requests.Select(static request => request with { Body = request.Body.ToArray() })];
    }
}
