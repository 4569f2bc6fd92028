using System.Text.Json;
using System.Text.Json.Serialization;
using LoopsMapping.Outbox;

namespace LoopsMapping.EntityFrameworkCore.Inbox;

/// <summary>What a row holds of a message besides its body; what a newer process adds, an older one passes over.</summary>
internal sealed record InboxHeader
{
    public required string Lane { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public required string Name { get; init; }

    public string? IdempotencyKey { get; init; }

    public bool HasCallerIdempotencyKey { get; init; }

    public LoopsPriority Priority { get; init; }

    public string? Email { get; init; }

    public string? UserId { get; init; }

    public TimeSpan? ExpiresAfter { get; init; }

    public string? TraceParent { get; init; }

    public bool DeletesContact { get; init; }

    public string? Mapping { get; init; }

    public bool SkipUnchanged { get; init; }

    public string? Run { get; init; }

    public static InboxRow ToRow(LoopsOutboxMessage message, Guid recordId, DateTimeOffset now) => new()
    {
        RecordId = recordId,
        Team = message.Team,
        SavedAt = now.ToUnixTimeMilliseconds(),
        Header = JsonSerializer.Serialize(
            new()
            {
                Lane = message.Lane,
                Method = message.Method,
                Path = message.Path,
                Name = message.Name,
                IdempotencyKey = message.IdempotencyKey,
                HasCallerIdempotencyKey = message.HasCallerIdempotencyKey,
                Priority = message.Priority,
                Email = message.Email,
                UserId = message.UserId,
                ExpiresAfter = message.ExpiresAfter,
                TraceParent = message.TraceParent,
                DeletesContact = message.DeletesContact,
                Mapping = message.Mapping,
                SkipUnchanged = message.SkipUnchanged,
                Run = message.Run,
            },
            InboxJson.Default.InboxHeader),
        Body = message.Body.ToArray(),
    };

    public static LoopsOutboxMessage ToMessage(InboxRow row, DateTimeOffset now)
    {
        var header = JsonSerializer.Deserialize(row.Header, InboxJson.Default.InboxHeader)!;
        var age = now - DateTimeOffset.FromUnixTimeMilliseconds(row.SavedAt);
        return new()
        {
            Team = row.Team,
            Lane = header.Lane,
            Method = header.Method,
            Path = header.Path,
            Name = header.Name,
            Body = row.Body,
            // Without a key of its own it gets one here: the outbox stores it once, however often it is moved.
            IdempotencyKey = header.IdempotencyKey ?? $"inbox-{row.RecordId:N}",
            HasCallerIdempotencyKey = header.HasCallerIdempotencyKey,
            Priority = header.Priority,
            Email = header.Email,
            UserId = header.UserId,
            // The wait here counts; what has run out becomes a dead letter that says so.
            ExpiresAfter = header.ExpiresAfter is { } expiry ? TimeSpan.FromTicks(Math.Max(1, (expiry - (age > TimeSpan.Zero ? age : TimeSpan.Zero)).Ticks)) : null,
            TraceParent = header.TraceParent,
            DeletesContact = header.DeletesContact,
            Mapping = header.Mapping,
            SkipUnchanged = header.SkipUnchanged,
            Run = header.Run,
        };
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(InboxHeader))]
internal sealed partial class InboxJson : JsonSerializerContext;
