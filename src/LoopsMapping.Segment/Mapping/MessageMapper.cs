using LoopsMapping.Mapping;
using LoopsMapping.Outbox;
using LoopsMapping.Segment.Messages;

namespace LoopsMapping.Segment.Mapping;

/// <summary>Turns the messages of a body into what the outbox takes: for each mapping that fires one request, or a dead letter that says why there is none.</summary>
/// <param name="mappings">The destination's classes, in declaration order.</param>
/// <param name="defaults">What a message becomes that no class takes.</param>
/// <param name="team">The destination's team.</param>
internal sealed class MessageMapper(IReadOnlyList<SegmentMapping> mappings, DefaultMapping defaults, string team)
{
    /// <summary>The longest message that Segment takes: 32 KB.</summary>
    public const int MaxMessageLength = 32 * 1024;

    /// <summary>How many objects and arrays may stand within each other in a message: what Segment's own code takes is not much more.</summary>
    public const int MaxDepth = 1_000;

    private readonly SegmentMapping[] _mappings = [.. mappings];
    private readonly EventNames _names = new();

    /// <summary>Maps every message of a body.</summary>
    /// <param name="index">The body.</param>
    /// <param name="bodies">Keeps the bodies of the requests.</param>
    /// <param name="traceParent">The trace of whoever sent it.</param>
    /// <param name="requests">Takes the requests and dead letters, in order.</param>
    public void Map(MessageIndex index, MessageBodies bodies, string? traceParent, List<LoopsOutboxMessage> requests)
    {
        var writer = new SegmentWriter(index);
        try
        {
            for (var i = 0; i < index.Messages.Length; i++)
                Map(ref writer, new(index, i), bodies, traceParent, requests);
        }
        finally
        {
            writer.Dispose();
        }
    }

    private void Map(ref SegmentWriter writer, SegmentMessage message, MessageBodies bodies, string? traceParent, List<LoopsOutboxMessage> requests)
    {
        var kind = message.Kind;
        if ((MessageRules.Objection(message) ?? (kind == MessageKind.Unknown ? MessageRules.UnknownType : null)) is { } objection)
        {
            requests.Add(Letter(message, "segment", "message", null, objection, bodies, traceParent));
            return;
        }
        if (!MessageRules.IsMeantForLoops(message))
            return;

        var fired = 0;
        string? messageId = null;
        foreach (var mapping in _mappings)
        {
            if (!mapping.Fires(message))
                continue;
            // What an earlier class has taken is there for this one.
            if (fired++ > 0)
                message.Index.ReleaseMembers(message.Span);
            writer.Begin(message.Ordinal);
            mapping.Write(ref writer, message, defaults);
            messageId ??= IdOf(message);
            var isContact = mapping is SegmentContactMapping;
            // A class can be both, and a message fire both.
            var key = MessageKeys.OfMapping(messageId ?? IdempotencyKeys.Next(), isContact ? $"{mapping.TypeName} (contact)" : mapping.TypeName);
            requests.Add(Request(ref writer, message, mapping.Method, mapping.Path, mapping.Name, key, messageId is not null, bodies, traceParent)
                with { Mapping = isContact ? mapping.TypeName : null });
        }
        if (fired == 0 && kind switch { MessageKind.Identify => defaults.Contact.IsEnabled, MessageKind.Track => defaults.Event.IsEnabled, _ => false })
            MapByDefault(ref writer, message, kind == MessageKind.Identify, bodies, traceParent, requests);
    }

    private void MapByDefault(ref SegmentWriter writer, SegmentMessage message, bool isIdentify, MessageBodies bodies, string? traceParent, List<LoopsOutboxMessage> requests)
    {
        writer.Begin(message.Ordinal);
        if (isIdentify)
            defaults.Contact.Write(ref writer, message, null);
        else
            defaults.Event.Write(ref writer, message, null);
        var messageId = IdOf(message);
        requests.Add(Request(
            ref writer, message, isIdentify ? DefaultContact.Method : DefaultEvent.Method, isIdentify ? DefaultContact.Path : DefaultEvent.Path,
            isIdentify ? "identify" : _names.Of(TextOf(message["event"u8])), messageId is null ? IdempotencyKeys.Next() : MessageKeys.OfMessage(messageId), messageId is not null, bodies, traceParent));
    }

    private LoopsOutboxMessage Request(
        ref SegmentWriter writer, SegmentMessage message, string method, string path, string name, string key, bool isGiven, MessageBodies bodies, string? traceParent)
    {
        if (writer.Failure is { } failure)
            return Letter(message, path, name, key, failure, bodies, traceParent);
        return new()
        {
            Team = team,
            Lane = writer.UserId ?? Lower(writer.Email) ?? LaneOf(message),
            Method = method,
            Path = path,
            Name = name,
            Body = bodies.Keep(writer.Json.Finish()),
            IdempotencyKey = key,
            HasCallerIdempotencyKey = isGiven,
            Email = writer.Email,
            UserId = writer.UserId,
            TraceParent = traceParent,
        };
    }

    /// <summary>A message that becomes no request, kept as it came.</summary>
    private LoopsOutboxMessage Letter(SegmentMessage message, string path, string name, string? key, string reason, MessageBodies bodies, string? traceParent) => new()
    {
        Team = team,
        Lane = LaneOf(message),
        Method = "POST",
        Path = path,
        Name = name,
        Body = bodies.Keep(message.Raw),
        IdempotencyKey = key ?? (IdOf(message) is { } id ? MessageKeys.OfMessage(id) : null),
        HasCallerIdempotencyKey = true,
        Email = TextOf(message["traits"u8]["email"u8]) ?? TextOf(message["properties"u8]["email"u8]),
        UserId = TextOf(message["userId"u8]),
        TraceParent = traceParent,
        Failure = new(LoopsOutboxReason.Invalid, reason),
    };

    private static string LaneOf(SegmentMessage message)
        => TextOf(message["userId"u8]) ?? TextOf(message["anonymousId"u8]) ?? IdOf(message) ?? "segment";

    private static string? IdOf(SegmentMessage message) => TextOf(message["messageId"u8]);

    private static string? TextOf(SegmentValue value) => FieldRules.IsText(value) && value.ToText() is { Length: > 0 } text ? text : null;

#pragma warning disable CA1308 // Loops compares e-mail addresses in lower case.
    private static string? Lower(string? email) => email?.ToLowerInvariant();
#pragma warning restore CA1308
}
