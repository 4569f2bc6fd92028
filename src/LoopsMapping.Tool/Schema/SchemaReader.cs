using System.Text.Json;

namespace LoopsMapping.Tool.Schema;

/// <summary>Reads a schema file. What it does not know it passes over; what is missing or of another kind it names.</summary>
internal static class SchemaReader
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="ToolException">It is no schema file, or a newer one.</exception>
    public static AccountSchema Read(string text, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Lenient);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                throw new FormatException("it holds no object");
            if (!root.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number < 1)
                throw new FormatException("\"version\" is missing, or no number");
            if (number > AccountSchema.Version)
                throw new ToolException($"{file} has version {number}, and this tool reads version {AccountSchema.Version}. Update it: dotnet tool update --global LoopsMapping.Tool", ExitCode.NewerSchema);
            return new(
                Text(root, "team", "") ?? "",
                root.TryGetProperty("pulledAt", out var time) && time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out var pulledAt) ? pulledAt : throw new FormatException("\"pulledAt\" is missing, or no time"),
                [.. Entries(root, "contactProperties").Select(static entry => new SchemaProperty(Required(entry, "key"), Text(entry, "label", null), Required(entry, "type"))).OrderBy(static one => one.Key, StringComparer.Ordinal)],
                [.. Entries(root, "mailingLists").Select(static entry => new SchemaList(Required(entry, "id"), Required(entry, "name"), entry.TryGetProperty("isPublic", out var isPublic) && isPublic.ValueKind == JsonValueKind.True)).OrderBy(static one => one.Id, StringComparer.Ordinal)],
                [.. Entries(root, "events").Select(static entry => new SchemaEvent(Required(entry, "name"), [.. Entries(entry, "properties").Select(static property => new SchemaEventProperty(Required(property, "key"), Required(property, "type")))])).OrderBy(static one => one.Name, StringComparer.Ordinal)],
                [.. Entries(root, "transactionalEmails").Select(static entry => new SchemaEmail(Required(entry, "id"), Required(entry, "name"), Names(entry))).OrderBy(static one => one.Id, StringComparer.Ordinal)]);
        }
        catch (JsonException exception)
        {
            // Lines of the exception begin at 0.
            throw Broken($"line {exception.LineNumber + 1}: {exception.Message.Split(" LineNumber:")[0]}", file);
        }
        catch (FormatException exception)
        {
            throw Broken(exception.Message, file);
        }
    }

    private static ToolException Broken(string reason, string file)
        => new($"{file} cannot be read: {reason.TrimEnd('.')}. Restore it from version control, or write it anew: {LoopsTool.Name} pull", ExitCode.Schema);

    private static JsonElement[] Entries(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var entries) || entries.ValueKind == JsonValueKind.Null)
            return [];
        if (entries.ValueKind != JsonValueKind.Array || entries.EnumerateArray().Any(static entry => entry.ValueKind != JsonValueKind.Object))
            throw new FormatException($"\"{name}\" is no array of objects");
        return [.. entries.EnumerateArray()];
    }

    private static string[] Names(JsonElement email)
    {
        if (!email.TryGetProperty("dataVariables", out var names) || names.ValueKind == JsonValueKind.Null)
            return [];
        if (names.ValueKind != JsonValueKind.Array || names.EnumerateArray().Any(static name => name.ValueKind != JsonValueKind.String))
            throw new FormatException("\"dataVariables\" is no array of names");
        return [.. names.EnumerateArray().Select(static name => name.GetString()!)];
    }

    private static string Required(JsonElement entry, string name)
        => Text(entry, name, null) ?? throw new FormatException($"an entry has no \"{name}\"");

    private static string? Text(JsonElement element, string name, string? missing) => element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
        ? value.ValueKind == JsonValueKind.String ? value.GetString() : throw new FormatException($"\"{name}\" is no text")
        : missing;
}
