namespace LoopsMapping.Generator.Model;

/// <summary>How a member's value is written.</summary>
/// <param name="Kind">Its type, as far as writing goes.</param>
/// <param name="CanBeNull">Whether it can have no value: a reference or a <c>Nullable&lt;T&gt;</c>.</param>
/// <param name="Enum">The names of an enum.</param>
internal sealed record ValueModel(ValueKind Kind, bool CanBeNull, EnumModel? Enum = null);
