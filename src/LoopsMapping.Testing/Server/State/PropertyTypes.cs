using System.Text.Json;

namespace LoopsMapping.Testing.State;

/// <summary>Property types on the wire and in values.</summary>
internal static class PropertyTypes
{
    public static string ToWire(this LoopsServerPropertyType type) => type switch
    {
        LoopsServerPropertyType.Number => "number",
        LoopsServerPropertyType.Boolean => "boolean",
        LoopsServerPropertyType.Date => "date",
        _ => "string",
    };

    public static LoopsServerPropertyType? FromWire(string? type) => type switch
    {
        "string" => LoopsServerPropertyType.Text,
        "number" => LoopsServerPropertyType.Number,
        "boolean" => LoopsServerPropertyType.Boolean,
        "date" => LoopsServerPropertyType.Date,
        _ => null,
    };

    /// <summary>The type that a property gets from its first value; null gives none. A date is text or a number until somebody says otherwise.</summary>
    public static LoopsServerPropertyType? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => LoopsServerPropertyType.Text,
        JsonValueKind.Number => LoopsServerPropertyType.Number,
        JsonValueKind.True or JsonValueKind.False => LoopsServerPropertyType.Boolean,
        _ => null,
    };
}
