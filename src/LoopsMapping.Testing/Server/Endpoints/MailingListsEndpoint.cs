using System.Text.Json;

namespace LoopsMapping.Testing.Endpoints;

/// <summary><c>GET lists</c>.</summary>
internal static class MailingListsEndpoint
{
    public static ApiResponse Get(ApiCall call) => new(200, ResponseJson.Write(call.Team.Options.MailingLists, static (writer, lists) =>
    {
        writer.WriteStartArray();
        foreach (var list in lists)
            Write(writer, list);
        writer.WriteEndArray();
    }));

    public static void Write(Utf8JsonWriter writer, LoopsServerMailingList list)
    {
        writer.WriteStartObject();
        writer.WriteString("id", list.Id);
        writer.WriteString("name", list.Name);
        writer.WriteString("description", list.Description);
        writer.WriteBoolean("isPublic", list.IsPublic);
        writer.WriteEndObject();
    }
}
