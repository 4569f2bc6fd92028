using System.Text;
using LoopsMapping.Outbox;

namespace LoopsMapping.Testing.Outbox;

/// <summary>Messages for the tests of a store; what a test is about it changes with <c>with</c>.</summary>
internal static class Some
{
    public const string Team = "team";

    public static LoopsOutboxMessage Message(string name, string lane = "u1", string team = Team) => new()
    {
        Team = team,
        Lane = lane,
        Method = "POST",
        Path = "events/send",
        Name = name,
        Body = Encoding.UTF8.GetBytes($$"""{"eventName":"{{name}}"}"""),
    };

    /// <summary>A contact's content that is not sent when it has not changed.</summary>
    public static LoopsOutboxMessage Contact(string color, string lane = "u1", string mapping = "App.User") => Message(color, lane) with
    {
        Method = "PUT",
        Path = "contacts/update",
        Mapping = mapping,
        SkipUnchanged = true,
    };

    /// <summary>One of a backfill, without looking at what was delivered.</summary>
    public static LoopsOutboxMessage OfRun(string run, string color, string lane = "u1") => Contact(color, lane) with { SkipUnchanged = false, Run = run };

    public static LoopsOutboxMessage Deletion(string? userId = null, string? email = null) => Message("deletion", userId ?? email!.ToLowerInvariant()) with
    {
        Path = "contacts/delete",
        UserId = userId,
        Email = email,
        DeletesContact = true,
    };

    public static LoopsOutboxFailure Failure(LoopsOutboxReason reason = LoopsOutboxReason.Refused) =>
        new(reason, "Loops answered 400: email is invalid.") { Status = 400, Answer = """{"success":false,"message":"email is invalid"}""" };

    public static LoopsOutboxRetry Retry(TimeSpan? delay = null) => new(delay ?? TimeSpan.FromHours(2), "No connection.");
}
