using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LoopsMapping.Api;

/// <summary>Writes the bodies of <see cref="LoopsApi"/>, whose names are known only at run time.</summary>
internal static class ApiBody
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    public static void WriteText(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    /// <summary>Writes a value by the rules of the mappings: dates in UTC with milliseconds, null as null.</summary>
    public static void WriteValue(this Utf8JsonWriter writer, string name, LoopsValue value)
    {
        writer.WritePropertyName(name);
        switch (value.Value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool boolean:
                writer.WriteBooleanValue(boolean);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case DateTime date:
                writer.WriteStringValue(Json.JsonDates.ToText(date));
                break;
            case DateTimeOffset date:
                writer.WriteStringValue(Json.JsonDates.ToText(date.UtcDateTime));
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    public static void WriteLists(this Utf8JsonWriter writer, IReadOnlyDictionary<string, bool> lists)
    {
        if (lists.Count == 0)
            return;
        writer.WriteStartObject("mailingLists");
        foreach (var (id, isOn) in lists)
            writer.WriteBoolean(id, isOn);
        writer.WriteEndObject();
    }

    /// <summary>Writes contact properties at the root, where they must not overwrite what the request itself says.</summary>
    /// <exception cref="ArgumentException">A name has a place of its own in the request.</exception>
    public static void WriteProperties(this Utf8JsonWriter writer, IReadOnlyDictionary<string, LoopsValue> properties)
    {
        foreach (var (name, value) in properties)
        {
            if (name is "email" or "userId" or "firstName" or "lastName" or "source" or "subscribed" or "userGroup" or "mailingLists" or "eventName" or "eventProperties")
                throw new ArgumentException($"'{name}' is no custom property; it has a member of its own.", nameof(properties));
            writer.WriteValue(name, value);
        }
    }
}
