using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LoopsMapping.Delivery;
using LoopsMapping.Outbox;

namespace LoopsMapping.Tool.Outbox;

/// <summary>What is shown of records: e-mail addresses cut, and nothing of what a transactional email is filled in with, unless it is revealed.</summary>
internal sealed class RecordMask(bool reveals)
{
    private const string Hidden = "***";

    /// <summary>Shorter values are parts of words: to hide them would make any text unreadable.</summary>
    private const int ShortestSecret = 4;

    private const string TransactionalPath = LoopsTransactionalMap<object>.RequestPath;

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool Reveals => reveals;

    public string? Text(string? text) => text is null || reveals ? text : Masking.Emails(text);

    /// <summary>Whom a record is about.</summary>
    public string Contact(LoopsOutboxRecord record)
        => record.UserId is null && record.Email is null ? Lane(record) : string.Join(", ", new[] { record.UserId, record.Email }.Where(static id => id is not null).Select(Text));

    public string Lane(LoopsOutboxRecord record)
    {
        // Of "transactional/id/address" the address alone.
        var start = record.Lane.StartsWith($"{TransactionalPath}/", StringComparison.Ordinal) ? record.Lane.IndexOf('/', TransactionalPath.Length + 1) + 1 : 0;
        return record.Lane[..start] + Text(record.Lane[start..]);
    }

    /// <summary>What was said about a record, by Loops or by the outbox; it may repeat the record's content.</summary>
    public string? Said(LoopsOutboxRecord record, string? text)
    {
        if (text is null || reveals)
            return text;
        foreach (var secret in SecretsOf(record))
            text = text.Replace(secret, Hidden, StringComparison.Ordinal);
        return Masking.Emails(text);
    }

    /// <summary>The answer of Loops: JSON where it is that, else a string.</summary>
    public JsonElement? Answer(LoopsOutboxRecord record)
        => record.Failure?.Answer is { } answer ? Json(Encoding.UTF8.GetBytes(answer), text => Said(record, text)!) ?? JsonSerializer.SerializeToElement(Said(record, answer)) : null;

    /// <summary>The body: JSON where it is that, else a string; what a transactional email is filled in with left out.</summary>
    public JsonElement? Body(LoopsOutboxRecord record)
    {
        var body = record.Body;
        if (body.IsEmpty)
            return null;
        if (record.Path == TransactionalPath && !reveals)
        {
            if (Json(body, static text => text) is not { ValueKind: JsonValueKind.Object })
                return JsonSerializer.SerializeToElement(Hidden);
            body = Masking.WithoutValues(body);
        }
        return Json(body, text => Text(text)!) ?? JsonSerializer.SerializeToElement(Text(Encoding.UTF8.GetString(body.Span)));
    }

    /// <summary>JSON with each of its texts, names included, put through <paramref name="mask"/>; <see langword="null"/> for what is no JSON.</summary>
    private static JsonElement? Json(ReadOnlyMemory<byte> text, Func<string, string> mask)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var masked = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(masked, Relaxed))
                Write(writer, json.RootElement, mask);
            using var copy = JsonDocument.Parse(masked.WrittenMemory);
            return copy.RootElement.Clone();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No JSON, or JSON with half a character in it.
            return null;
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, Func<string, string> mask)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    writer.WritePropertyName(mask(member.Name));
                    Write(writer, member.Value, mask);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(writer, item, mask);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(mask(value.GetString()!));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    /// <summary>The texts that a transactional email is filled in with, the longest first: one may be a part of another.</summary>
    private static IEnumerable<string> SecretsOf(LoopsOutboxRecord record)
    {
        if (record.Path != TransactionalPath || Json(record.Body, static text => text) is not { ValueKind: JsonValueKind.Object } body)
            return [];
        return body.EnumerateObject().Where(static member => member.Value.ValueKind == JsonValueKind.Object).SelectMany(static member => TextsOf(member.Value))
            .Where(static text => text.Length >= ShortestSecret).OrderByDescending(static text => text.Length);
    }

    private static IEnumerable<string> TextsOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(static member => TextsOf(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(TextsOf),
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Number => [value.GetRawText()],
        _ => [],
    };
}
