namespace LoopsMapping.Generator.Model;

/// <summary>How a member's value is written.</summary>
/// <param name="Kind">Its type, as far as writing goes.</param>
/// <param name="CanBeNull">Whether it can have no value: a reference or a <c>Nullable&lt;T&gt;</c>.</param>
/// <param name="Enum">The names of an enum.</param>
/// <param name="List">The items of a list of objects.</param>
internal sealed record ValueModel(ValueKind Kind, bool CanBeNull, EnumModel? Enum = null, ListModel? List = null)
{
    /// <summary>Whether Loops gets a number, and not text.</summary>
    public bool IsNumber => Kind == ValueKind.Number;

    /// <summary>Whether Loops gets text: JSON has no other type for it.</summary>
    public bool IsText => Kind is ValueKind.String or ValueKind.Char or ValueKind.Guid or ValueKind.Uri or ValueKind.Enum or ValueKind.Date or ValueKind.Formatted;

    /// <summary>
    /// Whether the type holds integers or fractions that a JavaScript number cannot: <c>long</c>, <c>decimal</c>, and what is larger still.
    /// </summary>
    public bool LosesPrecision { get; init; }
}
