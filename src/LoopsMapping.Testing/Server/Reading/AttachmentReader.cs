using System.Text.Json;
using LoopsMapping.Testing.Endpoints;

namespace LoopsMapping.Testing.Reading;

/// <summary>The files of a transactional email.</summary>
internal static class AttachmentReader
{
    public static IReadOnlyList<LoopsAttachment> Read(IReadOnlyDictionary<string, JsonElement> members)
    {
        if (!members.TryGetValue("attachments", out var value) || value.ValueKind == JsonValueKind.Null)
            return [];
        return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(ReadFile)] : throw Invalid();
    }

    private static LoopsAttachment ReadFile(JsonElement file)
    {
        if (file.ValueKind != JsonValueKind.Object)
            throw Invalid();
        var members = file.ReadMembers();
        var name = ReadText(members, "filename");
        var type = ReadText(members, "contentType");
        if (string.IsNullOrWhiteSpace(name) || string.IsNullOrWhiteSpace(type) || !members.TryGetValue("data", out var data)
            || data.ValueKind != JsonValueKind.String || !data.TryGetBytesFromBase64(out var content))
            throw Invalid();
        return new(name, type, content);
    }

    private static string? ReadText(Dictionary<string, JsonElement> members, string name)
        => members.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static RefusedException Invalid() => TransactionalFailure.Nested(400, "attachments", Messages.AttachmentInvalid);
}
