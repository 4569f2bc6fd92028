using LoopsMapping.Generator.Model;

namespace LoopsMapping.Generator.Schema;

/// <summary>Which values Loops keeps as they are meant in a property of a type.</summary>
internal static class PropertyTypes
{
    /// <summary>
    /// Whether a value can be right there. What Loops reads by itself passes: a date is text or milliseconds, and every text can be a date;
    /// a number below 64 bits holds seconds, which Loops takes for milliseconds of January 1970.
    /// </summary>
    public static bool Takes(this PropertyType type, ValueModel value) => type switch
    {
        PropertyType.String => value.IsText,
        PropertyType.Number => value.IsNumber,
        PropertyType.Boolean => value.Kind == ValueKind.Boolean,
        PropertyType.Date => value.Kind is ValueKind.Date or ValueKind.String or ValueKind.Formatted || (value.IsNumber && value.LosesPrecision),
        _ => true,
    };

    /// <summary>The type that a property of such values has; a date is one, though it is sent as text.</summary>
    public static PropertyType Of(ValueModel value) => value.Kind switch
    {
        ValueKind.Number => PropertyType.Number,
        ValueKind.Boolean => PropertyType.Boolean,
        ValueKind.Date => PropertyType.Date,
        _ => PropertyType.String,
    };

    /// <summary>The type's name in the file and in messages.</summary>
    public static string Name(this PropertyType type) => type switch
    {
        PropertyType.Number => "number",
        PropertyType.Boolean => "boolean",
        PropertyType.Date => "date",
        _ => "string",
    };
}
