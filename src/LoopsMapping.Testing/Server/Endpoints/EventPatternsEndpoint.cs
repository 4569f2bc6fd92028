using LoopsMapping.Testing.State;

namespace LoopsMapping.Testing.Endpoints;

/// <summary><c>GET event-patterns</c>, <c>GET event-patterns/{id}</c> and <c>GET event-patterns/by-name/{name}</c>.</summary>
internal static class EventPatternsEndpoint
{
    public static ApiResponse Get(ApiCall call) => Page.Answer(call, call.Team.EventPatterns.All, static pattern => pattern.Id, static (writer, pattern) =>
    {
        writer.WriteStartObject();
        writer.WriteString("id", pattern.Id);
        writer.WriteString("eventName", pattern.Name);
        writer.WriteNull("incomingWebhookPlatform");
        writer.WriteEndObject();
    });

    public static ApiResponse GetById(ApiCall call) => Answer(call.Team.EventPatterns.FindById(call.Request.LastSegment));

    public static ApiResponse GetByName(ApiCall call) => Answer(call.Team.EventPatterns.FindByName(call.Request.LastSegment));

    private static ApiResponse Answer(LoopsServerEventPattern? pattern)
    {
        if (pattern is null)
            throw new RefusedException(404, Messages.EventPatternNotFound);
        return new(200, ResponseJson.Write(pattern, static (writer, pattern) =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", pattern.Id);
            writer.WriteString("eventName", pattern.Name);
            writer.WriteStartArray("eventProperties");
            foreach (var (name, type) in pattern.Properties)
            {
                writer.WriteStartObject();
                writer.WriteString("name", name);
                writer.WriteString("type", type.ToWire());
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteNull("incomingWebhookPlatform");
            writer.WriteEndObject();
        }));
    }
}
