using System.Text.Json;
using LoopsMapping.Api;
using LoopsMapping.Delivery;
using LoopsMapping.Mapping;

namespace LoopsMapping.Tool.Sending;

/// <summary>The request of a test, as the generated code would write it.</summary>
/// <param name="Path">Below the base address.</param>
/// <param name="Body">What is sent.</param>
/// <param name="ContactProperties">Of it the names at the root that end up in the contact.</param>
internal sealed record TestRequest(string Path, JsonElement Body, IReadOnlyList<string> ContactProperties)
{
    private HttpMethod Method => Path == "contacts/update" ? HttpMethod.Put : HttpMethod.Post;

    public static TestRequest Of(LoopsManifestMapping mapping, SampleValues values, string email)
    {
        var names = new List<string>();
        var body = ApiBody.Write(writer =>
        {
            if (mapping.Action == LoopsManifestAction.Event)
                writer.WriteString("eventName", mapping.Name);
            if (mapping.Action == LoopsManifestAction.Transactional)
            {
                writer.WriteString("transactionalId", mapping.Name);
                if (mapping.AddToAudience)
                    writer.WriteBoolean("addToAudience", true);
            }
            writer.WriteString("email", email);
            foreach (var sent in mapping.Fields.Where(static sent => sent.Name != "email" && sent.Place is LoopsManifestPlace.Identity or LoopsManifestPlace.Contact))
            {
                if (Write(writer, sent, values))
                    names.Add(sent.Name);
            }
            WriteObject(writer, "eventProperties", mapping, LoopsManifestPlace.Event, values);
            WriteObject(writer, "mailingLists", mapping, LoopsManifestPlace.MailingList, values);
            WriteObject(writer, "dataVariables", mapping, LoopsManifestPlace.DataVariable, values);
        });
        var path = mapping.Action switch { LoopsManifestAction.Contact => "contacts/update", LoopsManifestAction.Event => "events/send", _ => "transactional" };
        using var document = JsonDocument.Parse(body);
        return new(path, document.RootElement.Clone(), names);
    }

    public Task<LoopsAnswer> SendAsync(LoopsApi api, CancellationToken cancellationToken) => api.SendAsync(
        new LoopsCall(Method, Path, Path)
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(Body),
            IdempotencyKey = Path == "contacts/update" ? null : IdempotencyKeys.Next(),
        }, cancellationToken);

    public override string ToString() => $"{Method} {Path}";

    private static void WriteObject(Utf8JsonWriter writer, string name, LoopsManifestMapping mapping, LoopsManifestPlace place, SampleValues values)
    {
        var fields = mapping.Fields.Where(sent => sent.Place == place && values.Of(sent) is not null).ToList();
        if (fields.Count == 0)
            return;
        writer.WriteStartObject(name);
        foreach (var sent in fields)
            Write(writer, sent, values);
        writer.WriteEndObject();
    }

    private static bool Write(Utf8JsonWriter writer, LoopsManifestField sent, SampleValues values)
    {
        if (values.Of(sent) is not { } value)
            return false;
        writer.WritePropertyName(sent.Name);
        JsonSerializer.Serialize(writer, value, value.GetType());
        return true;
    }
}
