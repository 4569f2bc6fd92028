using System.Text.Json;

namespace LoopsMapping.Testing.Endpoints;

/// <summary>
/// <c>GET transactional</c>, the published emails, and its successor <c>GET transactional-emails</c>, all of them.
/// </summary>
internal static class TransactionalListEndpoint
{
    public static ApiResponse GetPublished(ApiCall call)
    {
        var lastUpdated = call.Team.CreatedAt;
        return Page.Answer(call, [.. call.Team.Options.TransactionalEmails.Where(static email => email.IsPublished)], static email => email.Id, (writer, email) =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", email.Id);
            writer.WriteString("name", email.Name);
            writer.WriteString("lastUpdated", ResponseJson.Date(lastUpdated));
            WriteVariables(writer, email);
            writer.WriteEndObject();
        });
    }

    public static ApiResponse GetAll(ApiCall call)
    {
        var createdAt = ResponseJson.Date(call.Team.CreatedAt);
        return Page.Answer(call, call.Team.Options.TransactionalEmails, static email => email.Id, (writer, email) =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", email.Id);
            writer.WriteString("name", email.Name);
            writer.WriteString("draftEmailMessageId", email.IsPublished ? null : email.MessageId);
            writer.WriteString("publishedEmailMessageId", email.IsPublished ? email.MessageId : null);
            writer.WriteNull("transactionalGroupId");
            writer.WriteString("createdAt", createdAt);
            writer.WriteString("updatedAt", createdAt);
            WriteVariables(writer, email);
            writer.WriteEndObject();
        });
    }

    private static void WriteVariables(Utf8JsonWriter writer, LoopsServerTransactionalEmail email)
    {
        writer.WriteStartArray("dataVariables");
        if (email.IsPublished)
        {
            foreach (var name in email.DataVariables.Concat(email.OptionalDataVariables))
                writer.WriteStringValue(name);
        }
        writer.WriteEndArray();
    }
}
