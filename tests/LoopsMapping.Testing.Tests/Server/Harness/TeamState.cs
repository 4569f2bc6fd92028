using System.Text.Json;

namespace LoopsMapping.Testing.Tests.Server.Harness;

/// <summary>Everything that can be seen of what a team has, as text.</summary>
internal static class TeamState
{
    public static string Of(LoopsServer server) => string.Join(
        '\n',
        [
            .. server.Contacts.Select(static contact => $"contact {contact.ToJson()}"),
            .. server.Events.Select(static received => $"event {received.Name} {received.ContactId} {received.Email} {received.UserId} {Text(received.Properties)} {received.IdempotencyKey} {received.ReceivedAt:O}"),
            .. server.SentEmails.Select(static email => $"email {email.TransactionalId} {email.Email} {Text(email.DataVariables)} {string.Join(' ', email.Attachments.Select(static file => $"{file.FileName} {file.ContentType} {Convert.ToHexString(file.Content)}"))} {email.IdempotencyKey} {email.ReceivedAt:O}"),
            .. server.ContactProperties.Select(static property => $"property {property}"),
            .. server.EventPatterns.Select(static pattern => $"pattern {pattern.Id} {pattern.Name} {string.Join(' ', pattern.Properties)}"),
        ]);

    private static string Text(IReadOnlyDictionary<string, JsonElement> values) => string.Join(' ', values.Select(static value => $"{value.Key}={value.Value.GetRawText()}"));
}
