using System.Text.Json;
using LoopsMapping.Outbox;

namespace LoopsMapping.Tool.Outbox;

/// <summary>What is said of a record.</summary>
internal static class RecordFacts
{
    /// <summary><c>pending</c>, or <c>dead</c>.</summary>
    public static string State(LoopsOutboxRecord record) => record.Failure is null ? "pending" : "dead";

    /// <summary>The kind of reason, with the status of the answer where there was one: <c>Refused 400</c>.</summary>
    public static string Reason(LoopsOutboxFailure failure)
        => failure.Status == 0 ? failure.Reason.ToString() : FormattableString.Invariant($"{failure.Reason} {failure.Status}");

    /// <summary>Whether somebody may get a second e-mail if it is sent again: a contact may be updated twice, an event has effects.</summary>
    public static bool MayMailTwice(LoopsOutboxRecord record) => record.Failure?.Reason == LoopsOutboxReason.Ambiguous || record is { IdempotencyKey: not null, MayHaveArrived: true };

    /// <summary>A record for scripts. The names are a promise.</summary>
    public static object Json(LoopsOutboxRecord record, RecordMask mask, bool withContent) => new
    {
        record.Id,
        record.Team,
        State = State(record),
        Name = mask.Text(record.Name),
        record.Method,
        record.Path,
        Email = mask.Text(record.Email),
        UserId = mask.Text(record.UserId),
        Lane = mask.Lane(record),
        Priority = Camel(record.Priority.ToString()),
        IdempotencyKey = mask.Text(record.IdempotencyKey),
        EnqueuedAt = record.EnqueuedAt.UtcDateTime,
        ExpiresAt = record.ExpiresAt?.UtcDateTime,
        record.Attempts,
        FirstAttemptAt = record.FirstAttemptAt?.UtcDateTime,
        record.MayHaveArrived,
        LastReason = mask.Said(record, record.LastReason),
        DueAt = record.DueAt?.UtcDateTime,
        FailedAt = record.FailedAt?.UtcDateTime,
        Reason = record.Failure is { } failure ? Camel(failure.Reason.ToString()) : null,
        Status = record.Failure is { Status: not 0 } answered ? (int?)answered.Status : null,
        Detail = mask.Said(record, record.Failure?.Detail),
        Answer = withContent ? mask.Answer(record) : null,
        Body = withContent ? mask.Body(record) : null,
    };

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
