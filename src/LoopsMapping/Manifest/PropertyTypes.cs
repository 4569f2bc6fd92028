namespace LoopsMapping.Manifest;

/// <summary>Which values a property of the account takes.</summary>
internal static class PropertyTypes
{
    /// <summary>Whether a property of a type takes what is sent. A type that is not known takes everything.</summary>
    /// <param name="sent">What is sent.</param>
    /// <param name="inLoops">The type of the property, as Loops says it.</param>
    public static bool Fit(LoopsPropertyType sent, string inLoops) => inLoops switch
    {
        // A date is sent as text.
        "string" => sent is LoopsPropertyType.Text or LoopsPropertyType.Date,
        "number" => sent == LoopsPropertyType.Number,
        "boolean" => sent == LoopsPropertyType.Boolean,
        // Text in a format of its own may be a date, and a number may be milliseconds since 1970: Loops takes both.
        "date" => sent != LoopsPropertyType.Boolean,
        _ => true,
    };
}
